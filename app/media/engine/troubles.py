"""What can be wrong with a device, each in one plain sentence; a call goes on without it."""

import errno

from app.domain.errors import MediaError, UserText

NO_MICROPHONE = UserText(
    "Микрофон не найден. Подключите его: звонок продолжается, вы слышите остальных."
)
MICROPHONE_SILENT = UserText(
    "Микрофон молчит: он отключён, занят другой программой или запрещён в настройках системы."
)
NO_SOUND = UserText("Нет ни микрофона, ни динамиков. Звонок продолжается без звука.")
NO_CAMERA = UserText("Камера не найдена. Подключите её или звоните без видео.")
CAMERA_BUSY = UserText("Камера занята другой программой. Закройте её и включите камеру снова.")
CAMERA_REFUSED = UserText(
    "Система не даёт доступа к камере. Разрешите его в настройках и включите камеру снова."
)
CAMERA_LOST = UserText("Камера отключилась. Звонок продолжается без вашего видео.")
SCREEN_REFUSED = UserText("Система не даёт показать экран. Разрешите это в её настройках.")
SCREEN_LOST = UserText("Показ экрана прервался. Начните его снова.")
NO_SCREEN_SOUND = UserText("Звук компьютера передать не удалось. Экран показывается без звука.")
NOT_ALLOWED = UserText("Сейчас вам нельзя это включить: так решил тот, кто ведёт.")
NO_CONNECTION = UserText("Нет соединения с сервером звонков. Попробуйте ещё раз.")


def camera_trouble(error: OSError) -> MediaError:
    """Say what the system's error about a camera means."""
    match error.errno:
        case errno.EBUSY:
            text = CAMERA_BUSY
        case errno.EACCES | errno.EPERM:
            text = CAMERA_REFUSED
        case _:
            text = NO_CAMERA
    return MediaError(f"camera: {type(error).__name__}", user_text=text)

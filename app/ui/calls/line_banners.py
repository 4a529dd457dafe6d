"""What the banners of a call say of its line: lost, in trouble, too weak for pictures."""

from collections.abc import Callable
from typing import assert_never

from app.domain.calls import CallState, Pictures, Reconnecting
from app.domain.diff import Unsubscribe
from app.domain.errors import UserText
from app.services.facade.calls import Call
from app.ui.calls.banners import Banner, Banners
from app.ui.qt.i18n import tr, user_text


class LineBanners:
    """Keeps three lines in step with the call; each offers what helps."""

    def __init__(
        self,
        banners: Banners,
        *,
        show_devices: Callable[[], object],
        show_pictures: Callable[[], object],
    ) -> None:
        self._banners = banners
        self._show_devices, self._show_pictures = show_devices, show_pictures

    def watch(self, call: Call) -> list[Unsubscribe]:
        """Follow a call until the returned are called."""
        return [
            call.notice.subscribe(self._on_notice),
            call.pictures.subscribe(self._on_pictures),
            call.state.subscribe(self._on_state),
        ]

    def _on_state(self, state: CallState) -> None:
        if isinstance(state, Reconnecting):
            text = tr("Связь прервалась. Соединяем снова, ничего нажимать не нужно.")
            self._banners.say(Banner("link", "wifi_off_20_regular", text, "warn"))
        else:
            self._banners.drop("link")

    def _on_notice(self, notice: UserText | None) -> None:
        if notice is None:
            self._banners.drop("trouble")
            return
        actions = [(tr("Устройства"), self._show_devices)]
        text = user_text(notice)
        self._banners.say(Banner("trouble", "warning_20_regular", text, "warn", actions))

    def _on_pictures(self, pictures: Pictures) -> None:
        match pictures:
            case Pictures.SHOWN:
                self._banners.drop("pictures")
            case Pictures.SAVED:
                text = tr("Связь слабая: видео собеседников выключено, звук идёт.")
                self._banners.say(Banner("pictures", "cellular_data_3_20_filled", text, "warn"))
            case Pictures.OFF:
                text = tr("Только звук: видео выключено, чтобы беречь связь.")
                actions = [(tr("Показать видео"), self._show_pictures)]
                self._banners.say(Banner("pictures", "video_off_24_filled", text, actions=actions))
            case _:
                assert_never(pictures)

"""All screens as pictures, once: what a screenshot is cut from. Blocking, for a thread."""

import logging
from dataclasses import dataclass

from app.domain.errors import MediaError, UserText
from app.media.engine.screen import is_wayland

_log = logging.getLogger(__name__)

WAYLAND = UserText(
    "В сеансе Wayland программа не может снять экран сама. Сделайте снимок средствами системы "
    "и вставьте его сюда: Ctrl+V."
)
REFUSED = UserText("Система не даёт снять экран. Разрешите это в её настройках.")


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen: where it begins among the others, and its pixels (blue, green, red, unused)."""

    left: int
    top: int
    width: int
    height: int
    data: bytes


def grab_screens() -> tuple[Shot, ...]:
    """Take a picture of every screen; at least one. Raises MediaError."""
    if is_wayland():
        raise MediaError("wayland", user_text=WAYLAND)
    import mss

    try:
        with mss.MSS() as eyes:
            shots = [(box, eyes.grab(box)) for box in eyes.monitors[1:]]
    except (mss.exception.ScreenShotError, OSError) as error:
        _log.info("no screenshot: %s", type(error).__name__)
        raise MediaError("screenshot", user_text=REFUSED) from error
    if not shots:
        raise MediaError("no screen", user_text=REFUSED)
    return tuple(
        Shot(box["left"], box["top"], shot.width, shot.height, bytes(shot.raw))
        for box, shot in shots
    )

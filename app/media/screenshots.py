"""All screens as pictures, once: what a screenshot is cut from."""

import contextlib
import logging
from dataclasses import dataclass

from app.domain.errors import MediaError, UserText
from app.media.engine.screen import is_wayland
from app.media.pictures import broken, open_picture
from app.media.portal.bus import Declined, NoPortal
from app.media.portal.screenshot import Screenshot

_log = logging.getLogger(__name__)

NO_PORTAL = UserText(
    "Снять экран не получилось: рабочему столу нужен пакет xdg-desktop-portal. Сделайте снимок "
    "средствами системы и вставьте его сюда: Ctrl+V."
)
REFUSED = UserText("Система не даёт снять экран. Разрешите это в её настройках.")


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen: where it begins among the others, and its pixels (blue, green, red, unused).

    In a Wayland session it is all screens in one.
    """

    left: int
    top: int
    width: int
    height: int
    data: bytes


class Grab:
    """Looks at the screens once; `take` blocks and belongs to a thread, `give_up` to the others."""

    def __init__(self) -> None:
        self._asking = Screenshot()

    def take(self) -> tuple[Shot, ...]:
        """Take a picture of every screen; none where the person told the system not to.

        Raises MediaError.
        """
        return self._ask() if is_wayland() else _look()

    def give_up(self) -> None:
        """Wait for no answer of the system."""
        self._asking.hang_up()

    def _ask(self) -> tuple[Shot, ...]:
        try:
            path = self._asking.ask()
        except Declined:
            return ()
        except NoPortal as error:
            raise MediaError(str(error), user_text=NO_PORTAL) from error
        except MediaError as error:
            raise MediaError(str(error), user_text=REFUSED) from error
        try:
            with open_picture(path) as picture:
                width, height = picture.size
                data = picture.convert("RGB").tobytes("raw", "BGRX")
        except (OSError, ValueError, SyntaxError) as error:
            raise broken(path) from error
        finally:
            # It was made for this message, not for the disk.
            with contextlib.suppress(OSError):
                path.unlink()
        return (Shot(0, 0, width, height, data),)


def _look() -> tuple[Shot, ...]:
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

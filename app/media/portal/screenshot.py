"""A picture of the whole desktop by the portal: the system may ask the person whether it may."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.domain.errors import MediaError
from app.media.portal.bus import REFUSED, Options, Portal

_SCREENSHOT = "org.freedesktop.portal.Screenshot"


class Screenshot:
    """`ask` belongs to one thread, `hang_up` to the others."""

    def __init__(self) -> None:
        self._portal: Portal | None = None
        self._is_over = False

    def ask(self) -> Path:
        """Let the system take it; the file is the caller's to remove.

        Raises NoPortal, Declined, MediaError.
        """
        portal = self._portal = Portal()
        try:
            if self._is_over:
                portal.hang_up()
            options: Options = {"interactive": ("b", False)}
            made = portal.ask(_SCREENSHOT, "Screenshot", "s", "", options=options)
        finally:
            portal.close()
        address = urlsplit(str(made.get("uri", ("s", ""))[1]))
        if address.scheme != "file":
            raise MediaError("a screenshot that is no file", user_text=REFUSED)
        return Path(unquote(address.path))

    def hang_up(self) -> None:
        """Take the question back."""
        self._is_over = True
        if (portal := self._portal) is not None:
            portal.hang_up()

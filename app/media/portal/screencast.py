"""A screen or window of a Wayland session, as the person chose it in the system's own dialog."""

from app.domain.errors import MediaError
from app.media.portal.bus import REFUSED, Options, Portal, new_token
from app.media.portal.pipewire import Picture, Pictures

_CAST = "org.freedesktop.portal.ScreenCast"
_MONITOR, _WINDOW = 1, 2
_CURSOR_PAINTED = 2


class ScreenCast:
    """From `open` to `close` in one thread; `hang_up` is for the others."""

    def __init__(self) -> None:
        self._portal: Portal | None = None
        self._pictures: Pictures | None = None
        self._is_over = False

    def open(self) -> None:
        """Let the system ask what to show; blocks while the person thinks.

        Raises Declined, MediaError.
        """
        portal = self._portal = Portal()
        if self._is_over:
            portal.hang_up()
        remote, node = _chosen(portal)
        self._pictures = Pictures(remote, node)
        self._pictures.open()

    def look(self) -> Picture | None:
        """The newest picture, once. Raises EOFError when the system or the person ended it."""
        assert self._portal is not None and self._pictures is not None
        if self._pictures.ended or self._portal.has_ended():
            raise EOFError
        return self._pictures.take()

    def size(self) -> tuple[int, int] | None:
        """Width and height, once the compositor has said them."""
        return self._pictures.size if self._pictures is not None else None

    def hang_up(self) -> None:
        """End it, or take the dialog back. From any thread."""
        self._is_over = True
        if (portal := self._portal) is not None:
            portal.hang_up()

    def close(self) -> None:
        """Let go of everything."""
        if self._pictures is not None:
            self._pictures.close()
        if self._portal is not None:
            self._portal.close()


def _chosen(portal: Portal) -> tuple[int, int]:
    """Ask the person; return the connection to PipeWire (a file descriptor) and the node there."""
    named: Options = {"session_handle_token": ("s", new_token())}
    handle = str(portal.ask(_CAST, "CreateSession", "", options=named)["session_handle"][1])
    portal.follow(handle)
    there = portal.number(_CAST, "AvailableSourceTypes") & (_MONITOR | _WINDOW)
    options: Options = {"types": ("u", there or _MONITOR), "multiple": ("b", False)}
    if portal.number(_CAST, "AvailableCursorModes") & _CURSOR_PAINTED:
        options["cursor_mode"] = ("u", _CURSOR_PAINTED)
    portal.ask(_CAST, "SelectSources", "o", handle, options=options)
    started = portal.ask(_CAST, "Start", "os", handle, "", options={})
    streams = started.get("streams", ("", []))[1]
    if not streams:
        raise MediaError("nothing to show", user_text=REFUSED)
    (remote,) = portal.call(_CAST, "OpenPipeWireRemote", "oa{sv}", handle, {})
    return remote.to_raw_fd(), int(streams[0][0])

"""One Parta per person: a second start hands its link to the first and ends."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 700
_LIMIT = 4096
_GREETING = b"parta1\n"


def hand_over(name: str, link: str) -> bool:
    """Give the link (or just the wish to be shown) to a Parta that runs; False where none does."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_GREETING + link.encode()[:_LIMIT] + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """Listens for later starts; `rung` brings their link, or ''."""

    rung = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left by a crash: nobody answered `hand_over`
            self._server.listen(name)

    def is_listening(self) -> bool:
        """Whether later starts will find us."""
        return self._server.isListening()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.setParent(self)
        socket.disconnected.connect(lambda: self._on_gone(socket))

    def _on_gone(self, socket: QLocalSocket) -> None:
        said = bytes(socket.read(_LIMIT + len(_GREETING) + 1).data())
        socket.deleteLater()
        if said.startswith(_GREETING):
            self.rung.emit(said.removeprefix(_GREETING).decode(errors="replace").strip())


class FileLinks(QObject):
    """Links as macOS brings them: not with a second start but by an event to the first."""

    opened = Signal(str)

    def __init__(self, qt: QCoreApplication) -> None:
        super().__init__(qt)
        qt.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: take the links out of what comes to the application."""
        if isinstance(event, QFileOpenEvent) and event.url().scheme() != "file":
            self.opened.emit(event.url().toString())
            return True
        return False

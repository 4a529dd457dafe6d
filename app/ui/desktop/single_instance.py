"""One Parta per person: the first one listens for later starts (`hand_over`)."""

import os

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.ui.desktop.hand_over import GREETING, LIMIT, PERMISSION, place

_LINES = 3
"""Greeting, link, permission."""


class Doorbell(QObject):
    """Listens for later starts; `rung` brings their link, or ''."""

    rung = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        where = place(name)
        if not self._server.listen(where):
            QLocalServer.removeServer(where)  # left by a crash: nobody answered `hand_over`
            self._server.listen(where)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.setParent(self)
        socket.readyRead.connect(lambda: self._on_words(socket))
        socket.disconnected.connect(socket.deleteLater)
        self._on_words(socket)

    def _on_words(self, socket: QLocalSocket) -> None:
        said = bytes(socket.peek(2 * LIMIT + len(GREETING) + 2).data())
        if said.count(b"\n") < _LINES:
            return
        socket.readyRead.disconnect()
        socket.disconnectFromServer()  # heard: on Windows it waits for that
        if said.startswith(GREETING):
            words = said.removeprefix(GREETING).decode(errors="replace").replace("\0", "")
            link, _, permission = words.partition("\n")
            may_rise_with(permission.strip())
            self.rung.emit(link.strip())


def may_rise_with(permission: str) -> None:
    """Let Qt's next `activateWindow` show a Wayland desktop this permission; '' changes nothing."""
    if permission:
        os.putenv(PERMISSION, permission)


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

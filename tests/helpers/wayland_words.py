"""A word that Debian's portal for sway waits for, and a compositor without a card never says.

Everything is passed on between the two; to each `buffer` of a zwlr_screencopy_frame_v1 its
`linux_dmabuf` is added. Source: the protocols wayland.xml and wlr-screencopy-unstable-v1.xml.
"""

import array
import contextlib
import os
import socket
import struct
import threading
from collections.abc import Callable
from pathlib import Path

_MANAGER = b"zwlr_screencopy_manager_v1\0"
_BIND, _CAPTURES, _DESTROY = 0, (0, 1), 1
_BUFFER, _DMABUF, _SINCE = 0, 5, 3
_XRGB = struct.unpack("=I", b"XR24")[0]


class Interpreter:
    """Takes programs in at one socket and brings each to the compositor at the other."""

    def __init__(self, listens: Path, display: Path) -> None:
        self._display = display
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(listens))
        self._door.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Take nobody in any more."""
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                program, _ = self._door.accept()
                compositor = socket.socket(socket.AF_UNIX)
                compositor.connect(str(self._display))
                talk = _Talk()
                for way in ((program, compositor, talk.asked), (compositor, program, talk.told)):
                    threading.Thread(target=_pass_on, args=way, daemon=True).start()


class _Talk:
    """What is known of one program's objects; a message is (object, opcode) and its whole bytes."""

    def __init__(self) -> None:
        self._managers: set[int] = set()
        self._frames: set[int] = set()

    def asked(self, who: int, what: int, message: bytes) -> bytes:
        """A request of the program."""
        if what == _BIND and _MANAGER in message:
            version, manager = struct.unpack("=II", message[-8:])
            if version >= _SINCE:
                self._managers.add(manager)
        elif who in self._managers and what in _CAPTURES:
            self._frames.add(struct.unpack_from("=I", message, 8)[0])
        elif who in self._frames and what == _DESTROY:
            self._frames.discard(who)
        return message

    def told(self, who: int, what: int, message: bytes) -> bytes:
        """An event for it."""
        if who not in self._frames or what != _BUFFER:
            return message
        _, width, height, _ = struct.unpack_from("=IIII", message, 8)
        return message + struct.pack("=IIIII", who, 20 << 16 | _DMABUF, _XRGB, width, height)


def _pass_on(
    source: socket.socket, target: socket.socket, spoken: Callable[[int, int, bytes], bytes]
) -> None:
    rest = b""
    with contextlib.suppress(OSError):
        while True:
            data, beside, _, _ = source.recvmsg(65_536, socket.CMSG_SPACE(4 * 64))
            if not data:
                break
            files = array.array("i")
            for _, _, some in beside:
                files.frombytes(some)
            rest, said = rest + data, b""
            while len(rest) >= 8:
                who, word = struct.unpack_from("=II", rest)
                size = word >> 16
                if len(rest) < size:
                    break
                said += spoken(who, word & 0xFFFF, rest[:size])
                rest = rest[size:]
            given = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)] if files else []
            sent = target.sendmsg([said], given) if said or files else 0
            target.sendall(said[sent:])
            for one in files:
                os.close(one)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    source.close()

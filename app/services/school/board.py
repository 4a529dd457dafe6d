"""The board of a school's staff: asked for at the school service, nothing of it is kept here."""

from pathlib import Path

from app.domain.board import Addressable, BoardNotice, NewNotice, NoticeReader, SentFile
from app.domain.parse.board import parse_addressables, parse_board, parse_readers, parse_sent_file
from app.domain.server import Progress
from app.services.ports.matrix import MatrixApi

_BOARD = "/v1/diary/announcements"


class BoardService:
    """Fulfils `facade.school.board.Board`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def notices(self) -> tuple[BoardNotice, ...]:
        """What is for me and what I answer for, newest first."""
        return parse_board(await self._api.school.get(_BOARD))

    async def addressables(self) -> tuple[Addressable, ...]:
        """Where I may announce something."""
        return parse_addressables(await self._api.school.get(_BOARD + "/addressees"))

    async def post(self, notice: NewNotice) -> None:
        """Announce something."""
        body = {
            "org": notice.org,
            "title": notice.title,
            "text": notice.text,
            "audience": notice.audience.value,
            "classes": list(notice.classes),
            "due": notice.due.isoformat() if notice.due else None,
            "files": list(notice.files),
            "key": notice.key or None,
        }
        await self._api.school.post(_BOARD, body=body)

    async def withdraw(self, notice: str) -> None:
        """Take an announcement down."""
        await self._api.school.delete(_BOARD + "/{}", notice)

    async def confirm(self, notice: str) -> None:
        """I have read an announcement that is for me."""
        await self._api.school.put(_BOARD + "/{}/read", notice)

    async def readers(self, notice: str) -> tuple[NoticeReader, ...]:
        """Everybody an announcement is for."""
        return parse_readers(await self._api.school.get(_BOARD + "/{}/readers", notice))

    async def send_file(self, source: Path, *, progress: Progress) -> SentFile:
        """Send a file that an announcement is to carry."""
        params = {"name": source.name}
        send = self._api.school.send_file
        return parse_sent_file(
            await send(_BOARD + "/files", source, params=params, progress=progress)
        )

    async def forget_file(self, file: str) -> None:
        """Take back a file that was not posted."""
        await self._api.school.delete(_BOARD + "/files/{}", file)

    async def save_file(self, notice: str, file: str, target: Path) -> None:
        """Save a file of an announcement."""
        await self._api.school.download(_BOARD + "/{}/files/{}", notice, file, target=target)

"""A teacher brings a chat of Telegram along in the app; another teacher may not."""

import json
from pathlib import Path

import pytest

from app.domain.content import MediaContent
from app.domain.errors import AppError
from app.domain.ids import RoomId
from app.domain.preview import summarize
from app.domain.timeline import SendState, TimelineItem
from app.services.foreign_pictures import bring_pictures, there_are
from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
from tests.integration.session.conftest import Program, live, soon
from tests.server.service.test_transfer import TELEGRAM

__all__ = ["_told", "service_school", "service_server"]


async def test_a_chat_is_looked_at_then_brought_once_and_its_author_is_invited(
    program: Program, service_school: ServiceSchool, tmp_path: Path
) -> None:
    child = await service_school.person("Артём Бубликов", "pupil", learns=["9b"])
    mother = await service_school.person("Ольга Облакова", "parent", children=[child])
    vera = await service_school.person("Вера Вартанян", "teacher", leads=["9b"])
    petr = await service_school.person("Пётр Чужой", "teacher", teaches=["2a"])
    room = RoomId(await vera.matrix.create_room("Кружок"))
    export, junk = tmp_path / "Личное имя файла.json", tmp_path / "junk.json"
    export.write_text(json.dumps(TELEGRAM), encoding="utf-8")
    junk.write_text("junk", encoding="utf-8")
    teacher = await program.sign_in(vera.matrix)
    await live(teacher)
    transfer = teacher.school.transfer

    seen = await transfer.look(room, export)
    assert (seen.source, seen.name, seen.messages, seen.brought) == (
        *("Telegram", "9Б родители"),
        *(2, 0),
    )
    author = next(one for one in seen.authors if one.name == "Ольга Облакова")
    assert (author.user_id, author.may_invite) == (mother.user_id, True)
    with pytest.raises(AppError) as refused:
        await transfer.look(room, junk)
    assert "не выгрузка" in str(refused.value.user_text)

    for _ in range(2):
        assert (await transfer.bring(room, export)).brought == 2
    assert author.user_id is not None
    await teacher.rooms.invite(room, author.user_id)
    timeline = await teacher.open_timeline(room)
    texts = [summarize(item.content)[1] for item in timeline.items]
    timeline.close()
    assert sum("Завтра экскурсия!" in text for text in texts) == 1, "asked twice, written once"
    assert not any("Личное имя" in text for text in texts)

    (picture,) = seen.pictures
    assert (picture.path, picture.author) == ("photos/1.jpg", "Папа Пети")
    assert await there_are(export, seen.pictures) == 0
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/1.jpg").write_bytes(b"any bytes: tools of the tests do not look")
    for _ in range(2):
        left_out = await bring_pictures(
            teacher.composer, teacher, room, export, seen.pictures,
            caption=lambda one: one.author, told=lambda *_: None,
        )  # fmt: skip
        assert left_out == 0
    timeline = await teacher.open_timeline(room)

    def pictures() -> list[TimelineItem]:
        sent = [one for one in timeline.items if one.status.state is SendState.SENT]
        return [one for one in sent if isinstance(one.content, MediaContent)]

    await soon(pictures)
    (shown,) = pictures()
    assert isinstance(shown.content, MediaContent)
    assert shown.content.caption is not None
    assert shown.content.caption.text == "Папа Пети"
    timeline.close()

    other = await program.sign_in(petr.matrix)
    await live(other)
    with pytest.raises(AppError):
        await other.school.transfer.bring(room, export)

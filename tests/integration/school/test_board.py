"""A class teacher announces to parents in the app: they read and confirm, she sees who has not."""

import secrets
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.board import Audience, NewNotice
from app.domain.errors import Forbidden, NotFound, ServerError, TooLarge
from app.domain.ids import PersonId
from app.services.school.school import SchoolService
from tests.helpers.service_school import SCHOOL, ServiceSchool
from tests.integration.school.apps import Settings, client_of
from tests.integration.school.test_diary import TODAY


async def test_an_announcement_reaches_parents_and_its_author_sees_who_has_read_it(
    service_school: ServiceSchool, tmp_path: Path
) -> None:
    artem = await service_school.person("Артём Кузнецов", "pupil", learns=["9b"])
    petya = await service_school.person("Пётр Лужин", "pupil", learns=["2a"], sign_in=False)
    mother = await service_school.person("Аглая Незабудкина", "parent", children=[artem])
    other = await service_school.person("Ольга Лужина", "parent", children=[petya])
    vera = await service_school.person("Вера Вартанян", "teacher", leads=["9b"])
    bio = await service_school.person("Фома Ландышев", "teacher", teaches=["9b-bio"])
    clients = [await client_of(one) for one in (vera, bio, mother, other, artem)]
    try:
        teacher, colleague, mama, stranger, pupil = (
            SchoolService(client, Settings()) for client in clients
        )
        child = PersonId(artem.person)
        (place,) = await teacher.board.addressables()
        assert (place.org, ("9b", "9Б") in place.classes) == (SCHOOL, True)
        due = TODAY + timedelta(days=3)
        new = NewNotice(SCHOOL, "Собрание", "В среду в 18:00.", Audience.PARENTS, ("9b",), due)
        await teacher.board.post(new)

        found = [one for one in await teacher.board.notices() if one.notice.title == "Собрание"]
        posted = found[0]
        assert (posted.mine, posted.for_me, posted.classes) == (True, False, ("9Б",))
        notice = posted.notice.id
        (seen,) = (one for one in await mama.diary.announcements(child) if one.id == notice)
        assert (seen.text, seen.due, seen.read_at) == (new.text, due, None)
        before = {one.name: one.read_at for one in await teacher.board.readers(notice)}
        assert before["Незабудкина Аглая"] is None
        assert "Лужина Ольга" not in before
        await mama.diary.confirm(child, notice)
        after = {one.name: one.read_at for one in await teacher.board.readers(notice)}
        assert after["Незабудкина Аглая"] is not None

        assert notice not in {one.id for one in await pupil.diary.announcements(child)}
        theirs = await stranger.diary.announcements(PersonId(petya.person))
        assert notice not in {one.id for one in theirs}
        assert notice not in {one.notice.id for one in await colleague.board.notices()}
        with pytest.raises(NotFound):
            await colleague.board.readers(notice)
        with pytest.raises(Forbidden):
            await mama.board.post(new)
        with pytest.raises(ServerError) as past:
            late = NewNotice(SCHOOL, "Поздно", "Уже", due=TODAY - timedelta(days=2))
            await teacher.board.post(late)
        assert "срок уже прошёл" in str(past.value.user_text)

        await teacher.board.post(NewNotice(SCHOOL, "Педсовет", "Завтра.", Audience.STAFF))
        (council,) = (
            one for one in await colleague.board.notices() if one.notice.title == "Педсовет"
        )
        assert (council.for_me, council.mine) == (True, False)
        await colleague.board.confirm(council.notice.id)
        read = {one.name: one.read_at for one in await teacher.board.readers(council.notice.id)}
        assert read["Ландышев Фома"] is not None

        await _once_and_taken_down(teacher, mama, child)
        await _with_a_file(teacher, mama, child, tmp_path)
    finally:
        for client in clients:
            await client.aclose()


async def _once_and_taken_down(
    teacher: SchoolService, mama: SchoolService, child: PersonId
) -> None:
    """The answer to the first try was lost; then the author finds a mistake in it."""

    async def seen() -> list[str]:
        return [one.id for one in await mama.diary.announcements(child) if one.title == "Сбор"]

    new = NewNotice(SCHOOL, "Сбор", "В семь.", Audience.PARENTS, key=secrets.token_urlsafe(12))
    await teacher.board.post(new)
    await teacher.board.post(new)
    (notice,) = await seen()
    await teacher.board.withdraw(notice)
    assert await seen() == []
    with pytest.raises(NotFound):
        await teacher.board.withdraw(notice)


async def _with_a_file(
    teacher: SchoolService, mama: SchoolService, child: PersonId, folder: Path
) -> None:
    """A file goes with how far it is; whom it is for saves it as it was."""
    (place,) = await teacher.board.addressables()
    assert (place.largest_file, place.most_files) == (20 * 1024 * 1024, 10)
    source, target = folder / "Смета класса.pdf", folder / "saved.pdf"
    source.write_bytes(secrets.token_bytes(700_000))
    told: list[int] = []
    sent = await teacher.board.send_file(source, progress=lambda done, _: told.append(done))
    assert (sent.size, told[-1], len(told) > 1) == (700_000, 700_000, True)
    new = NewNotice(SCHOOL, "Смета", "Приложена.", Audience.PARENTS, ("9b",), files=(sent.id,))
    await teacher.board.post(new)
    (seen,) = (one for one in await mama.diary.announcements(child) if one.title == "Смета")
    (file,) = seen.attachments
    assert file.name == "Смета класса.pdf"
    await mama.diary.save_notice_file(child, seen.id, file.id, target)
    assert target.read_bytes() == source.read_bytes()
    (mine,) = (one for one in await teacher.board.notices() if one.notice.title == "Смета")
    await teacher.board.save_file(mine.notice.id, mine.notice.attachments[0].id, target)
    with pytest.raises(Forbidden):
        await mama.board.save_file(seen.id, file.id, target)
    source.write_bytes(bytes(place.largest_file + 1))
    with pytest.raises(TooLarge):
        await teacher.board.send_file(source, progress=lambda *_: None)

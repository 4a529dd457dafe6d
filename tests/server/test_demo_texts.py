"""The demo's written talks: everything in them can be said, by people who exist, in order."""

from datetime import UTC, datetime, timedelta

from server.local.demo import people
from server.local.demo.chats import VERA, Chat, personal_chats, school_chats
from server.local.demo.pictures import _SCENES
from server.local.demo.roster import demo_school
from server.local.demo.talk import Line, parse_script, parse_talks
from server.school_core.roles import Role

NOW = datetime(2026, 9, 1, 11, 52, tzinfo=UTC)


def test_a_line_carries_its_marks() -> None:
    ((first, second),) = parse_talks("А: Можно втроём? | 👍6 🐝4\nТ: Можно. | >1 | правка: Да.")
    assert first == Line("А", "Можно втроём?", reactions=(("👍", 6), ("🐝", 4)))
    assert second == Line("Т", "Можно.", reply=1, edit="Да.")


def test_a_script_ends_now_and_earlier_days_keep_their_hour() -> None:
    earlier, today = parse_script("-1 18:37 artem: Можно?\n11:42 vera: Да", now=NOW)
    assert earlier.at == datetime(2026, 8, 31, 18, 37, tzinfo=UTC)
    assert NOW - today.at == timedelta(minutes=10)


def test_every_chat_can_be_said() -> None:
    for chats, humans in (
        (school_chats(NOW, days=45), people.SCHOOL_PEOPLE),
        (personal_chats(NOW, days=45), people.PERSONAL_PEOPLE),
    ):
        logins = {human.login for human in humans}
        for chat in chats:
            _check(chat, logins)


def test_the_school_is_as_large_as_a_demo_should_be() -> None:
    humans = people.SCHOOL_PEOPLE
    assert len({human.login for human in humans}) == len(humans) >= 60
    assert len(demo_school(NOW.date()).roster.people) == len(humans), "all of them are told"
    assert {human.group for human in humans if human.role is Role.PUPIL} >= {"9Б", "7А"}
    chats = school_chats(NOW, days=45)
    kinds = {chat.kind for chat in chats}
    assert kinds >= {"class", "parents", "subject", "staff", "channel"}
    lines = [line for chat in chats for line in chat.lines]
    assert len(lines) >= 400
    assert (NOW - min(line.at for line in lines)).days >= 28


def _check(chat: Chat, logins: set[str]) -> None:
    assert VERA in chat.members or chat.kind == "subject"
    assert len(set(chat.members)) == len(chat.members)
    assert logins >= {*chat.members, chat.creator}, chat.name
    assert list(chat.lines) == sorted(chat.lines, key=lambda line: line.at), chat.name
    for line in chat.lines:
        assert line.who in chat.members, (chat.name, line)
        assert line.at <= NOW
        assert line.text or line.picture or line.file or line.voice or line.poll or line.call
        assert not line.picture or line.picture in _SCENES
        assert not line.mention or line.mention in chat.members
    assert sum(line.who != VERA for line in chat.lines) >= chat.unread

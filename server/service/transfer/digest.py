"""A foreign chat as few readable messages of the school: day by day, who said what."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from zoneinfo import ZoneInfo

from server.school_core.order import alike
from server.school_core.roster import PersonId, Roster
from server.service.transfer.foreign import ForeignChat

_LONGEST = 12_000
_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа"),
    *("сентября", "октября", "ноября", "декабря"),
)


def digest(chat: ForeignChat, zone: ZoneInfo) -> Iterator[str]:
    """Yield the texts in order; the first one says where it all comes from."""
    name = f" «{chat.name}»" if chat.name else ""
    note = f" Более ранние сообщения ({chat.left_out}) не перенесены." if chat.left_out else ""
    yield (
        f"Переписка из чата{name} ({chat.source}) перенесена по просьбе ведущего чата. Сообщений: "
        f"{len(chat.messages)}. Имена — как в выгрузке: сервер их не проверял.{note}"
    )
    text = ""
    local = ((one.at.astimezone(zone), one) for one in chat.messages)
    for day, messages in groupby(local, key=lambda pair: pair[0].date()):
        heading = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        for number, (at, one) in enumerate(messages):
            line = f"{at:%H:%M} {one.author}: {one.text}"
            line = line if number and text else f"{heading}\n{line}"
            if text and len(text) + len(line) > _LONGEST:
                yield text
                text = f"{heading}\n{at:%H:%M} {one.author}: {one.text}"
            else:
                text = f"{text}\n{line}" if text else line
    yield text


def people_of(chat: ForeignChat, roster: Roster) -> Mapping[str, PersonId]:
    """Return which person of the school an author most likely is: one only of that name."""
    by_name: dict[frozenset[str], list[PersonId]] = {}
    for person in roster.people.values():
        by_name.setdefault(_words(f"{person.family} {person.given}"), []).append(person.id)
    found = {}
    for author in chat.authors:
        words = _words(author)
        fitting = [
            key
            for name, keys in by_name.items()
            if len(words) >= 2 and name <= words
            for key in keys
        ]
        if len(fitting) == 1:
            found[author] = fitting[0]
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(alike(name).split())

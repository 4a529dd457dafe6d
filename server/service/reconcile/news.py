"""What class teachers are told of a sync: who came into their chats and who left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from server.school_core.chats import LEADS, ChatKey, ChatKind, WantedChat
from server.school_core.order import by_name
from server.school_core.roster import OrgId, PersonId, SchoolPerson
from server.service.reconcile.repository import Change

_SPOKEN_OF = frozenset({ChatKind.CLASS.value, ChatKind.PARENTS.value, ChatKind.SUBJECT.value})
_MOST_NAMES = 10


def news(
    changes: Iterable[Change],
    wanted: Mapping[ChatKey, WantedChat],
    people: Mapping[PersonId, SchoolPerson],
) -> Mapping[PersonId, str]:
    """Return a text for each leader of a chat in which somebody came or went.

    Chats that were made by the same run are no news of that kind.
    """
    came: dict[ChatKey, list[PersonId]] = defaultdict(list)
    left: dict[ChatKey, list[PersonId]] = defaultdict(list)
    made: set[ChatKey] = set()
    for change in changes:
        key = ChatKey(change.chat, OrgId(change.org), change.about)
        if change.step == "create_chat":
            made.add(key)
        elif change.step == "join":
            came[key].append(PersonId(change.person))
        elif change.step == "remove":
            left[key].append(PersonId(change.person))
    lines: dict[PersonId, list[str]] = defaultdict(list)
    for key in sorted({*came, *left} - made):
        chat = wanted.get(key)
        if chat is None or key.kind not in _SPOKEN_OF:
            continue
        for person, level in chat.members.items():
            if level == LEADS:
                lines[person].append(_line(chat.name, came[key], left[key], people, but=person))
    return {
        person: "По списку школы в ваших чатах изменения.\n" + "\n".join(filter(None, told))
        for person, told in lines.items()
        if any(told)
    }


def _line(
    chat: str,
    came: Iterable[PersonId],
    left: Iterable[PersonId],
    people: Mapping[PersonId, SchoolPerson],
    *,
    but: PersonId,
) -> str:
    parts = [
        f"{verb}: {', '.join(_names(who, people, but))}"
        for verb, who in (("добавлены", came), ("больше не участвуют", left))
        if any(one != but for one in who)
    ]
    return f"• {chat} — {'; '.join(parts)}." if parts else ""


def _names(
    who: Iterable[PersonId], people: Mapping[PersonId, SchoolPerson], but: PersonId
) -> list[str]:
    names = [
        people[one].full_name if one in people else "ученик или родитель, которого нет в списке"
        for one in who
        if one != but
    ]
    names.sort(key=by_name)
    more = len(names) - _MOST_NAMES
    return [*names[:_MOST_NAMES], f"и ещё {more}"] if more > 0 else names

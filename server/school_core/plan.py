"""The steps from what is to what the roster wants, in an order that is safe to stop anywhere.

People are made before chats, chats before joins; a new leader is raised before an old one is
lowered; removals come last. The plan is a function of the two pictures alone: after a crash it is
made anew from what is there, and when nothing differs it is empty.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import IntEnum

from server.school_core.chats import ChatKey, WantedChat
from server.school_core.roster import OrgId, PersonId, SchoolPerson
from server.school_core.verdict import Verdict, no, yes

BRAKE_SHARE = 0.10
"""A sync that takes more than this share of a school's people out of chats waits for a human."""


class Kind(IntEnum):
    """What a step does; the number is its place in the order."""

    CREATE_ACCOUNT = 1
    RENAME_ACCOUNT = 2
    CREATE_CHAT = 3
    RESTORE_CHAT = 4
    RENAME_CHAT = 5
    JOIN = 6
    RAISE = 7
    LOWER = 8
    REMOVE = 9
    ARCHIVE = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One write to the homeserver. `level` for RAISE and LOWER, `name` for what gets a name."""

    kind: Kind
    chat: ChatKey | None = None
    person: PersonId | None = None
    level: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """What the homeserver holds: names of accounts, managed chats with levels, what is archived."""

    accounts: Mapping[PersonId, str] = field(default_factory=dict)
    chats: Mapping[ChatKey, WantedChat] = field(default_factory=dict)
    archived: Set[ChatKey] = frozenset()


def plan(
    people: Mapping[PersonId, SchoolPerson],
    wanted: Mapping[ChatKey, WantedChat],
    present: Present,
) -> tuple[Step, ...]:
    """Return the steps that make `present` what is wanted; none where it already is."""
    steps: list[Step] = []
    for person in people.values():
        known = present.accounts.get(person.id)
        if known is None:
            steps.append(Step(Kind.CREATE_ACCOUNT, person=person.id, name=person.full_name))
        elif known != person.full_name:
            steps.append(Step(Kind.RENAME_ACCOUNT, person=person.id, name=person.full_name))
    for key, chat in wanted.items():
        if key in present.archived:
            steps.append(Step(Kind.RESTORE_CHAT, key))
        steps += _steps_of(chat, present.chats.get(key))
    for key, chat in present.chats.items():
        if key not in wanted and key not in present.archived:
            steps += [Step(Kind.REMOVE, key, person) for person in chat.members]
            steps.append(Step(Kind.ARCHIVE, key))
    order = {key: number for number, key in enumerate(sorted({*wanted, *present.chats}))}
    return tuple(
        sorted(
            steps, key=lambda s: (s.kind, order[s.chat] if s.chat else -1, s.person or "", s.level)
        )
    )


def _steps_of(chat: WantedChat, there: WantedChat | None) -> Iterable[Step]:
    if there is None:
        yield Step(Kind.CREATE_CHAT, chat.key, name=chat.name)
    elif there.name != chat.name:
        yield Step(Kind.RENAME_CHAT, chat.key, name=chat.name)
    members = there.members if there else {}
    for person, level in chat.members.items():
        before = members.get(person)
        if before is None:
            yield Step(Kind.JOIN, chat.key, person)
        if level > (before or 0):
            yield Step(Kind.RAISE, chat.key, person, level)
        elif before is not None and level < before:
            yield Step(Kind.LOWER, chat.key, person, level)
    for person in members:
        if person not in chat.members:
            yield Step(Kind.REMOVE, chat.key, person)


def brake(steps: Iterable[Step], present: Present, *, confirmed: bool = False) -> Verdict:
    """Judge whether a plan may run: a truncated export must not empty a school by itself."""
    inside: dict[OrgId, set[PersonId]] = {}
    for key, chat in present.chats.items():
        if key not in present.archived:
            inside.setdefault(key.org, set()).update(chat.members)
    leaving: dict[OrgId, set[PersonId]] = {}
    for step in steps:
        if step.kind is Kind.REMOVE and step.chat and step.person:
            leaving.setdefault(step.chat.org, set()).add(step.person)
    for org, people in leaving.items():
        share = len(people) / max(len(inside.get(org, ())), 1)
        if share > BRAKE_SHARE and not confirmed:
            return no(
                "brake",
                f"Обновление убрало бы из чатов {len(people)} чел. ({share:.0%} школы). "
                "Проверьте выгрузку и подтвердите, если всё верно.",
            )
    return yes("plan")

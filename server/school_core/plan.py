"""The steps from what is to what the roster wants, in an order that is safe to stop anywhere.

People are made before chats, chats before joins; a new leader is raised before an old one is
lowered; removals come last. The plan is a function of the two pictures alone: after a crash it is
made anew from what is there, and when nothing differs it is empty.

A chat that the roster no longer asks for becomes an archive: its people go on reading, nobody
writes or leads. Who has left the school, and a guardian whom a ruling keeps away, read no archive.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from enum import IntEnum

from server.school_core.chats import ChatKey, WantedChat
from server.school_core.roster import ClassId, OrgId, PersonId, SchoolPerson
from server.school_core.verdict import Verdict, no, yes

BRAKE_SHARE = 0.10
"""A sync that takes more than this share of a school's people out of chats waits for a human."""
FAMILY = 3
"""So many may always go: a pupil with both parents, in however small a school."""


class Kind(IntEnum):
    """What a step does; the number is its place in the order."""

    CREATE_ACCOUNT = 1
    REOPEN_ACCOUNT = 2
    RENAME_ACCOUNT = 3
    CARRY_ON = 4
    CREATE_CHAT = 5
    RESTORE_CHAT = 6
    REPAIR_CHAT = 7
    RENAME_CHAT = 8
    LIST = 9
    JOIN = 10
    RAISE = 11
    LOWER = 12
    REMOVE = 13
    UNLIST = 14
    ARCHIVE = 15
    CLOSE_ACCOUNT = 16


@dataclass(frozen=True, slots=True)
class Step:
    """One write to the homeserver.

    `level` for RAISE and LOWER, `name` for what gets a name; CARRY_ON has in `name` the id of the
    class that the chat was for.
    """

    kind: Kind
    chat: ChatKey | None = None
    person: PersonId | None = None
    level: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """What the homeserver holds: names of accounts, managed chats with levels, what is archived.

    `closed` are accounts that are deactivated; `damaged` chats whose rights or settings are not
    the school's; `waiting` people who are invited or knock.
    """

    accounts: Mapping[PersonId, str] = field(default_factory=dict)
    chats: Mapping[ChatKey, WantedChat] = field(default_factory=dict)
    archived: Set[ChatKey] = frozenset()
    closed: Set[PersonId] = frozenset()
    damaged: Set[ChatKey] = frozenset()
    waiting: Mapping[ChatKey, Set[PersonId]] = field(default_factory=dict)


def plan(
    people: Mapping[PersonId, SchoolPerson],
    wanted: Mapping[ChatKey, WantedChat],
    present: Present,
    *,
    barred: Set[PersonId] = frozenset(),
    leavers: Set[PersonId] = frozenset(),
    successors: Mapping[ClassId, ClassId] | None = None,
) -> tuple[Step, ...]:
    """Return the steps that make `present` what is wanted; none where it already is.

    `barred` read no archives; the accounts of `leavers` are closed; a chat of a class that is a key
    of `successors` goes on as the chat of the class it names (a new school year).
    """
    steps: list[Step] = []
    if successors:
        present, steps = _carried_on(wanted, present, successors)
    steps += _accounts(people, present, leavers)
    for key, chat in wanted.items():
        there = present.chats.get(key)
        if key in present.archived:
            steps.append(Step(Kind.RESTORE_CHAT, key))
        steps += _steps_of(chat, there, present.waiting.get(key, frozenset()))
    for key, chat in present.chats.items():
        if key in present.damaged:
            steps.append(Step(Kind.REPAIR_CHAT, key))
        if key not in wanted:
            readers = people.keys() - barred
            steps += _archive(chat, readers, present.waiting.get(key, frozenset()))
            if key not in present.archived:
                steps.append(Step(Kind.ARCHIVE, key))
    order = {key: number for number, key in enumerate(sorted({*wanted, *present.chats}))}
    return tuple(
        sorted(
            steps, key=lambda s: (s.kind, order[s.chat] if s.chat else -1, s.person or "", s.level)
        )
    )


def _accounts(
    people: Mapping[PersonId, SchoolPerson], present: Present, leavers: Set[PersonId]
) -> Iterable[Step]:
    for person in people.values():
        known = present.accounts.get(person.id)
        if known is None:
            yield Step(Kind.CREATE_ACCOUNT, person=person.id, name=person.full_name)
            continue
        if person.id in present.closed:
            yield Step(Kind.REOPEN_ACCOUNT, person=person.id, name=person.full_name)
        if known != person.full_name:
            yield Step(Kind.RENAME_ACCOUNT, person=person.id, name=person.full_name)
    for gone in leavers & present.accounts.keys() - present.closed - people.keys():
        yield Step(Kind.CLOSE_ACCOUNT, person=gone, name=present.accounts[gone])


def _carried_on(
    wanted: Mapping[ChatKey, WantedChat],
    present: Present,
    successors: Mapping[ClassId, ClassId],
) -> tuple[Present, list[Step]]:
    """The present with the chats of old classes under the keys of the new ones."""
    moves: dict[ChatKey, ChatKey] = {}
    for key in present.chats:
        heir = successors.get(ClassId(key.about))
        new = replace(key, about=heir) if heir is not None else key
        if new != key and key not in wanted and new in wanted and new not in present.chats:
            moves[key] = new
    chats = {moves.get(key, key): chat for key, chat in present.chats.items()}
    moved = replace(
        present,
        chats={
            key: replace(chat, key=key, space=moves.get(chat.space, chat.space))
            if chat.space is not None
            else replace(chat, key=key)
            for key, chat in chats.items()
        },
        archived={moves.get(key, key) for key in present.archived},
        damaged={moves.get(key, key) for key in present.damaged},
        waiting={moves.get(key, key): who for key, who in present.waiting.items()},
    )
    steps = [Step(Kind.CARRY_ON, new, name=old.about) for old, new in moves.items()]
    return moved, steps


def _steps_of(chat: WantedChat, there: WantedChat | None, waiting: Set[PersonId]) -> Iterable[Step]:
    if there is None:
        yield Step(Kind.CREATE_CHAT, chat.key, name=chat.name)
    elif there.name != chat.name:
        yield Step(Kind.RENAME_CHAT, chat.key, name=chat.name)
    if chat.space is not None and (there is None or there.space != chat.space):
        yield Step(Kind.LIST, chat.key)
    members = there.members if there else {}
    for person, level in chat.members.items():
        before = members.get(person)
        if before is None:
            yield Step(Kind.JOIN, chat.key, person)
        if level > (before or 0):
            yield Step(Kind.RAISE, chat.key, person, level)
        elif before is not None and level < before:
            yield Step(Kind.LOWER, chat.key, person, level)
    yield from _removals(chat.key, members, members.keys() - chat.members.keys())
    yield from _removals(chat.key, {}, waiting - chat.members.keys())


def _archive(chat: WantedChat, readers: Set[PersonId], waiting: Set[PersonId]) -> Iterable[Step]:
    gone = chat.members.keys() - readers
    for person, level in chat.members.items():
        if level > 0 and person not in gone:
            yield Step(Kind.LOWER, chat.key, person)
    yield from _removals(chat.key, chat.members, gone)
    yield from _removals(chat.key, {}, waiting)
    if chat.space is not None:
        yield Step(Kind.UNLIST, chat.key)


def _removals(key: ChatKey, levels: Mapping[PersonId, int], gone: Set[PersonId]) -> Iterable[Step]:
    # First the rights, then the place: whoever comes back one day comes back as a plain member.
    for person in gone:
        if levels.get(person, 0) > 0:
            yield Step(Kind.LOWER, key, person)
        yield Step(Kind.REMOVE, key, person)


def brake(steps: Iterable[Step], present: Present, *, confirmed: bool = False) -> Verdict:
    """Judge whether a plan may run: a truncated export must not empty a school by itself."""
    inside: dict[OrgId, set[PersonId]] = {}
    for key, chat in present.chats.items():
        if key not in present.archived:
            inside.setdefault(key.org, set()).update(chat.members)
    leaving: dict[OrgId, set[PersonId]] = {}
    for step in steps:
        if step.chat is None:
            continue
        out = leaving.setdefault(step.chat.org, set())
        if step.kind is Kind.REMOVE and step.person and step.chat not in present.archived:
            out.add(step.person)
        elif step.kind is Kind.ARCHIVE:
            out.update(present.chats[step.chat].members)
    for org, people in leaving.items():
        share = len(people) / max(len(inside.get(org, ())), 1)
        if share > BRAKE_SHARE and len(people) > FAMILY and not confirmed:
            return no(
                "brake",
                f"Обновление убрало бы из чатов {len(people)} чел. ({share:.0%} школы). "
                "Проверьте выгрузку и подтвердите, если всё верно.",
            )
    return yes("plan")

"""Replies of the school service about rosters, syncs, cards and first steps."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from app.domain.clean import clean_name, is_clean_id
from app.domain.errors import BadReply
from app.domain.parse.fields import identifier, integer, iso_moment, items, mapping, text
from app.domain.people import Role, role_of
from app.domain.rosters import (
    CardHolder,
    CardState,
    Change,
    ChatMember,
    Draft,
    Fate,
    FileProblem,
    FirstStep,
    Merge,
    MovingClass,
    NewCard,
    NewYear,
    PeoplePage,
    Pin,
    Relative,
    Revision,
    RosterPerson,
    Ruling,
    RunState,
    SchoolChat,
    SchoolClass,
    Source,
    Suggestion,
    SyncPreview,
    SyncRun,
    SyncStatus,
)

T = TypeVar("T")

_MANY = 5_000
_MOST = 1 << 31


def parse_draft(reply: object) -> Draft:
    """`POST /v1/rosters/uploads`, one of `GET /v1/rosters/drafts`."""
    body = mapping(reply)
    found = identifier(body.get("id"))
    if found is None:
        raise BadReply("a draft without an id")
    return Draft(
        found,
        text(body.get("org")),
        iso_moment(body.get("made_at")),
        _words(body.get("summary"), 2_000),
        _count(body.get("people_before")),
        _count(body.get("people_after")),
        {
            clean_name(name): _count(number)
            for name, number in list(mapping(body.get("counts")).items())[:50]
        },
        tuple(
            Change(
                text(one.get("change")),
                _words(one.get("title")),
                text(one.get("about")),
                _words(one.get("text")),
            )
            for one in _rows(body.get("lines"))
        ),
        _count(body.get("more_lines")),
        tuple(
            FileProblem(_words(one.get("sentence")), error=one.get("weight") == "error")
            for one in _rows(body.get("problems"))
        ),
        _suggestions(body.get("suggestions")),
        tuple(_words(one.get("text")) for one in _rows(body.get("successions"))),
        tuple(_words(one) for one in items(body.get("replaced"), _MANY)),
        tuple(_words(one) for one in items(body.get("archives"), _MANY)),
        allowed=body.get("allowed") is True,
        brake=_words(body.get("brake"), 1_000),
        begins=_day(body.get("begins")),
    )


def parse_drafts(reply: object) -> tuple[Draft, ...]:
    """`GET /v1/rosters/drafts`."""
    return _each(mapping(reply).get("drafts"), parse_draft)


def parse_new_year(reply: object) -> NewYear:
    """`GET /v1/rosters/year`."""
    body = mapping(reply)
    return NewYear(
        clean_name(text(body.get("year")), 9),
        tuple(
            _moving(str(one.get("id")), one)
            for one in _rows(body.get("classes"))
            if is_clean_id(one.get("id"))
        ),
        told=body.get("told") is True,
        begins=_day(body.get("begins")),
    )


def _moving(school_class: str, row: Mapping[str, Any]) -> MovingClass:
    following = _words(row.get("following"))
    fate = Fate.MOVES if following else Fate.STAYS
    return MovingClass(
        school_class,
        _words(row.get("title")),
        _count(row.get("pupils")),
        following,
        Fate.LEAVES if row.get("leaves") is True else fate,
    )


def parse_revisions(reply: object) -> tuple[Revision, ...]:
    """`GET /v1/rosters/revisions`."""
    return tuple(
        Revision(
            _count(one.get("number")),
            _words(one.get("taken_by")),
            iso_moment(one.get("taken_at")),
            _words(one.get("summary"), 2_000),
        )
        for one in _rows(mapping(reply).get("revisions"))
    )


def parse_sources(reply: object) -> tuple[Source, ...]:
    """`GET /v1/rosters/sources`; what came by upload is no source to pull."""
    return tuple(
        Source(
            str(one.get("id")),
            text(one.get("org")),
            _words(one.get("url") or one.get("folder")),
            _count(one.get("every_hours")),
            iso_moment(one.get("taken_at")),
            _words(one.get("trouble"), 1_000),
        )
        for one in _rows(mapping(reply).get("sources"))
        if is_clean_id(one.get("id")) and one.get("kind") in {"folder", "oneroster_rest"}
    )


def parse_classes(reply: object) -> tuple[SchoolClass, ...]:
    """`GET /v1/rosters/classes`."""
    return tuple(
        SchoolClass(
            str(one.get("id")),
            _words(one.get("title")),
            one.get("kind") == "homeroom",
            _count(one.get("pupils")),
            tuple(_words(name) for name in items(one.get("teachers"), 100)),
            cards=one.get("cards") is True,
        )
        for one in _rows(mapping(reply).get("classes"))
        if is_clean_id(one.get("id"))
    )


def parse_people(reply: object) -> PeoplePage:
    """`GET /v1/rosters/people`."""
    body = mapping(reply)
    return PeoplePage(
        tuple(
            RosterPerson(
                str(one.get("id")),
                _words(one.get("name")),
                tuple(
                    role
                    for role in map(role_of, items(one.get("roles"), 20))
                    if role is not Role.NONE
                ),
                tuple(str(key) for key in items(one.get("classes"), 500) if is_clean_id(key)),
                tuple(
                    Relative(str(other.get("id")), _words(other.get("name")))
                    for other in _rows(one.get("relatives"))
                    if is_clean_id(other.get("id"))
                ),
                identifier(one.get("user_id")) or "",
            )
            for one in _rows(body.get("people"))
            if is_clean_id(one.get("id"))
        ),
        integer(body.get("next"), 0, _MOST),
        integer(body.get("total"), 0, _MOST) or 0,
    )


def parse_pins(reply: object) -> tuple[Pin, ...]:
    """`GET /v1/sync/pins`."""
    return tuple(
        Pin(
            text(one.get("kind")),
            text(one.get("about")),
            text(one.get("person")),
            one.get("inside") is True,
            _words(one.get("reason")),
            until,
            id=str(one.get("id")),
            name=_words(one.get("name")) or text(one.get("person")),
            chat=_words(one.get("chat")) or text(one.get("about")),
        )
        for one in _rows(mapping(reply).get("pins"))
        if is_clean_id(one.get("id")) and (until := _day(one.get("until"))) is not None
    )


def parse_chats(reply: object) -> tuple[SchoolChat, ...]:
    """`GET /v1/sync/chats`."""
    return tuple(
        SchoolChat(
            text(one.get("kind")),
            str(one.get("about")),
            _words(one.get("name")) or text(one.get("about")),
            _count(one.get("members")),
            _count(one.get("pins")),
        )
        for one in _rows(mapping(reply).get("chats"))
        if is_clean_id(one.get("about"))
    )


def parse_chat_members(reply: object) -> tuple[ChatMember, ...]:
    """`GET /v1/sync/chats/members`."""
    return tuple(
        ChatMember(
            str(one.get("person")),
            _words(one.get("name")),
            _count(one.get("level")),
            one.get("pinned") is True,
        )
        for one in _rows(mapping(reply).get("members"))
        if is_clean_id(one.get("person"))
    )


def parse_rulings(reply: object) -> tuple[Ruling, ...]:
    """`GET /v1/rosters/rulings`."""
    return tuple(
        Ruling(
            text(one.get("guardian")),
            text(one.get("child")),
            no_contact=one.get("no_contact") is True,
            no_diary=one.get("no_diary") is True,
            reason=_words(one.get("reason")),
            id=str(one.get("id")),
            guardian_name=_words(one.get("guardian_name")) or text(one.get("guardian")),
            child_name=_words(one.get("child_name")) or text(one.get("child")),
        )
        for one in _rows(mapping(reply).get("rulings"))
        if is_clean_id(one.get("id"))
    )


def parse_merges(reply: object) -> tuple[tuple[Merge, ...], tuple[Suggestion, ...]]:
    """`GET /v1/rosters/merges`: what stands, and who may be one human besides."""
    body = mapping(reply)
    found = tuple(
        Merge(
            text(one.get("kept")),
            text(one.get("gone")),
            id=str(one.get("id")),
            name=_words(one.get("name")) or text(one.get("kept")),
        )
        for one in _rows(body.get("merges"))
        if is_clean_id(one.get("id"))
    )
    return found, _suggestions(body.get("suggestions"))


def parse_run(reply: object) -> SyncRun:
    """`POST /v1/sync`, one of `GET /v1/sync`."""
    body = mapping(reply)
    try:
        state = RunState(body.get("state"))
    except ValueError as error:
        raise BadReply("no such state of a sync") from error
    return SyncRun(
        _count(body.get("id")),
        state,
        iso_moment(body.get("asked_at")),
        iso_moment(body.get("ended_at")),
        _count(body.get("planned")),
        _count(body.get("done")),
        _words(body.get("text"), 1_000),
    )


def parse_status(reply: object) -> SyncStatus:
    """`GET /v1/sync`."""
    body = mapping(reply)
    runs = _each(body.get("runs"), parse_run)
    return SyncStatus(runs, _count(body.get("joined")), _count(body.get("removed")))


def parse_preview(reply: object) -> SyncPreview:
    """`GET /v1/sync/preview`."""
    body = mapping(reply)
    steps = tuple(_words(one.get("text")) for one in _rows(body.get("steps")))
    return SyncPreview(body.get("allowed") is True, _words(body.get("text"), 1_000), steps)


def parse_holders(reply: object) -> tuple[CardHolder, ...]:
    """`GET /v1/cards`."""
    return tuple(
        CardHolder(
            str(one.get("person")),
            _words(one.get("name")),
            _card_state(one.get("card")),
            iso_moment(one.get("expires_at")),
            second_step=one.get("second_step") is True,
        )
        for one in _rows(mapping(reply).get("people"))
        if is_clean_id(one.get("person"))
    )


def parse_new_cards(reply: object) -> tuple[NewCard, ...]:
    """`POST /v1/cards/reset`."""
    return tuple(
        NewCard(_words(one.get("name")), clean_name(text(one.get("code"))), text(one.get("link")))
        for one in _rows(reply)
    )


def parse_steps(reply: object) -> tuple[FirstStep, ...]:
    """`GET /v1/onboarding`."""
    return tuple(
        FirstStep(
            _count(one.get("number")),
            text(one.get("code")),
            _words(one.get("title")),
            done=one.get("done") is True,
        )
        for one in _rows(mapping(reply).get("steps"))
    )


def _suggestions(value: object) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            str(one.get("one")),
            str(one.get("other")),
            _words(one.get("name")),
            _words(one.get("why")),
            certain=one.get("certain") is True,
        )
        for one in _rows(value)
        if is_clean_id(one.get("one")) and is_clean_id(one.get("other"))
    )


def _each(value: object, parse: Callable[[object], T]) -> tuple[T, ...]:
    """Parse rows; one that makes no sense is left out, the rest is still good."""
    found: list[T] = []
    for one in items(value, _MANY):
        try:
            found.append(parse(one))
        except BadReply:
            continue
    return tuple(found)


def _rows(value: object) -> Iterable[Any]:
    return map(mapping, items(value, _MANY))


def _words(value: object, limit: int = 500) -> str:
    return clean_name(text(value), limit)


def _count(value: object) -> int:
    return integer(value, 0, _MOST) or 0


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        return None


def _card_state(value: object) -> CardState:
    try:
        return CardState(value)
    except ValueError:
        return CardState.NONE

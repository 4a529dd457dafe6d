"""The school's list of people: what its administrators upload, look at and decide."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from app.domain.errors import MediaError, UserText
from app.domain.parse import rosters as parse
from app.domain.people import Role
from app.domain.rosters import (
    ChatMember,
    Decisions,
    Draft,
    Fate,
    Merge,
    NewSource,
    NewYear,
    PeoplePage,
    Pin,
    Revision,
    Ruling,
    SchoolChat,
    SchoolClass,
    Source,
)
from app.services.ports.matrix import MatrixApi

_ROSTERS = "/v1/rosters"
_KINDS = {".csv", ".xlsx", ".zip"}
_MOST_FILES = 200


class RosterService:
    """Fulfils `facade.school.rosters.Rosters`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def upload(
        self, org: str, files: Sequence[Path], *, columns: Mapping[str, str] | None = None
    ) -> Draft:
        """Send files and folders; gives what would change, nothing does yet."""
        named = await asyncio.to_thread(_named_files, files)
        fields = {"org": org}
        if columns:
            fields["columns"] = json.dumps(dict(columns), ensure_ascii=False)
        reply = await self._api.school.send_files(_ROSTERS + "/uploads", named, fields)
        return await asyncio.to_thread(parse.parse_draft, reply)

    async def new_year(self, org: str) -> NewYear:
        """What each class of a school would become in the new year."""
        reply = await self._api.school.get(_ROSTERS + "/year", params={"org": org})
        return parse.parse_new_year(reply)

    async def roll(self, org: str, fates: Mapping[str, Fate]) -> Draft:
        """Make the draft of the new year."""
        body = {"org": org} | {
            name: [key for key, one in fates.items() if one is fate]
            for name, fate in (("leaving", Fate.LEAVES), ("staying", Fate.STAYS))
        }
        reply = await self._api.school.post(_ROSTERS + "/year", body=body)
        return await asyncio.to_thread(parse.parse_draft, reply)

    async def drafts(self) -> tuple[Draft, ...]:
        """What waits for a yes."""
        reply = await self._api.school.get(_ROSTERS + "/drafts")
        return await asyncio.to_thread(parse.parse_drafts, reply)

    async def confirm(self, draft: Draft, *, override: str = "", carry_on: bool = True) -> None:
        """Let a draft stand; `override` is why even a removal that the brake held is meant."""
        body = {"confirmed": bool(override), "reason": override, "carry_on": carry_on}
        await self._api.school.post(_ROSTERS + "/drafts/{}/confirm", draft.id, body=body)

    async def cancel(self, draft: Draft) -> None:
        """Forget a draft."""
        await self._api.school.delete(_ROSTERS + "/drafts/{}", draft.id)

    async def sources(self) -> tuple[Source, ...]:
        """Registers that the service pulls by itself."""
        return parse.parse_sources(await self._api.school.get(_ROSTERS + "/sources"))

    async def pull(self, source: Source) -> Draft:
        """Pull a register now; gives what would change, nothing does yet."""
        reply = await self._api.school.post(_ROSTERS + "/sources/{}/pull", source.id)
        return await asyncio.to_thread(parse.parse_draft, reply)

    async def add_source(self, org: str, source: NewSource) -> None:
        """Have the service pull a register from now on; for who runs the server."""
        body = {"org": org, "kind": "oneroster_rest", **asdict(source)}
        await self._api.school.post(_ROSTERS + "/sources", body=body)

    async def drop_source(self, source: Source) -> None:
        """Pull it no more; for who runs the server."""
        await self._api.school.delete(_ROSTERS + "/sources/{}", source.id)

    async def revisions(self) -> tuple[Revision, ...]:
        """What stood when, newest first."""
        return parse.parse_revisions(await self._api.school.get(_ROSTERS + "/revisions"))

    async def classes(self, org: str) -> tuple[SchoolClass, ...]:
        """Classes and subject groups of a school."""
        reply = await self._api.school.get(_ROSTERS + "/classes", params={"org": org})
        return parse.parse_classes(reply)

    async def people(
        self, org: str, *, text: str, role: Role | None, school_class: str, after: int = 0
    ) -> PeoplePage:
        """People of a school by name, of a role or a class where one is given."""
        params = {"org": org, "after": str(after)}
        params |= {"q": text} if text else {}
        params |= {"role": role.value} if role is not None else {}
        params |= {"class_id": school_class} if school_class else {}
        return parse.parse_people(await self._api.school.get(_ROSTERS + "/people", params=params))

    async def chats(self, org: str) -> tuple[SchoolChat, ...]:
        """Every chat that the list of a school makes."""
        return parse.parse_chats(await self._api.school.get("/v1/sync/chats", params={"org": org}))

    async def chat_members(self, org: str, chat: SchoolChat) -> tuple[ChatMember, ...]:
        """Who is in one of them."""
        params = {"org": org, "kind": chat.kind, "about": chat.about}
        reply = await self._api.school.get("/v1/sync/chats/members", params=params)
        return parse.parse_chat_members(reply)

    async def decisions(self) -> Decisions:
        """Exceptions, rulings and merges that stand."""
        get = self._api.school.get
        pins, rulings, merges = await asyncio.gather(
            get("/v1/sync/pins"), get(_ROSTERS + "/rulings"), get(_ROSTERS + "/merges")
        )
        merged, suggestions = parse.parse_merges(merges)
        return Decisions(parse.parse_pins(pins), parse.parse_rulings(rulings), merged, suggestions)

    async def pin(self, org: str, pin: Pin) -> None:
        """Make an exception; it holds from the next sync on."""
        body = {
            "kind": pin.kind,
            "org": org,
            "about": pin.about,
            "person": pin.person,
            "inside": pin.inside,
            "reason": pin.reason,
            "until": pin.until.isoformat(),
        }
        await self._api.school.post("/v1/sync/pins", body=body)

    async def unpin(self, pin: Pin) -> None:
        """From the next sync on the roster alone decides again."""
        await self._api.school.delete("/v1/sync/pins/{}", pin.id)

    async def rule(self, org: str, ruling: Ruling) -> None:
        """Keep a parent from a child; it holds at once."""
        body = {
            "org": org,
            "guardian": ruling.guardian,
            "child": ruling.child,
            "no_contact": ruling.no_contact,
            "no_diary": ruling.no_diary,
            "reason": ruling.reason,
        }
        await self._api.school.post(_ROSTERS + "/rulings", body=body)

    async def lift(self, ruling: Ruling) -> None:
        """From now on the register alone decides again."""
        await self._api.school.delete(_ROSTERS + "/rulings/{}", ruling.id)

    async def merge(self, org: str, kept: str, gone: str) -> None:
        """One human under two ids becomes one person."""
        body = {"org": org, "kept": kept, "gone": gone}
        await self._api.school.post(_ROSTERS + "/merges", body=body)

    async def divide(self, merge: Merge) -> None:
        """They are two people again."""
        await self._api.school.delete(_ROSTERS + "/merges/{}", merge.id)


def _named_files(chosen: Sequence[Path]) -> list[tuple[str, Path]]:
    """Return what a person chose, folders opened; blocks."""
    found: list[tuple[str, Path]] = []
    for path in chosen:
        if path.is_dir():
            inside = (one for one in path.iterdir() if one.suffix.lower() in _KINDS)
            found += [(one.name, one) for one in sorted(inside) if one.is_file()]
        else:
            found.append((path.name, path))
    if not found:
        text = "В папке нет файлов CSV, XLSX или ZIP. Выберите папку с выгрузкой."
        raise MediaError("no files", user_text=UserText(text))
    return found[:_MOST_FILES]

"""From an upload or a pull to the school that stands: draft, look, yes.

All sources are composed anew each time, so that a ruling or a merge holds whatever a later export
says. Nothing is applied by halves: a refusal leaves everything as it was.
"""

import asyncio
import secrets
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from server.school_core.chats import ChatKind
from server.school_core.document import DocumentRefused, read_document
from server.school_core.plan import Kind
from server.school_core.roster import ClassId, OrgId, Roster
from server.school_core.school import School
from server.service.audit import repository as audit
from server.service.auth import Caller
from server.service.intake import repository
from server.service.intake.compose import Composed, Decided, Told, compose
from server.service.intake.kept import pack_roster, pack_tables, unpack_tables
from server.service.intake.report import Found, report_of
from server.service.intake.repository import Draft, Revision, Source
from server.service.intake.whose import named as schools_named
from server.service.intake.whose import namespace, only_own
from server.service.problems import Field, Problem, missing
from server.service.reconcile import accounts, door
from server.service.reconcile import repository as syncs
from server.service.reconcile.sync import Draft as Plan
from server.service.rosters.bundle import read_bundle
from server.service.rosters.contract import Connector, Tables
from server.service.rosters.list_export import ListExport, ListOptions
from server.service.rosters.logins import look_for_doubles, sealed
from server.service.rosters.problems import Report, RosterRefused
from server.service.rosters.problems import refused as refused_file
from server.service.rosters.roster_map import external_ids
from server.service.rosters.sources import Imported, connector_for, import_from
from server.service.school import repository as school_repository
from server.service.world import World

_MOST_PROBLEMS = 400


def orgs_of(caller: Caller) -> Collection[str] | None:
    """The schools a caller decides for, None for all."""
    return None if caller.operator else caller.admin_orgs


def today(world: World) -> date:
    """The day it is at the school."""
    return world.now().astimezone(world.settings.zone).date()


def year_of(world: World, source: Source) -> date:
    """The day whose school year stands of what a source told: that of its last word."""
    taken = source.taken_at
    return taken.astimezone(world.settings.zone).date() if taken is not None else today(world)


async def standing(world: World) -> Roster:
    """The roster that stands, without the roles that are given beside it."""
    return (await _school(world)).roster


async def _school(world: World) -> School:
    stored = await world.database.run(school_repository.load)
    if stored is None:
        return School(Roster())
    return read_document(stored.document, server_name=world.settings.server_name)


# -------------------------------------------------------------------------------- what comes in


async def upload(
    world: World,
    caller: Caller,
    files: Mapping[str, bytes],
    *,
    org: str,
    columns: Mapping[str, str],
) -> Draft:
    """Read an upload and compare it with what stands; nothing changes yet.

    Raises:
        Problem: 422 with every finding where the files cannot be imported.
    """
    before = await standing(world)
    source = await world.database.run(
        repository.files_source, org, namespace=namespace(before, org, caller)
    )
    known = unpack_tables(source.tables)
    named = before.orgs.get(OrgId(org))
    options = ListOptions(
        org,
        named.name if named else org,
        source.list_key,
        today(world),
        columns=columns,
        before=known,
    )

    def read() -> Imported:
        bundle: dict[str, bytes] = {}
        for name, data in files.items():
            for base, content in read_bundle(data, name).items():
                if base in bundle:
                    raise refused_file(base, "Файл загружен дважды. Оставьте один.")
                bundle[base] = content
        connector = connector_for(bundle, known=known, lists=options)
        if isinstance(connector, ListExport) and not org:
            text = "В списке не сказано, какой он школы. Укажите школу."
            raise refused_file(", ".join(sorted(bundle)[:3]), text)
        return import_from(connector, known, revision=_revision(world), day=today(world))

    return await drafted(world, caller, source, await _in_thread(read), before=before)


async def read_from(world: World, source: Source, connector: Connector) -> Imported:
    """Read what a source tells now."""
    known = unpack_tables(source.tables)
    since = source.taken_at
    read = partial(
        import_from, connector, known, revision=_revision(world), day=today(world), since=since
    )
    return await _in_thread(read)


async def _in_thread(read: Callable[[], Imported]) -> Imported:
    try:
        return await asyncio.to_thread(read)
    except RosterRefused as refusal:
        raise refused(refusal) from None


def refused(refusal: RosterRefused) -> Problem:
    """Return the refusal of files as the answer, every finding a field of it."""
    found = [
        Field(where=f"{one.file}:{one.line}:{one.column}", text=str(one))
        for one in refusal.problems[:_MOST_PROBLEMS]
    ]
    text = "Выгрузка не принята: в ней есть ошибки. Ничего не изменилось."
    return Problem(422, "roster_refused", text, fields=found)


async def drafted(
    world: World,
    caller: Caller,
    source: Source,
    imported: Imported,
    *,
    before: Roster | None = None,
    about: str = "",
    day: date | None = None,
) -> Draft:
    """Compare what came in with what stands and keep it as a draft; `about` opens its summary.

    On a `day` to come it is what will stand then: nobody can let it stand before.
    """
    now = today(world)
    day = max(day or now, now)
    before = await standing(world) if before is None else before
    only_own(caller, source, imported.roster)
    findings = Report()
    look_for_doubles(imported.tables, report=findings)
    tables = await asyncio.to_thread(sealed, imported.tables, world.gradebooks.vault)
    stored = await world.database.run(school_repository.load)
    after = await composed(world, {source.id: imported.tables}, day=day)
    orgs = orgs_of(caller)
    found = Found(
        (*imported.problems, *findings.problems), after.clashes, external_ids(imported.tables)
    )
    report = await asyncio.to_thread(report_of, before, after.roster, found, day=day, orgs=orgs)
    if after.clashes:
        fields = [Field(where=clash.id, text=clash.text) for clash in after.clashes[:100]]
        raise Problem(409, "clash", "Источники противоречат друг другу.", fields=fields)
    _, plan = await _compared(world, after.roster, day)
    report["allowed"], report["brake"] = plan.verdict.allowed, plan.verdict.text
    report["summary"] = f"{about} {report['summary']}".strip()
    report["begins"] = day.isoformat() if day > now else None
    report["archives"] = _archives(plan, report, orgs)
    report["steps"] = dict(syncs.names_of(plan.steps)) if orgs is None else {}
    made = Draft(
        repository.new_id(),
        source.id,
        source.org,
        caller.user_id,
        world.now(),
        stored.revision if stored else "",
        pack_tables(tables),
        report,
    )

    def keep(session: Session) -> None:
        repository.add_draft(session, made)
        audit.append(
            session,
            actor=caller.user_id,
            action="roster.draft",
            org=source.org,
            subject=source.id,
            details={"counts": report["counts"], "problems": len(report["problems"])},
            now=world.now(),
        )

    await world.database.run(keep)
    return made


# ----------------------------------------------------------------------------------- the answer


async def confirm(
    world: World,
    caller: Caller,
    draft_id: str,
    *,
    confirmed: bool,
    carry_on: bool,
    reason: str = "",
) -> Revision:
    """Let a draft stand: the reconciler makes it real.

    `confirmed`: even a removal that the brake would hold is meant, for this `reason`.
    `carry_on`: classes of last year go on in the same chats; otherwise new ones are made.
    """
    async with world.standing:
        draft = await mine(world, caller, draft_id)
        stored = await world.database.run(school_repository.load)
        if draft.base != (stored.revision if stored else ""):
            text = (
                "Список школы с тех пор изменился. Загрузите выгрузку ещё раз и посмотрите заново."
            )
            raise Problem(409, "draft_old", text)
        if (begins := draft.report.get("begins")) and date.fromisoformat(begins) > today(world):
            text = "Этот учебный год ещё не начался: подтвердить его можно с его первого дня."
            raise Problem(409, "year_not_begun", text)
        tables = unpack_tables(draft.tables)
        after = await composed(world, {draft.source: tables})
        heirs: dict[ClassId, ClassId] | None = None
        if carry_on and draft.report["successions"]:
            heirs = dict(await world.database.run(syncs.successors))
            heirs |= {
                ClassId(one["old"]): ClassId(one["new"]) for one in draft.report["successions"]
            }

        def settle(session: Session) -> None:
            now, tables = world.now(), draft.tables
            repository.pulled(session, draft.source, now=now, trouble="", tables=tables)
            repository.drop_draft(session, draft.id)

        return await _stand(
            world,
            after.roster,
            by=caller.user_id,
            cause="upload",
            orgs=schools_named(draft.org, after.roster),
            summary=" ".join(
                [draft.report["summary"], *([f"Причина: {reason}"] if confirmed and reason else [])]
            ),
            confirmed=confirmed,
            successors=heirs,
            settle=settle,
        )


async def mine(world: World, caller: Caller, draft_id: str) -> Draft:
    """Return a draft that the caller may see."""
    draft = await world.database.run(repository.draft, draft_id)
    if draft is None or not (caller.operator or caller.administers(draft.org)):
        raise missing("Этого черновика нет: его подтвердили, отменили или заменили.", "no_draft")
    return draft


async def composed(
    world: World,
    instead: Mapping[str, Tables] | None = None,
    *,
    lifted: Collection[tuple[str, str]] = (),
    day: date | None = None,
    decide: Callable[[Session], None] = lambda _: None,
) -> Composed:
    """Compose the school from all sources, some of them with other tables than are kept.

    `day` is when those others stand: today, or a day to come. `decide` writes down what people are
    about to decide beside the sources: it counts here, and nothing of it is kept.
    """
    told = []
    for source in await world.database.run(repository.sources):
        tables = (instead or {}).get(source.id)
        asked = (day or today(world)) if tables is not None else None
        if tables is None and source.tables is not None:
            tables = await asyncio.to_thread(unpack_tables, source.tables)
        if tables is not None:
            year = asked or year_of(world, source)
            told.append(Told(source.org, source.namespace, tables, year, asked))
    decided = await world.database.run(_decided, decide, lifted)
    before = await standing(world)
    try:
        return await asyncio.to_thread(
            compose, before, told, decided, day=today(world), revision=_revision(world)
        )
    except RosterRefused as refusal:
        raise refused(refusal) from None


def _decided(
    session: Session, decide: Callable[[Session], None], lifted: Collection[tuple[str, str]]
) -> Decided:
    trial = session.begin_nested()
    decide(session)
    session.flush()
    merges = [one.merge for one in repository.merges(session)]
    rulings = [one.ruling for one in repository.rulings(session)]
    trial.rollback()
    return Decided(merges, rulings, lifted)


async def decide_anew(
    world: World,
    caller: Caller,
    decide: Callable[[Session], None],
    *,
    cause: str,
    org: str,
    summary: str,
    lifted: Collection[tuple[str, str]] = (),
) -> Revision:
    """Let the school stand as it is after a ruling, a merge, or their end.

    `decide` writes that down, in the transaction in which the school comes to stand so.
    """
    async with world.standing:
        after = await composed(world, lifted=lifted, decide=decide)
        return await _stand(
            world,
            after.roster,
            by=caller.user_id,
            cause=cause,
            orgs=(org,),
            summary=summary,
            confirmed=True,
            settle=decide,
        )


async def _stand(
    world: World,
    roster: Roster,
    *,
    by: str,
    cause: str,
    orgs: tuple[str, ...],
    summary: str,
    confirmed: bool,
    successors: Mapping[ClassId, ClassId] | None = None,
    settle: Callable[[Session], None] = lambda _: None,
) -> Revision:
    await _note_accounts(world)
    made = Revision(0, roster.revision, orgs, by, world.now(), cause, summary)
    document = await asyncio.to_thread(pack_roster, roster)

    def also(session: Session) -> None:
        nonlocal made
        made = repository.add_revision(session, made, document)
        settle(session)

    try:
        await door.submit(
            world, roster, by=by, confirmed=confirmed, successors=successors, also=also
        )
    except DocumentRefused as refusal:
        raise _not_standing(refusal) from None
    return made


async def _compared(world: World, roster: Roster, day: date) -> tuple[object, Plan]:
    await _note_accounts(world)
    try:
        return await door.compare(world, roster, day=day)
    except DocumentRefused as refusal:
        raise _not_standing(refusal) from None


async def _note_accounts(world: World) -> None:
    """Whoever has an account in the roster that stands keeps it, however it got there."""
    await world.database.run(accounts.note, await _school(world), today=today(world))


def _archives(plan: Plan, report: Mapping[str, Any], orgs: Collection[str] | None) -> list[str]:
    """Names of the chats that nobody could write in any more, those that are carried on apart."""
    carried = {one["old"] for one in report["successions"]}
    spaces = ChatKind.SPACE.value
    return sorted(
        plan.now.present.chats[step.chat].name
        for step in plan.steps
        if step.kind is Kind.ARCHIVE
        and step.chat is not None
        and step.chat.kind != spaces
        and step.chat.about not in carried
        and (orgs is None or step.chat.org in orgs)
    )


def _not_standing(refusal: DocumentRefused) -> Problem:
    fields = [Field(where="", text=text) for text in refusal.problems[:100]]
    text = "Список школы не принят: в нём есть ошибки. Действует прежний."
    return Problem(422, "roster_refused", text, fields=fields)


def _revision(world: World) -> str:
    return f"{today(world).isoformat()}-{secrets.token_hex(4)}"

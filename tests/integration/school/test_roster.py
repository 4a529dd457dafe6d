"""An administrator brings a school's export in the app: looked at, applied, chats are there, a
printed card lets a pupil in. Real homeserver and service, the app's own screens.
"""

import asyncio
import re
import subprocess
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from app.domain.people import Role
from app.domain.profiles import ProfileKind
from app.domain.rosters import CardState, Pin, RunState, SyncStatus
from app.services.school.school import SchoolService
from app.services.tasks import TaskScope
from app.ui.roster.roster_view import RosterView
from app.ui.theme import Theme
from server.demo.__main__ import export
from server.demo.school import DemoSchool, make_school
from server.demo.tables import zipped
from tests.helpers.matrix_user import CLIENT
from tests.helpers.school import Homeserver, running
from tests.helpers.service_school import Member, ServiceSchool, _Roster
from tests.helpers.settle import eventually
from tests.integration.school.apps import Settings, client_of

SIZE = 12


@pytest.fixture(scope="module")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """A server of its own: an export makes accounts and chats that others must not meet."""
    with running(
        Homeserver(tmp_path_factory.mktemp("roster") / "school", "school", service=True)
    ) as made:
        yield made


@dataclass
class Desk:
    """An administrator at work: the app's service, its page, the school in the files."""

    app: SchoolService
    view: RosterView
    school: DemoSchool
    operator: Member

    async def upload(self, *paths: Path) -> None:
        await self.view.send(paths)

    async def taken(self, folder: Path) -> None:
        """The whole school stands, whichever test comes first."""
        if not await self.app.rosters.revisions():
            whole = folder / "вся школа.zip"
            whole.write_bytes(zipped(export((self.school,), "oneroster12")))
            await self.upload(whole)
            await self.apply()

    async def apply(self) -> None:
        """Press «Применить» and wait until chats are as the list says."""
        before = len(await self.app.rosters.revisions())
        (card,) = self.view.drafts
        assert card.apply.isEnabled(), card.draft.brake
        card.apply.click()

        await eventually(self.app.rosters.revisions, lambda found: len(found) > before)

        def over(status: SyncStatus) -> bool:
            return bool(status.runs) and not status.runs[0].open

        await eventually(self.app.syncs.status, over, seconds=120)
        await self.view.load()


@pytest.fixture
async def desk(homeserver: Homeserver, qapp: QApplication) -> AsyncIterator[Desk]:
    people = ServiceSchool(homeserver, _Roster())
    operator = await people.operator()
    client = await client_of(operator)
    app = SchoolService(client, Settings())
    errors: list[BaseException] = []
    tasks = TaskScope(errors.append)
    await app.refresh()
    school = make_school(seed=5, size=SIZE, number=31)
    view = RosterView(Theme(ProfileKind.SCHOOL), app, tasks)
    try:
        yield Desk(app, view, school, operator)
        assert errors == []
    finally:
        await tasks.aclose()
        view.deleteLater()
        await client.aclose()
        await people.aclose()


async def test_an_export_becomes_chats_and_a_card_lets_a_pupil_in(
    desk: Desk, homeserver: Homeserver, tmp_path: Path
) -> None:
    app, view, school = desk.app, desk.view, desk.school
    files = export((school,), "oneroster12")
    broken = tmp_path / "сломано.zip"
    broken.write_bytes(
        zipped({**files, "users.csv": files["users.csv"].replace(b"familyName", b"famlyName")})
    )
    await desk.upload(broken)
    assert view.upload.problem.text().startswith("Выгрузка не принята")
    assert any("famlyName" in text for text in view.upload.findings.texts())
    assert await app.rosters.drafts() == ()
    assert await app.rosters.revisions() == ()

    folder = tmp_path / "выгрузка"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    await desk.upload(folder)
    (card,) = view.drafts
    assert card.draft.after == len(school.roster.people)
    assert card.draft.counts["comes"] == len(school.roster.people)
    await desk.apply()
    assert view.drafts == []
    assert view.sync.run is not None
    assert view.sync.run.state is RunState.DONE, view.sync.run.text
    assert view.sync.run.done == view.sync.run.planned > 0

    org = school.org
    classes = await app.rosters.classes(org)
    home = next(one for one in classes if one.homeroom and one.pupils)
    page = await app.rosters.people(org, text="", role=Role.PUPIL, school_class=home.id)
    pupil = page.people[0]
    assert pupil.user_id
    assert pupil.relatives, "parents stand beside the pupil"
    sheet = tmp_path / "карточки.pdf"
    await app.cards.save_sheet(home.id, sheet, parents=False, people=(pupil.id,))
    words = await asyncio.to_thread(_words, sheet)
    assert pupil.name.split()[0] in words
    (code,) = set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", words))
    holders = await app.cards.of_class(home.id, parents=False)
    state = {one.person: one.state for one in holders}
    assert state.pop(pupil.id) is CardState.WAITING
    assert set(state.values()) <= {CardState.NONE}

    kinds = await _chats_by_card(homeserver, code, pupil.user_id)
    assert ("class", home.id) in kinds
    assert ("parents", home.id) not in kinds, "a pupil is never in the parents' chat"
    again = await app.cards.of_class(home.id, parents=False)
    assert {one.state for one in again if one.person == pupil.id} == {CardState.USED}


async def test_decisions_come_back_with_names(desk: Desk, tmp_path: Path) -> None:
    await desk.taken(tmp_path)
    app, org = desk.app, desk.school.org
    teachers = await app.rosters.people(org, text="", role=Role.TEACHER, school_class="")
    home = next(one for one in await app.rosters.classes(org) if one.homeroom)
    until = datetime.now(UTC).date() + timedelta(days=10)
    one = teachers.people[0]
    await app.rosters.pin(org, Pin("class", home.id, one.id, True, "Замещение", until))
    (pin,) = (await app.rosters.decisions()).pins
    assert (pin.name, pin.chat) == (one.name, f"{home.title} · класс")
    assert (pin.until, pin.reason) == (until, "Замещение")
    await app.rosters.unpin(pin)
    assert (await app.rosters.decisions()).pins == ()
    preview = await app.syncs.preview()
    assert preview.steps == (), "everything is as the list says"
    assert len(await app.onboarding.steps()) == 10


async def test_a_removal_that_is_too_big_is_held_until_it_is_meant(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.taken(tmp_path)
    view, school = desk.view, desk.school
    files = export((school,), "oneroster12")
    half = tmp_path / "половина.zip"
    half.write_bytes(zipped(_half(files)))
    await desk.upload(half)
    assert view.upload.problem.text() == "", view.upload.findings.texts()
    (card,) = view.drafts
    assert card.draft.counts["goes"] > 0
    assert not card.draft.allowed
    assert card.draft.brake
    assert not card.apply.isEnabled()
    card.override.setChecked(True)
    card.reason.setText("Проверка предохранителя")
    await desk.apply()
    newest = (await desk.app.rosters.revisions())[0]
    assert newest.summary.endswith("Причина: Проверка предохранителя")
    assert view.sync.run is not None
    assert view.sync.run.state is RunState.DONE, view.sync.run.text


def _words(paper: Path) -> str:
    command = ["pdftotext", "-layout", str(paper), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _half(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return an export that lost the second half of its people and all that was said of them."""
    _, *rows = files["users.csv"].splitlines(keepends=True)
    gone = {row.split(b",", 1)[0] for row in rows[len(rows) // 2 :]}

    def kept(data: bytes) -> bytes:
        first, *others = data.splitlines(keepends=True)
        return first + b"".join(row for row in others if not gone & set(row.split(b",")))

    return {name: kept(data) for name, data in files.items()}


async def _chats_by_card(homeserver: Homeserver, code: str, user_id: str) -> set[tuple[str, str]]:
    """Sign in with a card; gives (kind, about) of the chats that are there at once."""
    user = {"type": "m.id.user", "user": f"card-{code[:4].lower()}"}
    body = {"type": "app.parta.card", "identifier": user, "code": code}
    async with httpx.AsyncClient(base_url=homeserver.url, timeout=60) as http:
        answer = await http.post(f"{CLIENT}/login", json=body)
        assert answer.status_code == 200, answer.text
        assert answer.json()["user_id"] == user_id
        http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        rooms = (await http.get(f"{CLIENT}/joined_rooms")).json()["joined_rooms"]
        found = set()
        for room in rooms:
            told = (await http.get(f"{CLIENT}/rooms/{quote(room)}/state/app.parta.room/")).json()
            found.add((told.get("kind", ""), told.get("classId", "")))
    return found


async def test_a_list_with_unusual_headings_goes_in_by_a_mapping(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.taken(tmp_path)
    text = "Кто;Куда\nОблаков Иван Иванович;9Я\n".encode("cp1251")
    path = tmp_path / "ученики.csv"
    await asyncio.to_thread(path.write_bytes, text)
    rosters, org = desk.app.rosters, desk.school.org
    draft = await rosters.upload(org, [path], columns={"Кто": "full", "Куда": "class"})
    coming = [one.text for one in draft.changes if one.kind == "comes"]
    assert "Облаков Иван Иванович: ученик, 9Я" in coming
    await rosters.cancel(draft)
    assert await rosters.drafts() == ()

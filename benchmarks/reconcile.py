"""How long a school takes from an empty homeserver to ready chats, and a day's usual change.

`--pupils 1000` is the size of the bar (15 minutes, 20 seconds on two cores), `--pupils 4000` has
the 10,000 people of the bar for the time a person; a smaller number is a sample of the same school.
Prints what each part took: requests by kind, seconds, seconds a person, and the homeserver's
processor time, which says something on a busy machine too.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import httpx
import psutil

from server.school_core.plan import Step
from server.school_core.roster import (
    Enrolment,
    EnrolmentRole,
    Guardianship,
    PersonId,
    Roster,
    SchoolPerson,
)
from server.school_core.school import School
from server.service.homeserver import HomeserverDown
from server.service.reconcile.ports import Outcome
from server.service.reconcile.sync import Draft, carry_out
from tests.helpers.school import Homeserver
from tests.server.core import histories
from tests.server.reconcile.hand import Hand, Quiet

PER_CLASS, SUBJECTS = 30, 10
TRIES = 6
"""How often a run goes on after an answer that was lost, as the service's own job does."""


class Timing(httpx.AsyncBaseTransport):
    """Adds up how long requests of each kind take."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self.spent: dict[str, list[float]] = defaultdict(list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Time a request."""
        begun = time.perf_counter()
        answer = await self._inner.handle_async_request(request)
        kind = f"{request.method} {request.url.path.split('/')[-1][:10]}"
        if "/users/" in request.url.path:
            kind = "PUT account"
        self.spent[kind].append(time.perf_counter() - begun)
        return answer

    async def aclose(self) -> None:
        """Close the inner one."""
        await self._inner.aclose()


def big_school(pupils: int, rng: Random) -> Roster:
    """Classes of thirty, ten subjects each, one or two parents a child."""
    classes = max(pupils // PER_CLASS, 1)
    size = histories.Size(
        classes=classes, subjects=classes * SUBJECTS, pupils=0, teachers=classes * 2 + 2
    )
    roster = histories.begin(rng, size)
    people, enrolments = dict(roster.people), set(roster.enrolments)
    links: set[Guardianship] = set()
    groups = iter(histories.subjects(roster))
    for home in histories.homerooms(roster):
        places = [home, *islice(groups, SUBJECTS)]
        for number in range(PER_CLASS):
            child, *parents = [
                SchoolPerson(PersonId(f"{home}-{number}-{who}"), f"Фамилия{number}", f"Имя {home}")
                for who in range(1 + rng.randint(1, 2))
            ]
            people |= {one.id: one for one in (child, *parents)}
            enrolments |= {Enrolment(child.id, place, EnrolmentRole.PUPIL) for place in places}
            links |= {Guardianship(parent.id, child.id) for parent in parents}
    return replace(
        roster,
        revision="first",
        people=people,
        enrolments=frozenset(enrolments),
        guardianships=frozenset(links),
    )


def next_day(roster: Roster, rng: Random) -> Roster:
    """One person in a hundred: pupils who move to another class with its groups."""
    places: dict[PersonId, set[Enrolment]] = defaultdict(set)
    for e in roster.enrolments:
        if e.role is EnrolmentRole.PUPIL:
            places[e.person].add(e)
    enrolments = set(roster.enrolments)
    for person in rng.sample(sorted(places), max(len(roster.people) // 100, 1)):
        home = person.split("-")[0]
        other = rng.choice([one for one in sorted(places) if one.split("-")[0] != home])
        enrolments -= places[person]
        enrolments |= {replace(e, person=person) for e in places[other]}
    return replace(roster, revision="next", enrolments=frozenset(enrolments))


async def timed(hand: Hand, roster: Roster, what: str) -> dict[str, object]:
    """Tell and sync a roster."""
    timing = Timing(hand.requests._http._transport)
    hand.requests._http._transport = timing
    begun, used = time.perf_counter(), _processor_seconds(hand)
    school = hand.school(roster)
    hand.former |= school.accounts
    made = await hand.draft(school)
    looked = time.perf_counter() - begun
    await hand.tell(school)
    watcher = Quiet()
    outcome, lost = await _carried_out(hand, school, made, watcher)
    took = time.perf_counter() - begun
    assert not outcome.troubles
    hand.requests._http._transport = timing._inner
    return {
        "what": what,
        "people": len(roster.people),
        "chats": len(made.aim.wanted),
        "steps": len(made.steps),
        "joins": _count(watcher.steps, "JOIN"),
        "looking_s": round(looked, 2),
        "seconds": round(took, 1),
        "ms_a_person": round(took / len(roster.people) * 1000, 1),
        "homeserver_cpu_s": round(_processor_seconds(hand) - used, 1),
        "answers_lost": lost,
        "requests": {
            kind: [len(times), round(sum(times) / len(times) * 1000, 1)]
            for kind, times in sorted(timing.spent.items())
        },
    }


async def _carried_out(
    hand: Hand, school: School, made: Draft, watcher: Quiet
) -> tuple[Outcome, int]:
    for lost in range(TRIES):
        try:
            return await carry_out(hand.requests, made, watcher), lost
        except HomeserverDown:
            await hand.requests.wait_up()
            made = await hand.draft(school)
    raise HomeserverDown("again and again")


def _processor_seconds(hand: Hand) -> float:
    used = psutil.Process(hand.server.pid).cpu_times()
    return float(used.user + used.system)


def _count(steps: Sequence[Step], kind: str) -> int:
    return sum(step.kind.name == kind for step in steps)


async def measure(server: Homeserver, pupils: int) -> None:
    """First provisioning, a day's change, a day without one."""
    bot = await server.new_user("Школа", admin=True)
    hand = Hand(server, bot)
    rng = Random(14)
    try:
        roster = big_school(pupils, rng)
        tomorrow = next_day(roster, rng)
        for what, one in (("empty to ready", roster), ("1 % moves", tomorrow), ("idle", tomorrow)):
            print(json.dumps(await timed(hand, one, what), ensure_ascii=False), flush=True)
    finally:
        await hand.aclose()
        await bot.aclose()


def main() -> int:
    """Run it on a homeserver of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pupils", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Homeserver(Path(folder) / "school", "school")
        try:
            server.start()
            asyncio.run(measure(server, options.pupils))
        finally:
            if server.running:
                server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())

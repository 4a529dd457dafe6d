"""What a person may take without end on a plain Synapse: complaints, and data of their account."""

import contextlib
import sqlite3
from urllib.parse import quote

from server.school_core.limits import (
    ACCOUNT_DATA,
    LARGE_DATA,
    LONGEST_REASON,
    MOST_RULES,
    SMALL_DATA,
    rate,
)
from server.school_core.roles import Role
from tests.helpers.matrix_user import CLIENT
from tests.server.policy.conftest import Guarded

REPORTS = "/_synapse/client/parta/admin/reports"


async def test_a_flood_of_complaints_hides_none(guarded: Guarded) -> None:
    vera, katya = guarded["vera"], guarded["katya"]
    room = await katya.create_room("Своё")
    said = await katya.text(room, "привет")
    path = f"{CLIENT}/rooms/{quote(room)}/report/{quote(said)}"
    wanted = rate(frozenset({Role.PUPIL}), "rc_reports")
    assert wanted is not None
    answers = [
        (
            await katya.request("POST", path, json={"reason": f"{number}", "junk": "x" * 100})
        ).status_code
        for number in range(wanted.burst + 2)
    ]
    assert answers.count(200) == wanted.burst
    assert answers[-1] == 429
    about = f"{CLIENT}/users/{quote(vera.user_id)}/report"
    assert (await katya.request("POST", about, json={"reason": "ещё"})).status_code == 429
    found = (await guarded["service"].call("GET", REPORTS))["event_reports"]
    assert sum(one["event_id"] == said for one in found) == wanted.burst
    long = {"reason": "а" * (LONGEST_REASON + 1)}
    note = await vera.create_room("Своё")
    own = f"{CLIENT}/rooms/{quote(note)}/report/{quote(await vera.text(note, 'раз'))}"
    assert (await vera.request("POST", own, json=long)).status_code == 400


async def test_account_data_has_a_size_and_a_pace(guarded: Guarded) -> None:
    petya = guarded["petya"]
    own = await petya.create_room("Своё")
    mine = f"{CLIENT}/user/{quote(petya.user_id)}"
    for path in (f"{mine}/account_data/x", f"{mine}/rooms/{quote(own)}/account_data/x"):
        large = await petya.request("PUT", path, json={"a": "ж" * (ACCOUNT_DATA // 2)})
        assert large.status_code == 413, large.text
        assert "КБ" in large.json()["error"]
        await petya.call("PUT", path, json={"a": "ж" * (ACCOUNT_DATA // 2 - 100)})
    body = {"a": "x" * SMALL_DATA}
    # A busy computer is slow, and the limit lets some more through meanwhile.
    for number in range(2 * LARGE_DATA.burst):
        answer = await petya.request("PUT", f"{mine}/account_data/x{number}", json=body)
        if answer.status_code != 200:
            break
    assert answer.status_code == 429
    assert number > LARGE_DATA.burst // 2
    await petya.call("PUT", f"{mine}/account_data/small", json={"a": "черновик"})


async def test_rules_for_notifications_have_an_end(guarded: Guarded) -> None:
    """They are tried at each message of each chat their owner is in."""
    dasha = guarded["dasha"]
    rules = f"{CLIENT}/pushrules/global/content"
    huge = {"pattern": "ж" * SMALL_DATA, "actions": ["notify"]}
    assert (await dasha.request("PUT", f"{rules}/huge", json=huge)).status_code == 413
    await dasha.call("PUT", f"{rules}/word", json={"pattern": "контрольная", "actions": ["notify"]})
    database = guarded.homeserver.data / "school" / "homeserver.db"
    row = "INSERT INTO push_rules (id, user_name, rule_id, priority_class, conditions, actions) "
    with contextlib.closing(sqlite3.connect(database, timeout=30)) as file, file:
        many = [(10**9 + n, dasha.user_id, f"global/content/w{n}") for n in range(MOST_RULES)]
        file.executemany(f"{row} VALUES (?, ?, ?, 4, '[]', '[]')", many)
    try:
        body = {"pattern": "ещё", "actions": ["notify"]}
        over = await dasha.request("PUT", f"{rules}/more", json=body)
        assert (over.status_code, "слишком много" in over.json()["error"]) == (400, True)
    finally:
        with contextlib.closing(sqlite3.connect(database, timeout=30)) as file, file:
            file.execute("DELETE FROM push_rules WHERE id >= ?", (10**9,))
    await dasha.call("PUT", f"{rules}/more", json=body)

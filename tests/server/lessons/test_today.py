"""The rows of the day: from the timetable to a lesson, and its register back to the row."""

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.helpers.call import soon, soon_so
from tests.helpers.service_school import SCHOOL
from tests.server.lessons.conftest import ClassRoom

ZONE = ZoneInfo("Europe/Moscow")
TIMETABLE = "classSourcedId,weekday,number,beginTime,endTime,room\n"


async def _timetable(klass: ClassRoom) -> None:
    """9Б has its third lesson today, and another on no day of today."""
    day = datetime.now(ZONE).isoweekday()
    text = TIMETABLE + f"9b,{day},3,10:15,11:00,24\n9b,{day % 7 + 1},1,08:30,09:15,\n"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        files.writestr("timetable.csv", text)
    path = f"/v1/diary/gradebook/{SCHOOL}"
    await klass["head"].ok("PUT", path, params={"quiet": True}, content=made.getvalue())


async def test_a_lesson_is_begun_from_its_row_and_its_register_stands_there(
    klass: ClassRoom,
) -> None:
    make = klass.school.person
    # A group of its own: lessons of other tests stand in the others' day.
    klass.people["boris"] = await make("Борис Биолог", "teacher", teaches=["2a-sport"])
    klass.people["lena"] = await make("Лена Третья", "pupil", learns=["2a-sport"])
    klass.people["papa"] = await make("Пётр Третий", "parent", children=[klass["lena"]])
    boris = klass["boris"]
    await _timetable(klass)
    third = next(row for row in await _rows(klass, "vera") if row["number"] == 3)
    assert (third["begins"], third["ends"], third["room"]) == ("10:15:00", "11:00:00", "24")
    assert third["leads"] and third["journal_id"] == "3"
    assert [row["number"] for row in await _rows(klass, "vera")].count(1) == 0
    # No hours were told of the subject group: its teacher has the class, its pupils nothing yet.
    row = (await _rows(klass, "boris"))[-1]
    assert (row["class_id"], row["number"], row["lesson"]) == ("2a-sport", 0, None)
    assert await _rows(klass, "lena") == []
    assert await _rows(klass, "papa") == []
    klass.room_id = await klass.chat("boris", "lena", class_id="2a-sport", kind="subject")
    plan = {"class_id": "2a-sport", "journal_id": row["journal_id"], "start": True}
    made = await boris.ok("POST", "/v1/lessons", json=plan)
    theirs = (await _rows(klass, "lena"))[-1]
    assert theirs["lesson"]["id"] == made["id"]
    assert theirs["lesson"]["opens"] and theirs["lesson"]["room_id"] == klass.room_id
    assert theirs["lesson"]["came"] is None, "who was there is for who leads"
    await klass.inside("boris")
    device = await klass.inside("lena")
    await soon(lambda: device.states and device.states[-1]["phase"] == "live")
    await boris.ok("POST", f"/v1/lessons/{made['id']}/end")

    async def written() -> bool:
        lessons = [row["lesson"] for row in await _rows(klass, "boris") if row["lesson"]]
        told = next(one for one in lessons if one["id"] == made["id"])
        return bool(told["came"] == 1 and told["expected"] >= 1 and not told["opens"])

    await soon_so(written)


async def test_one_click_begins_the_lesson_that_was_planned_for_now(klass: ClassRoom) -> None:
    begins = datetime.now(ZONE) + timedelta(minutes=5)
    planned = await klass.lesson(starts_at=begins.isoformat(), start=False)
    assert await klass.lesson() == planned
    later = begins + timedelta(hours=3)
    klass.room_id = await klass.chat("vera", "artem")
    planned = await klass.lesson(starts_at=later.isoformat(), start=False)
    assert await klass.lesson() != planned


async def _rows(klass: ClassRoom, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await klass[name].ok("GET", "/v1/lessons/today"))["rows"]
    return rows

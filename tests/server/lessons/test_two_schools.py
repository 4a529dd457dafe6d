"""Two schools on one server: with a token of one, nothing of the other is had by any route.

The requests are made of the OpenAPI document, so that a new route is tried before anybody thinks of
it: whatever names a thing of the other school is refused with 403 or 404, and no answer, whoever
asks for whatever, holds a word of the other school's.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from server.service import contract
from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, Member, ServiceSchool

DOCUMENT = json.loads(contract.PATH.read_text(encoding="utf-8"))
WORD = "Канарейкин"
"""Stands in every name and text of the school that is spied upon."""
START = "org.matrix.msc3381.poll.start"

NEUTRAL = frozenset(
    re.findall(
        r"\w+",
        """
        body after before day expires form grade history kind limit name new old option period
        provider q quiet register role signature state subject teacher version week whose why
        code document key title url columns confirmed reason carry_on no_contact no_diary folder
        token_url client_id client_secret every_hours roles expires_at max_uses hours decision
        login password confirm journal_id starts_at ends_at start sources locked up until text
        options question groups base entries families audience due proof family given middle
        born approve writes required min_version latest_version message download_url switches
        log answers successors inside level days leavers staff teacher_other_pupils
        classmates_primary classmates class_parents pupil_files pupil_links pupil_forwards
        staff_exactly pupils_to_parents access_token matrix_server_name token_type expires_in
        school logins_of student device_id files on recordings lesson_recordings
        """,
    )
)
"""Names of parameters and fields that name nothing of a school."""

OPEN = {
    ("GET", "/j/{token}"): "the page of a link is for whoever has the link",
    ("GET", "/j/{token}/qr.svg"): "a picture of the link itself",
    ("GET", "/j/{token}/qr.png"): "a picture of the link itself",
    ("GET", "/j/{token}/sheet.pdf"): "as the page of the link",
    ("POST", "/v1/links/preview"): "says that the link is not for the asker, and no more",
    ("PUT", "/v1/verification"): "anybody may write an application; sending it is judged",
    ("GET", "/v1/portal/unread"): "a number for whoever has the address; here it is another's",
}
"""Routes that may answer though they name a thing of the other school, and why."""
ALONE = frozenset({("DELETE", "/v1/session")})
"""Routes that would end the test."""
HAND = {
    ("POST", "/v1/lessons"): {"class_id": None},
    ("POST", "/v1/rosters/rulings"): {"no_contact": True},
}
"""Where the least there is makes no sense: fields with their values, None to leave one out."""


@dataclass
class Things:
    """What a school has, by the names that requests call it."""

    values: dict[str, Any] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)

    def learn(self, **values: Any) -> None:
        """Know values; each says something of the school that others must not read."""
        self.values |= values
        self.secrets |= {str(value) for value in values.values()}


def operations() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every operation of the document: method, path, what it takes."""
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            if (method.upper(), path) not in ALONE:
                yield method.upper(), path, operation


def resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema in full."""
    while "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def example(name: str, schema: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    """A value for a field: a thing of the school where the name is one's, else the least there is.

    Raises:
        AssertionError: the name is new here: say what it names, or that it names nothing.
    """
    schema = resolved(schema)
    if name in values:
        value = values[name]
        many = schema.get("type") == "array" and not isinstance(value, list)
        return [value] if many else value
    if "properties" in schema:
        return {
            key: example(key, one, values)
            for key, one in schema["properties"].items()
            if key in values or key in schema.get("required", ())
        }
    if "anyOf" in schema:
        return example(name, schema["anyOf"][0], values)
    assert name in NEUTRAL, f"{name}: does it name a thing of a school?"
    match schema.get("type"):
        case "array":
            one = example(name, schema["items"], values)
            return [one] * schema.get("minItems", 1)
        case "integer" | "number":
            return int(schema.get("minimum", 1))
        case "boolean":
            return False
        case "object":
            return {}
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") in {"date", "date-time"}:
        day = datetime.now(UTC) + timedelta(days=30)
        return day.date().isoformat() if schema["format"] == "date" else day.isoformat()
    pattern = schema.get("pattern", "")
    tries = (
        "нет такого",
        "nothing-here",
        "class",
        "https://nowhere.example",
        "1.0",
        "2026-W36",
        "2026-09-07",
        "0" * 64,
        "",
    )
    long = (text * (1 + schema.get("minLength", 0) // max(1, len(text))) for text in tries)
    return next(text for text in long if re.search(pattern, text))


@dataclass
class Request:
    """A request made of the document; `names` are the things of the school that stand in it."""

    method: str
    path: str
    more: dict[str, Any]
    names: set[str]


def request_of(
    method: str, path: str, operation: Mapping[str, Any], values: Mapping[str, Any]
) -> Request:
    """Fill an operation in."""
    route = path
    names: set[str] = set()
    params: dict[str, Any] = {}
    for one in operation.get("parameters", ()):
        name = one["name"]
        if name in values or one.get("required"):
            value = example(name, one.get("schema", {}), values)
            names |= {name} & values.keys()
            if one["in"] == "path":
                path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
            else:
                params[name] = value
    more: dict[str, Any] = {"params": params} if params else {}
    for kind, told in operation.get("requestBody", {}).get("content", {}).items():
        schema = resolved(told.get("schema", {}))
        names |= schema.get("properties", {}).keys() & values.keys()
        if kind == "application/json":
            body = example("body", schema, values)
            if isinstance(body, dict):
                body |= HAND.get((method, route), {})
                body = {key: one for key, one in body.items() if one is not None}
            more["json"] = body
        elif kind == "multipart/form-data":
            body = example("body", schema, values)
            files = {"file", "files", "proof"}
            more["files"] = {key: (f"{key}.pdf", b"%PDF-1.4 x") for key in files & body.keys()}
            more["data"] = {key: text for key, text in body.items() if key not in files}
        else:
            more |= {"content": b"PK", "headers": {"Content-Type": kind}}
        break
    return Request(method, path, more, names)


async def spied_upon(school: ServiceSchool) -> Things:
    """A school with something of everything, and in everything a word that stays inside it."""
    make, found = school.person, Things()
    artem = await make(f"Артём {WORD}", "pupil", learns=["9b"], born="2011-05-05")
    dasha = await make(f"Дарья {WORD}", "pupil", learns=["9b"])
    vera = await make(f"Вера {WORD}", "teacher", leads=["9b"])
    head = await make(f"Ольга {WORD}", "admin")
    mama = await make(f"Анна {WORD}", "parent", children=[artem])
    room = await school.bot_room(
        vera,
        name=f"9Б {WORD}",
        state=[
            {
                "type": "app.parta.room",
                "content": {"kind": "class", "managed": True, "orgId": SCHOOL, "classId": "9b"},
            }
        ],
    )
    await school.bot_brings(room, artem)
    await school.bot_brings(room, dasha)
    rude = await artem.matrix.text(room, f"{WORD}: секрет")
    await dasha.matrix.call(
        "POST", f"{CLIENT}/rooms/{quote(room)}/report/{quote(rude)}", json={"reason": WORD}
    )
    poll = await vera.matrix.send(room, START, _poll())
    found.learn(
        org=SCHOOL,
        room_id=room,
        event_id=poll,
        user_id=artem.user_id,
        users=[artem.user_id],
        members=[artem.user_id],
        teachers=[vera.user_id],
        person=artem.person,
        people=[artem.person],
        child=artem.person,
        guardian=mama.person,
        kept=mama.person,
        gone=vera.person,
        student_person=dasha.person,
    )
    found.values |= {"class_id": "9b", "group": "9b", "about": "9b", "classes": ["9b"]}
    found.values |= {"leaving": ["9b"], "staying": []}
    await _with_things(school, found, vera=vera, head=head, artem=artem, mama=mama)
    found.secrets = {one for one in found.secrets if len(one) > 3 and one != SCHOOL}
    return found


async def _with_things(
    school: ServiceSchool, found: Things, *, vera: Member, head: Member, artem: Member, mama: Member
) -> None:
    room = found.values["room_id"]
    link = await vera.ok("POST", "/v1/links", json={"room_id": room, "roles": ["pupil", "teacher"]})
    found.learn(link_id=link["id"], token=link["token"])
    ticket = await vera.ok("POST", "/v1/support", json={"text": f"{WORD}: помогите"})
    named = {"org": SCHOOL, "name": f"Канал {WORD} {ticket['id']}"}
    channel = await head.ok("POST", "/v1/channels", json=named)
    found.learn(ticket_id=ticket["id"], channel=channel["room_id"])
    lesson = await vera.ok("POST", "/v1/lessons", json={"room_id": room, "title": f"Урок {WORD}"})
    found.learn(lesson_id=lesson["id"])
    file = await vera.ok(
        "POST",
        "/v1/diary/announcements/files",
        params={"name": f"{WORD}.pdf"},
        content=WORD.encode(),
    )
    notice = {"org": SCHOOL, "title": WORD, "text": WORD, "audience": "everyone"}
    notice |= {"classes": ["9b"], "files": [file["id"]]}
    notice = await vera.ok("POST", "/v1/diary/announcements", json=notice)
    found.learn(notice=notice["id"], attachment=file["id"])
    found.values |= {"assignment": "a-1", "file": file["id"]}
    ruling = {"org": SCHOOL, "guardian": mama.person, "child": artem.person, "reason": WORD}
    ruling = await head.ok(
        "POST", "/v1/rosters/rulings", json=ruling | {"no_contact": False, "no_diary": True}
    )
    found.learn(ruling_id=ruling["id"], merge_id="no-merge-here", source_id="no-source-here")
    reports = (await head.ok("GET", "/v1/reports"))["reports"]
    (report,) = [one for one in reports if one["room_id"] == room]
    found.values["report"] = report["id"]
    calendar = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    feed = await head.ok(
        "POST",
        "/v1/feeds/files",
        files={"file": ("c.ics", calendar)},
        data={"org": SCHOOL, "title": f"Календарь {WORD}"},
    )
    found.learn(feed_id=feed["id"])
    operator = await school.operator()
    register = {"title": "Сетевой Город", "url": "http://127.0.0.1:9", "school": 14}
    await operator.ok("PUT", "/v1/diary/registers/spied", json=register)
    told = [{"subject": f"{WORD}-login", "person": artem.person}]
    await operator.ok("PUT", "/v1/identities/known/spied", json=told)
    (identity,) = (await artem.ok("GET", "/v1/identities"))["identities"]
    found.learn(identity=identity["id"])
    new = await school.person(f"Новый {WORD}", "staff")
    draft = {"org": SCHOOL, "subject": "химия", "family": WORD, "given": "Новый", "middle": ""}
    await new.ok("PUT", "/v1/verification", json=draft | {"born": "1990-01-01"})
    proof = {"proof": ("d.pdf", b"%PDF-1.4 test")}
    await new.ok("PUT", "/v1/verification/proof", files=proof)
    case = await new.ok("POST", "/v1/verification/send")
    found.learn(case_id=case["id"], draft_id="no-draft-here", pin_id="no-pin-here")
    # What is recorded, and who of another school asks for it: tests/server/recordings.
    found.learn(recording_id="no-recording-here")
    found.values |= {"run_id": 1}


def _poll() -> dict[str, Any]:
    texts = ("Да", "Нет")
    return {
        START: {
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": 1,
            "question": {"org.matrix.msc1767.text": WORD},
            "answers": [
                {"id": f"o{n}", "org.matrix.msc1767.text": text} for n, text in enumerate(texts)
            ],
            "app.parta.rules": {"anonymous": True},
        },
        "org.matrix.msc1767.text": WORD,
    }


async def spies(school: ServiceSchool) -> dict[str, Member]:
    """Everybody there is in the other school; the parent's second child is in the first one."""
    make, org = school.person, OTHER_SCHOOL
    pupil = await make("Пётр Соседов", "pupil", org=org, learns=["7v"])
    return {
        "admin": await make("Завуч Соседов", "admin", org=org),
        "teacher": await make("Учитель Соседов", "teacher", org=org, leads=["7v"]),
        "staff": await make("Вахтёр Соседов", "staff", org=org),
        "pupil": pupil,
        "parent": await make("Мария Соседова", "parent", org=org, children=[pupil]),
    }


def _leaks(answer: str, found: Things, sent: Request) -> list[str]:
    """Words of the school that an answer holds and the asker did not say themselves."""
    said = json.dumps([sent.path, sent.more.get("params"), sent.more.get("json")], default=str)
    said += sent.path
    return [one for one in found.secrets | {WORD} if one in answer and one not in said]


@pytest.mark.timeout(900)  # some thousand requests
async def test_no_route_gives_or_does_anything_of_the_other_school(
    service_school: ServiceSchool,
) -> None:
    found, others = await spied_upon(service_school), await spies(service_school)
    wrong: list[str] = []
    tried = 0
    for method, path, operation in operations():
        sent = request_of(method, path, operation, found.values)
        if not sent.names:
            continue
        for role, spy in others.items():
            answer = await spy.request(method, sent.path, **sent.more)
            tried += 1
            line = f"{role}: {method} {path} -> {answer.status_code} {answer.text[:200]}"
            if answer.status_code not in {403, 404} and (method, path) not in OPEN:
                wrong.append(line)
            elif leaks := _leaks(answer.text, found, sent):
                wrong.append(f"{line} LEAKS {leaks}")
    assert wrong == [], "\n".join(wrong)
    assert tried > 400


@pytest.mark.timeout(900)
async def test_what_everybody_may_ask_of_their_own_school_holds_no_word_of_the_other(
    service_school: ServiceSchool,
) -> None:
    """A family has a child in each school: nobody of one learns of the child in the other."""
    found, others = await spied_upon(service_school), await spies(service_school)
    make = service_school.person
    here = await make(f"Иван {WORD}", "pupil", learns=["9b"])
    there = await make("Илья Обоих", "pupil", org=OTHER_SCHOOL, learns=["7v"])
    both = await make("Ирина Обоих", "parent", org=OTHER_SCHOOL, children=[here, there])
    service_school._roster.grants += [{"person": both.person, "org": SCHOOL, "role": "parent"}]
    await service_school.tell()
    found.learn(second_child=here.person, second_account=here.user_id)
    own = {"org": OTHER_SCHOOL, "class_id": "7v", "group": "7v", "about": "7v"}
    own |= {"child": there.person, "user_id": both.user_id, "person": there.person, "kind": "class"}
    none = {name: 987_654 if name in {"report", "run_id"} else "nothing-like-this" for name in _IDS}
    wrong = []
    for method, path, operation in operations():
        if method != "GET":
            continue
        sent = request_of(method, path, operation, {**none, **own})
        for role, spy in others.items():
            answer = await spy.request(method, sent.path, **sent.more)
            if answer.status_code >= 500 or (leaks := _leaks(answer.text, found, sent)):
                wrong.append(f"{role}: {method} {path} -> {answer.status_code} {leaks}")
    assert wrong == [], "\n".join(wrong)
    # And the family itself sees both of its children, and no other.
    children = await both.ok("GET", "/v1/diary/children")
    assert {one["person"] for one in children} == {here.person, there.person}
    homework = f"/v1/diary/children/{found.values['child']}/homework"
    assert await both.refused(403, "GET", homework) == "diary_not_yours"


_IDS = (
    "room_id",
    "event_id",
    "link_id",
    "token",
    "ticket_id",
    "lesson_id",
    "recording_id",
    "notice",
    "file",
    "assignment",
    "ruling_id",
    "merge_id",
    "source_id",
    "report",
    "feed_id",
    "identity",
    "case_id",
    "draft_id",
    "pin_id",
    "run_id",
)
"""Names of ids, of which each answers with nothing where it is no id of the own school."""

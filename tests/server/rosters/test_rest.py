"""OneRoster over HTTP, against a service of ours that speaks it and fails in every way."""

from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from server.demo.oneroster_server import CLIENT, SECRET, Register, base_of, serve
from server.demo.school import make_school
from server.demo.year import a_year
from server.service.rosters.oneroster_rest import OneRosterRest
from server.service.rosters.problems import RosterRefused
from server.service.rosters.rest_client import RestClient, RestSettings
from server.service.rosters.sources import import_from
from tests.server.rosters.lists import DAY

SCHOOL = make_school(seed=8, size=60)


def same(roster):
    return replace(roster, revision="")


class Source:
    """A register with its address, and how to pull it."""

    def __init__(self, register, address):
        self.register = register
        self.pauses = []
        self.settings = RestSettings(
            address + base_of(register), f"{address}/token", CLIENT, SECRET, page=50
        )

    def pull(self, before=None, *, since=None, day=DAY, settings=None):
        connector = OneRosterRest(
            settings or self.settings,
            client=lambda told: RestClient(told, pause=self.pauses.append),
        )
        return import_from(connector, before or {}, revision="r", day=day, since=since)

    def refused(self, **more):
        with pytest.raises(RosterRefused) as raised:
            self.pull(**more)
        (problem,) = raised.value.problems
        return problem.text


@pytest.fixture(params=["1.2", "1.1"])
def source(request):
    register = Register([SCHOOL], version=request.param)
    with serve(register) as address:
        yield Source(register, address)


def test_the_service_tells_the_school_that_it_holds(source):
    assert same(source.pull().roster) == same(SCHOOL.roster)
    assert sum(line.startswith("users ") for line in source.register.log) > 1, "page by page"


def test_a_count_or_a_link_or_neither_ends_the_pages(source):
    source.register.faults.no_total = True
    assert same(source.pull().roster) == same(SCHOOL.roster)


def test_what_changed_since_is_asked_for_and_makes_the_same_school(source):
    moments = list(a_year(SCHOOL, moments=3))
    kept, since, asked = {}, None, []
    for moment in moments:
        at = datetime(moment.day.year, moment.day.month, moment.day.day, 4, tzinfo=UTC)
        source.register.show([moment.school], at=at.isoformat().replace("+00:00", "Z"))
        source.register.log.clear()
        result = source.pull(kept, since=since, day=moment.day)
        assert same(result.roster) == same(moment.school.roster)
        kept, since = result.tables, at
        asked.append(len(source.register.log))
    assert asked[1] == 7 < asked[0], "one page of each collection holds what changed"


def test_tokens_that_run_out_are_renewed(source):
    source.register.faults.token_lives = 2
    assert same(source.pull().roster) == same(SCHOOL.roster)


def test_later_and_broken_for_a_moment_is_waited_for(source):
    source.register.faults.statuses = [429, 500, 503]
    assert same(source.pull().roster) == same(SCHOOL.roster)
    assert source.pauses[0] == 1.0, "as long as it asked"


FAULTS = {
    "down": ({"statuses": [500] * 9}, "Источник отвечает ошибкой (500)."),
    "busy": (
        {"statuses": [429] * 9},
        "Источник просит спрашивать реже. Следующая попытка будет позже.",
    ),
    "broken JSON": ({"statuses": [0]}, "Ответ источника о «orgs» не по стандарту OneRoster."),
    "a token that is worth nothing": (
        {"token_lives": 0},
        "Источник не принимает токен доступа, который сам и выдал.",
    ),
    "the same page for ever": (
        {"circling": True},
        "Источник отдаёт «enrollments» по кругу: одни и те же записи.",
    ),
    "no users": (
        {"missing": frozenset({"users"})},
        "У источника нет «users»: проверьте адрес и версию OneRoster.",
    ),
    "no right": ({"statuses": [403]}, "Источник не даёт права читать «orgs»."),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_what_cannot_be_read_is_told_and_changes_nothing(source, kind):
    faults, sentence = FAULTS[kind]
    for name, value in faults.items():
        setattr(source.register.faults, name, list(value) if isinstance(value, list) else value)
    found = source.refused()
    assert found == sentence or (kind == "the same page for ever" and "по кругу" in found)


def test_pages_without_end_end(source, monkeypatch):
    monkeypatch.setattr("server.service.rosters.rest_client.MAX_PAGES", 20)
    source.register.faults.endless = True
    assert source.refused() == "Источник отдаёт «orgs» без конца."


def test_optional_collections_may_be_missing(source):
    source.register.faults.missing = frozenset({"demographics", "courses", "academicSessions"})
    people = source.pull().roster.people.values()
    assert {one.born for one in people} == {None}


def test_a_wrong_secret_is_told_and_never_shown(source):
    wrong = replace(source.settings, client_secret="чужой")
    assert source.refused(settings=wrong) == (
        "Источник не принял идентификатор и секрет. Проверьте их."
    )
    assert "чужой" not in repr(wrong)


def test_nobody_there(source):
    away = replace(source.settings, token_url="http://127.0.0.1:9/token")
    assert "не отвечает" in source.refused(settings=away)


def test_an_answer_without_end_is_cut_off(monkeypatch):
    monkeypatch.setattr("server.service.rosters.rest_client.MAX_ANSWER", 1000)
    transport = httpx.MockTransport(
        lambda request: httpx.Response(
            200,
            json={"access_token": "x"} if "token" in str(request.url) else {"orgs": ["x"] * 999},
        )
    )
    settings = RestSettings("http://x/v1p2", "http://x/token", "a", "b")
    connector = OneRosterRest(
        settings, client=lambda told: RestClient(told, transport=transport, pause=lambda _: None)
    )
    with pytest.raises(RosterRefused) as raised:
        import_from(connector, {}, revision="r", day=DAY)
    assert raised.value.problems[0].text == "Ответ источника слишком большой."


@pytest.mark.parametrize(
    "one",
    [
        {"sourcedId": 7},
        {},
        {"sourcedId": "x", "roles": "student"},
        {"sourcedId": "x", "roles": [{"role": ["student"], "org": [None]}], "agents": {"a": 1}},
        {"sourcedId": "x", "givenName": {"a": 1}, "familyName": None},
    ],
)
def test_objects_that_are_not_as_the_standard_says(one):
    def answer(request):
        if "token" in str(request.url):
            return httpx.Response(200, json={"access_token": "x"})
        name = request.url.path.rsplit("/", 1)[-1]
        return httpx.Response(200, json={name: [one]}, headers={"X-Total-Count": "1"})

    connector = OneRosterRest(
        RestSettings("http://x/v1p2", "http://x/token", "a", "b"),
        client=lambda told: RestClient(
            told, transport=httpx.MockTransport(answer), pause=lambda _: None
        ),
    )
    with pytest.raises(RosterRefused) as raised:
        import_from(connector, {}, revision="r", day=DAY)
    assert raised.value.problems

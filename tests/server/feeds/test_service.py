"""A school's calendar over the real service: who gives it, who sees it, where the server goes."""

from datetime import UTC, datetime, timedelta

from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, ServiceSchool
from tests.server.feeds.test_reading import calendar, event

FEEDS, FILES = "/v1/feeds/sources", "/v1/feeds/files"


def soon() -> bytes:
    day = (datetime.now(UTC) + timedelta(days=3)).strftime("%Y%m%d")
    return calendar(event(f"DTSTART:{day}T090000", "SUMMARY:День открытых дверей"))


async def test_a_file_becomes_the_events_of_that_school_alone(
    service_school: ServiceSchool,
) -> None:
    head = await service_school.person("Директор", "admin")
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    alien = await service_school.person("Чужой", "teacher", org=OTHER_SCHOOL, leads=["7v"])
    spy = await service_school.stranger()
    given = {"org": SCHOOL, "title": "Мероприятия"}
    file = {"file": ("a.ics", soon(), "text/calendar")}

    assert await pupil.refused(403, "POST", FILES, data=given, files=file) == "role_needed"
    assert (
        await head.refused(403, "POST", FILES, data=given | {"org": OTHER_SCHOOL}, files=file)
        == "foreign_school"
    )
    nothing = {"file": ("a.ics", b"hello", "text/calendar")}
    assert await head.refused(422, "POST", FILES, data=given, files=nothing) == "feed_refused"
    made = await head.ok("POST", FILES, data=given, files=file)
    assert (made["entries"], made["trouble"], made["url"]) == (1, "", "")

    (told,) = (await pupil.ok("GET", "/v1/feeds/events"))["events"]
    assert (told["title"], told["calendar"]) == ("День открытых дверей", "Мероприятия")
    for other in (alien, spy):
        assert (await other.ok("GET", "/v1/feeds/events"))["events"] == []
    assert (await pupil.ok("GET", "/v1/feeds/news"))["news"] == []

    path = f"{FEEDS}/{made['id']}"
    assert await pupil.refused(403, "DELETE", path) == "role_needed"
    assert [one["id"] for one in (await head.ok("GET", FEEDS))["feeds"]] == [made["id"]]
    assert (await head.ok("POST", f"{path}/read"))["entries"] == 1
    await head.ok("DELETE", path)
    assert await head.refused(404, "DELETE", path) == "no_feed"
    assert (await pupil.ok("GET", "/v1/feeds/events"))["events"] == []


async def test_only_the_operator_names_addresses_and_none_leads_inside(
    service_school: ServiceSchool,
) -> None:
    head = await service_school.person("Директор", "admin")
    operator = await service_school.operator()
    body = {"org": SCHOOL, "kind": "news", "title": "Сайт", "url": "https://127.0.0.1/rss"}
    assert await head.refused(403, "POST", FEEDS, json=body) == "operator_needed"
    for url in ("https://127.0.0.1/rss", "https://localhost/rss", "https://[::1]/rss"):
        answer = await operator.request("POST", FEEDS, json=body | {"url": url})
        assert answer.status_code == 422
        assert "внутрь сети" in answer.json()["text"], url
    for url in ("http://school.example/rss", "file:///etc/passwd", "https://a b/"):
        assert (await operator.request("POST", FEEDS, json=body | {"url": url})).status_code == 422
    assert (await operator.ok("GET", FEEDS))["feeds"] == []

"""Replies of the school service about events, news and their feeds."""

from urllib.parse import urlsplit

from app.domain.clean import clean_name, clean_text, is_clean_id
from app.domain.feeds import Feed, FeedKind, NewsLink, SchoolEvent
from app.domain.parse.fields import integer, iso_moment, items, mapping, text

_MANY = 500
_KINDS = {kind.value: kind for kind in FeedKind}


def parse_events(reply: object) -> tuple[SchoolEvent, ...]:
    """`GET /v1/feeds/events`: the soonest first, as the service sorts them."""
    rows = (_event(row) for row in items(mapping(reply).get("events"), _MANY))
    return tuple(row for row in rows if row is not None)


def parse_news(reply: object) -> tuple[NewsLink, ...]:
    """`GET /v1/feeds/news`: the latest first."""
    found = []
    for raw in items(mapping(reply).get("news"), _MANY):
        row = mapping(raw)
        title, link = clean_name(text(row.get("title")), 300), page_link(row.get("link"))
        if title and link:
            feed = clean_name(text(row.get("feed")), 100)
            found.append(NewsLink(feed, title, link, iso_moment(row.get("posted_at"))))
    return tuple(found)


def parse_feeds(reply: object) -> tuple[Feed, ...]:
    """`GET /v1/feeds/sources`."""
    rows = (mapping(row) for row in items(mapping(reply).get("feeds"), _MANY))
    return tuple(
        Feed(
            str(row["id"]),
            text(row.get("org"))[:255],
            _KINDS[text(row.get("kind"))],
            clean_name(text(row.get("title")), 100),
            clean_name(text(row.get("url")), 1_000),
            integer(row.get("entries"), 0, 100_000) or 0,
            iso_moment(row.get("read_at")),
            clean_text(text(row.get("trouble")), 500),
        )
        for row in rows
        if is_clean_id(row.get("id")) and text(row.get("kind")) in _KINDS
    )


def page_link(value: object) -> str:
    """Return the address of a page on the web, '' for anything else."""
    link = text(value)
    try:
        parts = urlsplit(link)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        return ""
    return link if good and len(link) <= 2_000 and link.isprintable() and " " not in link else ""


def _event(raw: object) -> SchoolEvent | None:
    row = mapping(raw)
    title, starts = clean_name(text(row.get("title")), 200), iso_moment(row.get("starts_at"))
    if not title or starts is None:
        return None
    ends = iso_moment(row.get("ends_at"))
    return SchoolEvent(
        clean_name(text(row.get("calendar")), 100),
        title,
        starts,
        max(starts, ends) if ends is not None else starts,
        whole_day=row.get("whole_day") is True,
        place=clean_name(text(row.get("place")), 200),
        about=clean_text(text(row.get("about")), 1_000),
        link=page_link(row.get("link")),
    )

"""Titles and links of an RSS or Atom feed; everything else in it stays where it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from server.service.feeds.values import FeedLink, FeedRefused, https_link, plain

MOST_SHOWN = 50
_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_DC_DATE = "{http://purl.org/dc/elements/1.1/}date"


def read_news(content: bytes) -> tuple[FeedLink, ...]:
    """Return what has a title and a link, in the order of the feed.

    Raises:
        FeedRefused: it is no feed, or tries what a feed must not.
    """
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FeedRefused("По этому адресу нет ленты новостей RSS или Atom.") from error
    if root.tag not in {"rss", f"{_ATOM}feed", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"}:
        raise FeedRefused("По этому адресу нет ленты новостей RSS или Atom.")
    found: list[FeedLink] = []
    for one in _items(root):
        if one.title and one.link:
            found.append(one)
        if len(found) == MOST_SHOWN:
            break
    return tuple(found)


def _items(root: Element) -> Iterator[FeedLink]:
    for item in root.iter("item"):
        yield FeedLink(_text(item, "title"), _link(item, "link"), _date(item, "pubDate", _DC_DATE))
    for item in root.iter(f"{_RSS_1}item"):
        link = _link(item, f"{_RSS_1}link")
        yield FeedLink(_text(item, f"{_RSS_1}title"), link, _date(item, _DC_DATE))
    for entry in root.iter(f"{_ATOM}entry"):
        posted = _date(entry, f"{_ATOM}published", f"{_ATOM}updated")
        yield FeedLink(_text(entry, f"{_ATOM}title"), _atom_link(entry), posted)


def _text(item: Element, name: str) -> str:
    return plain(item.findtext(name), 300).replace("\n", " ")


def _link(item: Element, name: str) -> str:
    return https_link(item.findtext(name))


def _atom_link(entry: Element) -> str:
    for link in entry.findall(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate":
            return https_link(link.get("href"))
    return ""


def _date(item: Element, *names: str) -> datetime | None:
    for name in names:
        text = (item.findtext(name) or "").strip()[:100]
        for read in (parsedate_to_datetime, datetime.fromisoformat):
            try:
                found = read(text)
            except (ValueError, TypeError, OverflowError):
                continue
            try:
                return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
            except (ValueError, OverflowError):
                continue
    return None

"""Keeping texts and words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.service.consents.tables import ConsentText, ConsentWord


@dataclass(frozen=True, slots=True)
class Document:
    """The newest version of a document."""

    document: str
    version: int
    title: str
    text: str
    required: bool
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Word:
    """What was said last about a document for somebody."""

    document: str
    person: str
    version: int
    given: bool
    by_user: str
    at: datetime


def publish(
    session: Session, document: str, *, title: str, text: str, required: bool, now: datetime
) -> Document:
    """Publish the next version of a document."""
    query = select(func.max(ConsentText.version)).where(ConsentText.document == document)
    version = (session.execute(query).scalar_one_or_none() or 0) + 1
    session.add(
        ConsentText(
            document=document,
            version=version,
            title=title,
            text=text,
            required=required,
            published_at=now,
        )
    )
    return Document(document, version, title, text, required, now)


def documents(session: Session) -> tuple[Document, ...]:
    """The newest version of each."""
    rows = session.scalars(select(ConsentText).order_by(ConsentText.document, ConsentText.version))
    newest = {row.document: row for row in rows}
    return tuple(
        Document(row.document, row.version, row.title, row.text, row.required, row.published_at)
        for row in newest.values()
    )


def say(
    session: Session,
    *,
    document: str,
    version: int,
    person: str,
    by_user: str,
    given: bool,
    now: datetime,
) -> None:
    """Add a word; those before it stay."""
    session.add(
        ConsentWord(
            document=document,
            version=version,
            person=person,
            by_user=by_user,
            given=given,
            at=now,
        )
    )


def words(session: Session, people: Collection[str]) -> Mapping[tuple[str, str], Word]:
    """The last word about each (document, person)."""
    query = select(ConsentWord).where(ConsentWord.person.in_(people)).order_by(ConsentWord.id)
    return {(row.document, row.person): _word(row) for row in session.scalars(query)}


def all_words(session: Session, document: str) -> Mapping[str, Word]:
    """The last word of every person about a document."""
    query = select(ConsentWord).where(ConsentWord.document == document).order_by(ConsentWord.id)
    return {row.person: _word(row) for row in session.scalars(query)}


def _word(row: ConsentWord) -> Word:
    return Word(row.document, row.person, row.version, row.given, row.by_user, row.at)

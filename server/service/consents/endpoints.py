"""`/v1/consents`: reading, agreeing, taking back, for oneself and one's children; the overview."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy.orm import Session

from server.school_core.consent import may_consent
from server.school_core.order import by_name
from server.school_core.roster import PersonId, Roster
from server.service.audit import repository as audit
from server.service.auth import Admin, Caller, Me, Operator
from server.service.consents import repository
from server.service.consents.repository import Document
from server.service.problems import Problem, missing, refuse
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/consents", tags=["Согласия"])

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
PersonRef = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class TextBody(BaseModel):
    """A new version of a document."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Согласие на обработку персональных данных",
                    "text": "Я согласен(на) …",
                    "required": True,
                }
            ]
        }
    )

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=100_000)]
    required: bool = False


class PersonConsentBody(BaseModel):
    """Where somebody stands: `given` to this very version; `version` is the one last spoken of.

    `may`: the asker may give or take back this consent.
    """

    person: str
    name: str
    given: bool
    version: int | None
    at: datetime | None
    may: bool = False


class DocumentBody(BaseModel):
    """The newest version of a document, with oneself and one's children."""

    document: str
    version: int
    title: str
    text: str
    required: bool
    published_at: datetime
    people: list[PersonConsentBody]


class DocumentsBody(BaseModel):
    """Every document."""

    documents: list[DocumentBody]


class WordBody(BaseModel):
    """Agreeing to a version one has read, or taking it back; `person` null is oneself."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"version": 2, "given": True, "person": "p-103"}]}
    )

    version: int
    given: bool
    person: PersonRef | None = None


class OverviewBody(BaseModel):
    """How a school stands to a document: how many agreed to the newest version, and who has not."""

    document: str
    version: int
    agreed: int
    missing: list[PersonConsentBody]


@router.get("", summary="Документы и мои согласия")
async def documents(caller: Me, world: InWorld) -> DocumentsBody:
    """Every document in its newest version, with what was said for oneself and one's children."""
    roster = await _roster(world)
    # Whoever runs the server may be nobody of the school, and publishes the texts all the same.
    lone = caller.operator and caller.person is None
    people = [] if lone else [_person(caller), *_children(caller, roster)]
    day = await world.book.today()
    found = await world.database.run(repository.documents)
    words = await world.database.run(repository.words, people)
    bodies = []
    for one in found:
        standing = []
        for each in people:
            word = words.get((one.document, each))
            standing.append(
                PersonConsentBody(
                    person=each,
                    name=roster.people[each].full_name,
                    given=word is not None and word.given and word.version == one.version,
                    version=word.version if word else None,
                    at=word.at if word else None,
                    may=day is not None
                    and may_consent(people[0], each, roster, day=day.day).allowed,
                )
            )
        bodies.append(_document(one, standing))
    return DocumentsBody(documents=bodies)


@router.post("/{document}", summary="Согласиться или отозвать согласие", status_code=204)
async def say(
    document: Annotated[Name, Path()], body: WordBody, caller: Me, world: InWorld
) -> None:
    """For oneself or an own child; only to the version that stands."""
    roster, me = await _roster(world), _person(caller)
    whom = PersonId(body.person) if body.person else me
    day = await world.book.today()
    if whom not in roster.people or day is None:
        raise missing("Такого человека в школе нет.")
    refuse(may_consent(me, whom, roster, day=day.day))
    await world.database.run(_say, document, body, whom, caller.user_id, world)


@router.put("/{document}", summary="Опубликовать новую редакцию")
async def publish(
    document: Annotated[Name, Path()], body: TextBody, operator: Operator, world: InWorld
) -> DocumentBody:
    """Everybody is asked anew."""
    made = await world.database.run(_publish, document, body, operator.user_id, world)
    return _document(made, [])


@router.get("/{document}/overview", summary="Кто ещё не согласился")
async def overview(document: Annotated[Name, Path()], admin: Admin, world: InWorld) -> OverviewBody:
    """For the administrators of a school: pupils, parents and staff without a consent."""
    roster = await _roster(world)
    found = await world.database.run(repository.documents)
    newest = next((one for one in found if one.document == document), None)
    if newest is None:
        raise missing("Такого документа нет.")
    words = await world.database.run(repository.all_words, document)
    orgs = frozenset(roster.orgs) if admin.operator else admin.admin_orgs
    people = {grant.person for grant in roster.roles if grant.org in orgs}
    agreed = {
        person
        for person in people
        if (word := words.get(person)) and word.given and word.version == newest.version
    }
    lacking = []
    for person in sorted(people - agreed, key=lambda one: by_name(roster.people[one].full_name)):
        word = words.get(person)
        name = roster.people[person].full_name
        lacking.append(
            PersonConsentBody(
                person=person,
                name=name,
                given=False,
                version=word.version if word else None,
                at=word.at if word else None,
            )
        )
    return OverviewBody(
        document=document, version=newest.version, agreed=len(agreed), missing=lacking
    )


async def _roster(world: World) -> Roster:
    school = await world.book.school()
    if school is None:
        raise missing("Список школы ещё не загружен.", "no_school")
    return school.roster


def _person(caller: Caller) -> PersonId:
    if caller.person is None:
        raise Problem(403, "no_role", "У вас пока нет роли в школе.")
    return caller.person


def _children(caller: Caller, roster: Roster) -> list[PersonId]:
    children = caller.standing.children if caller.standing else frozenset()
    return sorted(child for child in children if child in roster.people)


def _document(one: Document, people: list[PersonConsentBody]) -> DocumentBody:
    return DocumentBody(
        document=one.document,
        version=one.version,
        title=one.title,
        text=one.text,
        required=one.required,
        published_at=one.published_at,
        people=people,
    )


def _say(
    session: Session, document: str, body: WordBody, whom: PersonId, actor: str, world: World
) -> None:
    newest = {one.document: one for one in repository.documents(session)}.get(document)
    if newest is None:
        raise missing("Такого документа нет.")
    if body.given and body.version != newest.version:
        raise Problem(
            409, "consent_version", "Документ изменился: прочитайте новую редакцию и решите снова."
        )
    now = world.now()
    repository.say(
        session,
        document=document,
        version=newest.version,
        person=whom,
        by_user=actor,
        given=body.given,
        now=now,
    )
    action = "consent.given" if body.given else "consent.withdrawn"
    details = {"document": document, "version": newest.version}
    audit.append(session, actor=actor, action=action, subject=whom, details=details, now=now)


def _publish(session: Session, document: str, body: TextBody, actor: str, world: World) -> Document:
    now = world.now()
    made = repository.publish(
        session, document, title=body.title, text=body.text, required=body.required, now=now
    )
    details = {"document": document, "version": made.version}
    audit.append(session, actor=actor, action="consent.published", details=details, now=now)
    return made

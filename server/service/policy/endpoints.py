"""`/v1/client-policy`: asked by the program before anybody signs in."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy.orm import Session

from server.school_core.versions import is_older
from server.service.audit import repository as audit
from server.service.auth import Operator
from server.service.policy.tables import ClientPolicyRow
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/client-policy", tags=["Версии программы"])

Version = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){0,3}$")]
Said = Annotated[str, StringConstraints(max_length=64)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]

_UPDATE = "Эта версия Парты больше не поддерживается. Обновите программу, чтобы войти в школу."


class Switches(BaseModel):
    """What the school offers in the program: a wish to clients; the server does not enforce it."""

    calls: bool = True
    lessons: bool = True
    diary: bool = True
    anonymous_polls: bool = True
    links: bool = True
    stickers: bool = True


class PolicyBody(BaseModel):
    """The policy that stands. `message` is shown to whoever has to update, '' for ours."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "min_version": "1.2",
                    "latest_version": "1.4.1",
                    "message": "",
                    "download_url": "https://school14.example/parta",
                    "switches": {"calls": True},
                }
            ]
        }
    )

    min_version: Version = "0"
    latest_version: Version = "0"
    message: Text = ""
    download_url: Annotated[str, StringConstraints(pattern=r"^(https://\S{1,500})?$")] = ""
    switches: Switches = Switches()


class AskedBody(PolicyBody):
    """The policy as it bears on one version: `allowed` to go on, `outdated` where there is newer.

    `text` is what to show to whoever is not let in.
    """

    allowed: bool
    outdated: bool
    text: str


@router.get("", summary="Можно ли работать этой версии")
async def ask(world: InWorld, version: Annotated[Said, Query()] = "") -> AskedBody:
    """Without signing in: a version that is too old must learn it before it does anything."""
    policy = await world.database.run(_stored)
    allowed = not is_older(version, policy.min_version) if version else True
    return AskedBody(
        **policy.model_dump(),
        allowed=allowed,
        outdated=bool(version) and is_older(version, policy.latest_version),
        text="" if allowed else policy.message or _UPDATE,
    )


@router.put("", summary="Задать правила для версий")
async def tell(body: PolicyBody, operator: Operator, world: InWorld) -> PolicyBody:
    """Put a policy in place of the one that stands."""
    await world.database.run(_store, body, operator.user_id, world)
    return body


def _stored(session: Session) -> PolicyBody:
    row = session.get(ClientPolicyRow, 1)
    return PolicyBody.model_validate(row.policy) if row is not None else PolicyBody()


def _store(session: Session, policy: PolicyBody, actor: str, world: World) -> None:
    session.merge(ClientPolicyRow(slot=1, policy=policy.model_dump()))
    details = {"min_version": policy.min_version, "switches": policy.switches.model_dump()}
    audit.append(session, actor=actor, action="policy.told", details=details, now=world.now())

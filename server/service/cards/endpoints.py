"""`/v1/cards`: a class's cards; `/v1/internal/sign-in`: the homeserver asks whose code it is."""

import secrets
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from server.service.auth import Caller, Me, Staff, Token
from server.service.cards import service
from server.service.cards.codes import card_link
from server.service.cards.schemas import (
    DeviceCodeBody,
    HolderBody,
    HoldersBody,
    NewCardBody,
    SheetBody,
    SignedInBody,
    SignInBody,
)
from server.service.cards.service import Holder, NewCard
from server.service.cards.sheet import sheet_of
from server.service.identity.service import finish
from server.service.problems import missing
from server.service.second_step.repository import switched_on
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/cards", tags=["Карточки для входа"])
internal = APIRouter(prefix="/v1/internal", include_in_schema=False)

ClassQuery = Annotated[str, Query(min_length=1, max_length=255)]


@router.get("", summary="У кого в классе есть карточка")
async def of_class(
    class_id: ClassQuery,
    caller: Staff,
    world: InWorld,
    whose: Literal["pupils", "parents"] = "pupils",
) -> HoldersBody:
    """For the class teacher and administrators."""
    people = await service.holders(world, caller, class_id, parents=whose == "parents")
    cards = await service.states(world, people)
    users = [one.user_id for one in people]
    stepping = await world.database.run(switched_on, users)
    return HoldersBody(
        people=[
            HolderBody(
                person=one.person,
                name=one.name,
                card=card.state if card else None,
                made_at=card.made_at if card else None,
                expires_at=card.expires_at if card else None,
                second_step=one.user_id in stepping,
            )
            for one in people
            for card in (cards.get(one.user_id),)
        ]
    )


@router.post("/sheet", summary="Новые карточки, лист для печати", response_class=Response)
async def sheet(body: SheetBody, caller: Staff, world: InWorld) -> Response:
    """Makes the cards anew: sheets printed before are worth nothing afterwards."""
    people = await _chosen(body, caller, world)
    cards = await service.make(world, caller, people)
    settings = world.settings
    pdf = sheet_of(cards, school=settings.school_name, address=settings.address)
    headers = {
        "Content-Disposition": 'attachment; filename="parta-cards.pdf"',
        "Cache-Control": "no-store",
    }
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.post("/reset", summary="Сбросить вход и дать новые карточки")
async def reset(body: SheetBody, caller: Staff, world: InWorld) -> list[NewCardBody]:
    """Sign these people out everywhere; the new codes are in this answer only."""
    people = await _chosen(body, caller, world)
    return [_body(await service.reset(world, caller, one), world) for one in people]


@router.post("/revoke", summary="Аннулировать карточки", status_code=204)
async def revoke(body: SheetBody, caller: Staff, world: InWorld) -> None:
    """Cards that were not used yet open nothing any more."""
    for one in await _chosen(body, caller, world):
        await service.revoke(world, caller, one)


@router.post("/mine", summary="Код для входа на другом своём устройстве")
async def mine(caller: Me, world: InWorld) -> DeviceCodeBody:
    """Opens my account once, within three minutes; a new one ends the one before."""
    code, ends = await service.for_another_device(world, caller)
    return DeviceCodeBody(code=code, link=card_link(world.settings.address, code), expires_at=ends)


async def homeserver_only(token: Token, world: InWorld) -> None:
    """Let nobody but the homeserver's module ask."""
    secret = world.settings.homeserver_token
    known = secret is not None and secrets.compare_digest(token, secret.get_secret_value())
    if not known:
        raise missing("Такого адреса нет.")


@internal.post("/sign-in", dependencies=[Depends(homeserver_only)])
async def sign_in(body: SignInBody, world: InWorld) -> SignedInBody:
    """Whose account a code opens; asked by the homeserver's module alone."""
    if body.kind == "app.parta.gradebook":
        return SignedInBody(user_id=await finish(world, body.code))
    return SignedInBody(user_id=await service.enter(world, body.code))


async def _chosen(body: SheetBody, caller: Caller, world: World) -> Sequence[Holder]:
    people = await service.holders(world, caller, body.class_id, parents=body.whose == "parents")
    if not body.people:
        return people
    chosen = [one for one in people if one.person in set(body.people)]
    if len(chosen) != len(set(body.people)):
        raise missing("Кого-то из выбранных в этом классе нет.")
    return chosen


def _body(card: NewCard, world: World) -> NewCardBody:
    return NewCardBody(
        person=card.holder.person,
        name=card.holder.name,
        code=card.code,
        link=card_link(world.settings.address, card.code),
    )

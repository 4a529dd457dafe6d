"""`/v1/directory`: asked by the sign-in form, by people who have no account yet."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict

from server.service.directory.book import ListedSchool
from server.service.identity.sign_in import address_of
from server.service.problems import Problem
from server.service.world import InWorld

router = APIRouter(prefix="/v1/directory", tags=["Поиск школы"])

_MOST_AFTER = 100_000


class SchoolsBody(BaseModel):
    """A page of schools; `next` is the `after` of the page that follows, null on the last."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "region": "Пряничная область",
                    "schools": [
                        {
                            "name": "МАОУ лицей № 14",
                            "town": "Пряничный",
                            "district": "",
                            "address": "school14.example",
                        }
                    ],
                    "next": None,
                }
            ]
        }
    )

    region: str
    schools: list[ListedSchool]
    next: int | None


@router.get("/schools", summary="Найти школу")
async def schools(
    request: Request,
    world: InWorld,
    q: Annotated[str, Query(max_length=200)] = "",
    after: Annotated[int, Query(ge=0, le=_MOST_AFTER)] = 0,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> SchoolsBody:
    """Without signing in: schools with all the words asked for, by their beginnings."""
    wait = world.asked.wait(address_of(request))
    if wait:
        text = "Слишком много запросов. Попробуйте через минуту."
        raise Problem(429, "too_many_tries", text, retry_after=wait)
    found = world.directory.find(q)
    page, more = found[after : after + limit], len(found) > after + limit
    return SchoolsBody(
        region=world.directory.region, schools=list(page), next=after + limit if more else None
    )

"""`/v1/onboarding`: where the asker stands."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from server.service.auth import Me
from server.service.onboarding.steps import TITLES, Step, steps
from server.service.world import InWorld

router = APIRouter(prefix="/v1/onboarding", tags=["Первые шаги"])


class StepBody(BaseModel):
    """A step; `code` is for the program, which offers the way to do it."""

    number: int
    code: Step
    title: str
    done: bool


class StepsBody(BaseModel):
    """All ten, in order."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "steps": [
                        {"number": 1, "code": "install", "title": "Установите Парту", "done": True}
                    ],
                    "done": 1,
                }
            ]
        }
    )

    steps: list[StepBody]
    done: int


@router.get("", summary="Мои первые шаги")
async def progress(caller: Me, world: InWorld) -> StepsBody:
    """Found out anew at every question."""
    done = await steps(world, caller)
    bodies = [
        StepBody(number=number, code=step, title=TITLES[step], done=step in done)
        for number, step in enumerate(Step, 1)
    ]
    return StepsBody(steps=bodies, done=len(done))

"""My second step, asked of the school service; secrets and codes are kept nowhere here."""

from app.domain.diff import Observable
from app.domain.parse import second_step as parse
from app.domain.second_step import NewSecret, SchoolSecondStep, SecondStep
from app.services.ports.matrix import MatrixApi


class SecondStepService:
    """Fulfils `facade.school.second_step.SecondStepBook`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api
        self.state: Observable[SecondStep | None] = Observable(None)

    async def refresh(self) -> SecondStep:
        """Ask how it stands with me."""
        found = parse.parse_second_step(await self._api.school.get("/v1/second-step"))
        self.state.set(found)
        return found

    async def begin(self) -> NewSecret:
        """Make a secret; nothing is on before one of its codes was typed."""
        return parse.parse_secret(await self._api.school.post("/v1/second-step/begin"))

    async def confirm(self, code: str) -> tuple[str, ...]:
        """Switch it on; ten codes to print, told this once."""
        return await self._codes("/v1/second-step/confirm", code)

    async def print_anew(self, code: str) -> tuple[str, ...]:
        """Ten new codes to print; those before are worth nothing."""
        return await self._codes("/v1/second-step/codes", code)

    async def switch_off(self, code: str) -> None:
        """A password alone is enough again."""
        await self._api.school.post("/v1/second-step/off", body={"code": code})
        await self.refresh()

    async def of_school(self, org: str) -> SchoolSecondStep:
        """How it stands with a school's people, for its administrators."""
        reply = await self._api.school.get("/v1/second-step/of-school", params={"org": org})
        return parse.parse_school_second_step(reply)

    async def ask_staff(self, org: str, *, wanted: bool) -> None:
        """Ask it of everybody who works at a school, or do not."""
        await self._api.school.put("/v1/second-step/rule", body={"org": org, "staff": wanted})

    async def reset(self, person: str, *, reason: str) -> None:
        """Switch it off for somebody who has lost it; they read why."""
        body = {"person": person, "reason": reason}
        await self._api.school.post("/v1/second-step/reset", body=body)

    async def _codes(self, where: str, code: str) -> tuple[str, ...]:
        made = parse.parse_codes(await self._api.school.post(where, body={"code": code}))
        await self.refresh()
        return made

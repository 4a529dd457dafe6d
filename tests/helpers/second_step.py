"""An authenticator for tests, and switching a second step on for one of the school's people."""

import time
from dataclasses import dataclass
from typing import Any

import httpx

from server.service.second_step.totp import STEP, code_at
from tests.helpers.matrix_user import CLIENT, PASSWORD
from tests.helpers.service_school import Member

NEEDED, REFUSED = "APP.PARTA.SECOND_STEP_NEEDED", "APP.PARTA.SECOND_STEP_REFUSED"


@dataclass(frozen=True, slots=True)
class Authenticator:
    """A telephone that holds a secret; `ahead` are steps of 30 s by which its clock is fast."""

    secret: str

    def code(self, ahead: int = 0) -> str:
        return code_at(self.secret, int(time.time()) // STEP + ahead)

    def wrong(self) -> str:
        """Six digits that are no code anywhere near now."""
        near = {self.code(ahead) for ahead in range(-4, 5)}
        return next(digits for n in range(100) if (digits := f"{n:06}") not in near)


async def switch_on(member: Member) -> tuple[Authenticator, list[str]]:
    """Switch the second step on: the telephone and the ten printed codes."""
    begun = await member.ok("POST", "/v1/second-step/begin")
    phone = Authenticator(begun["secret"])
    made = await member.ok("POST", "/v1/second-step/confirm", json={"code": phone.code()})
    return phone, made["codes"]


async def log_in(member: Member, code: str | None = None, **more: Any) -> httpx.Response:
    """`m.login.password` over plain HTTP, as any program could send it."""
    body: dict[str, Any] = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": member.user_id},
        "password": PASSWORD,
    }
    if code is not None:
        body["app.parta.code"] = code
    async with httpx.AsyncClient(base_url=member.matrix.server.url, trust_env=False) as http:
        return await http.post(f"{CLIENT}/login", json=body | more)

"""What the school says to programs: kept for a start without a network, for this version only."""

from typing import Any

from app.domain.client_policy import ClientPolicy, Switches
from app.services.school.consents import PolicyService
from tests.helpers.fakes.service import FakeService


class _Parts:
    def __init__(self) -> None:
        self.school = FakeService()
        self.settings: dict[str, Any] = {}

    async def setting(self, key: str) -> Any:
        return self.settings.get(key)

    async def put_setting(self, key: str, value: Any) -> None:
        self.settings[key] = value


async def test_a_policy_is_kept_for_the_version_it_was_said_to() -> None:
    parts = _Parts()
    parts.school.answers["/v1/client-policy"] = {
        "allowed": False,
        "text": "Обновите.",
        "download_url": "javascript:alert(1)",
        "switches": {"diary": False, "calls": "?"},
    }
    first = PolicyService(parts, parts, version="1.0")
    assert first.policy.value == ClientPolicy()
    await first.refresh()
    assert parts.school.calls == [("GET", "/v1/client-policy", {"version": "1.0"})]
    shut = ClientPolicy(allowed=False, text="Обновите.", switches=Switches(diary=False))
    assert first.policy.value == shut

    again = PolicyService(parts, parts, version="1.0")
    await again.load()
    assert again.policy.value == shut, "without a network the door is as it was"
    newer = PolicyService(parts, parts, version="2.0")
    await newer.load()
    assert newer.policy.value == ClientPolicy()


async def test_nonsense_lets_the_program_go_on() -> None:
    parts = _Parts()
    parts.school.answers["/v1/client-policy"] = [1, 2]
    service = PolicyService(parts, parts)
    await service.refresh()
    assert service.policy.value == ClientPolicy()

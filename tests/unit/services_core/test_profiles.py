"""Profiles of a computer: where keys and files go, and what is left when they leave."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.errors import AppError, KeyringLocked
from app.domain.ids import DeviceId
from app.domain.network import NetworkSettings, ProxyMode
from app.domain.oauth import OAuthClient, OAuthServer
from app.domain.profiles import ConnectionPhase, ProfileKind, StopReason, Tokens
from app.services.facade.profiles import Notification
from app.services.profile_book import BOOK, read_book
from app.store.profile_store import ProfileStore
from tests.helpers.settle import until
from tests.unit.services_core.computer import (
    HOME,
    SCHOOL,
    VERA,
    Computer,
    LockedKeyring,
    NoKeyringHere,
)
from tests.unit.services_core.test_notifications import A, message
from tests.unit.services_core.world import chat, reply


@pytest.fixture
async def computer(tmp_path: Path) -> AsyncIterator[Computer]:
    computer = Computer(tmp_path / "data")
    await computer.start()
    yield computer
    await computer.stop()


async def test_a_card_signs_in_like_a_password(computer: Computer) -> None:
    assert computer.profiles is not None
    await computer.profiles.sign_in_card(SCHOOL, "7K3M-9QWE-RT2Y", shared_computer=False)
    (session,) = computer.profiles.sessions
    assert session.profile.value.user_id.startswith("@artem:")


async def test_profiles_come_back_in_the_order_of_the_rail(computer: Computer) -> None:
    vera, mama = await computer.sign_in(), await computer.sign_in("mama", HOME)
    assert computer.rail() == ["Школа № 14", "Личное"]
    assert computer.profiles and computer.profiles.active.value == mama
    await computer.profiles.reorder([mama, vera])
    computer.profiles.activate(vera)

    profiles = await computer.restart()

    assert computer.rail() == ["Личное", "Школа № 14"]
    assert profiles.active.value == vera
    kinds = [one.profile.value.kind for one in profiles.sessions]
    assert kinds == [ProfileKind.PERSONAL, ProfileKind.SCHOOL]


async def test_the_book_holds_no_names_and_no_tokens(computer: Computer) -> None:
    await computer.sign_in()
    book = (computer.data / BOOK).read_text()
    for private in ("vera", "Школа", "token", "refresh", "school:"):
        assert private not in book


async def test_one_person_is_here_once_and_the_spare_device_goes(computer: Computer) -> None:
    await computer.sign_in()
    with pytest.raises(AppError, match="already here"):
        await computer.sign_in()
    assert computer.apis[-1].asked("logout") == [("token-2",)]
    assert computer.rail() == ["Школа № 14"]


async def test_new_tokens_are_written_before_they_are_used(computer: Computer) -> None:
    await computer.sign_in()
    await computer.apis[0].on_tokens(Tokens("fresh", "next"))
    await computer.restart()
    assert computer.apis[-1].tokens == Tokens("fresh", "next")


async def test_signing_out_removes_keys_and_files_even_offline(computer: Computer) -> None:
    await computer.sign_in()
    assert computer.profiles is not None
    computer.apis[0].offline = True
    await computer.profiles.sign_out(VERA)
    assert computer.files() == [BOOK]
    assert computer.keyring._values == {}  # type: ignore[attr-defined]
    assert computer.apis[-1].closed


async def test_a_new_sign_in_after_a_soft_logout_keeps_its_place(computer: Computer) -> None:
    await computer.sign_in()
    await computer.sign_in("mama", HOME)
    assert computer.profiles is not None
    await computer.profiles.sign_in_again(VERA, "тайна")
    assert computer.rail() == ["Школа № 14", "Личное"]
    assert computer.apis[-1].tokens.access_token == "token-3"
    assert computer.profiles.sessions[0].profile.value.device_id == "D1"


@pytest.mark.parametrize("person", ["vera", "gleb"])
async def test_a_profile_goes_on_through_the_browser_but_only_as_the_same_person(
    computer: Computer, person: str
) -> None:
    assert computer.profiles is not None
    await computer.sign_in()

    async def browse(url: str) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            await http.get(httpx.URL(url).copy_merge_params({"loginToken": person}))

    again = computer.profiles.sign_in_again_sso(VERA, open_browser=browse)
    if person == "vera":
        await again
        assert computer.profiles.sessions[0].profile.value.device_id == "D1"
    else:
        with pytest.raises(AppError):
            await again
        assert ("logout", "token-2") in computer.apis[-1].requests
    assert computer.rail() == ["Школа № 14"]


HOUSE = replace(
    HOME, oauth=OAuthServer("https://auth.test/", *(f"https://auth.test/{n}" for n in range(4)))
)


async def _as_vera(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        await http.get(httpx.URL(url).copy_merge_params({"code": "vera"}))


async def test_whose_tokens_they_are_outlives_a_restart(computer: Computer) -> None:
    assert computer.profiles is not None
    await computer.profiles.sign_in_oauth(HOUSE, shared_computer=False, open_browser=_as_vera)
    await computer.restart()
    assert computer.rail() == ["Личное"]
    assert computer.renewed_by == [OAuthClient("https://auth.test/", "client-1")] * 2


async def test_a_shared_computer_signs_in_afresh_and_keeps_no_keys(computer: Computer) -> None:
    computer.keyring = LockedKeyring()
    await computer.restart()
    assert computer.profiles is not None
    await computer.profiles.sign_in_oauth(HOUSE, shared_computer=True, open_browser=_as_vera)
    assert computer.begun == [(None, True)]
    assert computer.keyring._values == {}  # type: ignore[attr-defined]
    await computer.stop()
    assert computer.files() == []


async def test_an_account_that_moved_to_oauth_goes_on_with_its_device(computer: Computer) -> None:
    there = await computer.sign_in("vera", HOME)
    assert computer.profiles is not None and computer.renewed_by == [None]
    computer.oauth = HOUSE.oauth
    await computer.profiles.sign_in_again_sso(there, open_browser=_as_vera)
    assert computer.begun == [(DeviceId("D1"), False)]
    await computer.restart()
    assert computer.renewed_by[-1] == OAuthClient("https://auth.test/", "client-1")
    await computer.profiles.sign_out(there)
    assert computer.renewed_by[-1] == OAuthClient("https://auth.test/", "client-1")
    assert computer.apis[-1].asked("logout") == [("token-2",)]


async def test_without_a_keyring_the_person_chooses_a_passphrase(computer: Computer) -> None:
    computer.keyring = NoKeyringHere()
    await computer.restart()
    computer.passphrases = ["сим-сим"]
    await computer.sign_in()
    assert list(computer.vaults["сим-сим"]._values) == [f"profile:{VERA}"]

    computer.passphrases = ["не то", "сим-сим"]
    await computer.restart()

    assert computer.rail() == ["Школа № 14"]
    assert [type(error) for error in computer.errors] == [AppError]


async def test_memory_only_leaves_nothing_on_the_disk(computer: Computer) -> None:
    computer.keyring = NoKeyringHere()
    await computer.restart()
    computer.passphrases = [None]
    await computer.sign_in()
    assert computer.rail() == ["Школа № 14"]
    await computer.stop()
    assert computer.files() == []


async def test_a_shared_computer_never_touches_the_keyring(computer: Computer) -> None:
    computer.keyring = LockedKeyring()
    await computer.restart()
    await computer.sign_in(shared=True)
    assert computer.keyring._values == {}  # type: ignore[attr-defined]
    assert read_book(computer.data).entries == ()
    await computer.stop()
    assert computer.files() == []


async def test_a_locked_keyring_does_not_cost_the_profiles(computer: Computer) -> None:
    await computer.sign_in()
    unlocked = computer.keyring
    computer.keyring = LockedKeyring()
    await computer.restart()
    assert computer.rail() == []
    assert [type(error) for error in computer.errors] == [KeyringLocked]

    computer.keyring = unlocked
    await computer.restart()
    assert computer.rail() == ["Школа № 14"]


@pytest.mark.parametrize("book", [None, "", "[]", '{"profiles": 3}', "{"])
async def test_a_lost_or_damaged_book_costs_no_profile(
    computer: Computer, book: str | None
) -> None:
    await computer.sign_in()
    await computer.stop()
    if book is None:
        (computer.data / BOOK).unlink()
    else:
        (computer.data / BOOK).write_text(book)
    await computer.start()
    assert computer.rail() == ["Школа № 14"]


async def test_a_cache_that_fails_is_opened_anew_once(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.errors import StoreCorrupt

    await computer.sign_in()
    assert computer.profiles is not None
    first = computer.profiles.sessions[0]
    await until(lambda: first.connection.value.phase is ConnectionPhase.LIVE)

    async def damaged(self: ProfileStore, batch: Any) -> Any:
        raise StoreCorrupt

    monkeypatch.setattr(ProfileStore, "apply_sync", damaged)
    computer.apis[0].say(reply("p2"))
    await until(lambda: len(computer.apis) == 2)
    second = lambda: computer.profiles and computer.profiles.sessions[0]  # noqa: E731
    await until(lambda: second() is not first)
    await until(lambda: second().connection.value.stop is StopReason.STORE)  # type: ignore[union-attr]
    assert len(computer.apis) == 2


async def test_a_proxy_outlives_the_last_sign_out(computer: Computer) -> None:
    assert computer.profiles is not None
    proxy = NetworkSettings(ProxyMode.EXPLICIT, "http://proxy:3128")
    await computer.profiles.set_network(proxy)
    await computer.profiles.sign_out(await computer.sign_in())
    assert (await computer.restart()).network() == proxy


async def test_a_chat_that_was_closed_notifies_again(computer: Computer) -> None:
    assert computer.profiles is not None
    await computer.sign_in()
    api, session = computer.apis[-1], computer.profiles.sessions[0]
    heard: list[Notification] = []
    computer.profiles.notifications(heard.append)
    session.set_active(True)
    api.say(reply("p2", chat("!a", joined_count=3)))
    await until(lambda: session.rooms.get(A) is not None)
    timeline = await session.open_timeline(A)
    api.say(reply("p3", message(1)))
    await until(lambda: len(timeline.items) == 1)
    timeline.close()
    api.say(reply("p4", message(2)))
    await until(lambda: bool(heard))
    assert [one.event_id for one in heard] == ["$2"]

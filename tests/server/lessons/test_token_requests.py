"""Requests of MatrixRTC clients for call tokens, as they are and as nobody should send them."""

from typing import Any

import pytest

from server.service.calls.requests import BadRequest, parse_get_token, parse_sfu_get, room_name

OPENID = {"access_token": "t", "token_type": "Bearer", "matrix_server_name": "s", "expires_in": 9}
OLD: dict[str, Any] = {"room": "!r", "openid_token": OPENID, "device_id": "D"}
NEW: dict[str, Any] = {
    "room_id": "!r",
    "slot_id": "m.call#ROOM",
    "openid_token": OPENID,
    "member": {"id": "m1", "claimed_user_id": "@a:s", "claimed_device_id": "D"},
}


def test_both_forms_lead_to_one_room_under_the_names_other_clients_know() -> None:
    old, new = parse_sfu_get(OLD), parse_get_token(NEW)
    # sha256 of ["!r","m.call#ROOM"], unpadded
    assert old.room == new.room == "Zq54NtVcCKCZdsncleLcwGIfDt8QaxrVV+GAjVvCAvw"
    assert old.identity("@a:s") == "@a:s:D"
    # sha256 of ["@a:s","D","m1"], unpadded
    assert new.identity("@a:s") == "AhDgLYLpsyJHW2rO+Bk5j9lAtfeZDjdxKildLF3lC8c"


def test_a_group_has_a_room_of_its_own() -> None:
    names = {room_name("!r"), room_name("!r", "m.call#ROOM", "l1", "1"), room_name("!r2")}
    assert len(names) == 3


def test_what_a_client_adds_does_not_disturb() -> None:
    delayed = {"delay_id": "x", "delay_timeout": 9, "delay_cs_api_url": "https://s"}
    assert parse_sfu_get(OLD | delayed) == parse_sfu_get(OLD)
    assert parse_get_token(NEW | delayed) == parse_get_token(NEW)


BROKEN: list[Any] = [
    None,
    [],
    "x",
    {},
    OLD | {"room": ""},
    OLD | {"room": 5},
    OLD | {"room": "!r" * 600},
    OLD | {"device_id": "D\x00"},
    OLD | {"device_id": None},
    OLD | {"openid_token": "t"},
    OLD | {"openid_token": {"access_token": "t"}},
]


@pytest.mark.parametrize("body", BROKEN, ids=lambda body: str(body)[:40])
def test_what_is_no_request_of_the_old_form_is_refused(body: Any) -> None:
    with pytest.raises(BadRequest):
        parse_sfu_get(body)


@pytest.mark.parametrize(
    "change",
    [
        {"slot_id": "m.whiteboard#ROOM"},
        {"member": None},
        {"member": {"id": "m1", "claimed_user_id": "@a:s"}},
        {"openid_token": {}},
        {"room_id": ["!r"]},
    ],
    ids=str,
)
def test_what_is_no_request_of_the_new_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        parse_get_token(NEW | change)

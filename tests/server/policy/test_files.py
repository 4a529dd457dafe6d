"""Files: for the people of their chat alone, and no more than one's role may upload."""

from typing import Any
from urllib.parse import quote

from server.school_core.limits import UNKNOWN_UPLOADS, upload_limits
from server.school_core.roles import Role
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.server.policy.conftest import Guarded
from tests.server.policy.probe import joined, put_state, refused, send

MEDIA = "/_matrix/client/v1/media"


def picture(uri: str) -> dict[str, Any]:
    return {"msgtype": "m.image", "body": "кот.png", "url": uri}


async def sees(user: MatrixUser, uri: str) -> bool:
    answer = await user.request("GET", f"{MEDIA}/download/{uri.removeprefix('mxc://')}")
    assert answer.status_code in (200, 403), answer.text
    assert answer.status_code == 200 or refused(answer, "media_foreign")
    return answer.status_code == 200


async def test_a_file_is_for_the_people_of_the_chat(guarded: Guarded) -> None:
    vera, artem, dasha, petya = (guarded[name] for name in ("vera", "artem", "dasha", "petya"))
    room = await vera.create_room("Кружок", members=(artem,))
    uri = await vera.upload(b"cat", mime="image/png")
    assert await sees(petya, uri), "in no chat yet: whoever knows the address"
    await vera.send(room, "m.room.message", picture(uri))
    assert [await sees(one, uri) for one in (vera, artem, dasha, petya)] == [1, 1, 0, 0]
    # Somebody inside passes it on, and then it is for those people too.
    other = await artem.create_room("Друзья", members=(dasha,))
    await artem.send(other, "m.room.message", picture(uri))
    assert [await sees(one, uri) for one in (dasha, petya)] == [1, 0]
    await vera.call("POST", f"{CLIENT}/rooms/{quote(room)}/kick", json={"user_id": artem.user_id})
    assert await sees(artem, uri), "the chat with dasha is left"


async def test_nobody_gets_a_file_by_sending_its_address(guarded: Guarded) -> None:
    vera, artem, petya = (guarded[name] for name in ("vera", "artem", "petya"))
    room = await vera.create_room("Кружок", members=(artem,))
    uri, small = [await vera.upload(one, mime="image/png") for one in (b"cat", b"c")]
    content = picture(uri) | {"info": {"thumbnail_url": small}}
    await vera.send(room, "m.room.message", content)
    own = await petya.create_room("Своё")
    for attack in (
        picture(uri),
        picture("mxc://other/x") | {"info": {"thumbnail_url": small}},
        {"msgtype": "m.text", "body": "*", "m.new_content": picture(uri)},
    ):
        assert refused(await send(petya, own, "m.room.message", attack), "media_foreign")
    assert not await sees(petya, uri)
    assert not await sees(petya, small)


async def test_nobody_gets_a_file_by_making_it_the_picture_of_a_person_or_chat(
    guarded: Guarded,
) -> None:
    vera, artem, petya = (guarded[name] for name in ("vera", "artem", "petya"))
    room = await vera.create_room("Кружок", members=(artem,))
    uri = await vera.upload(b"cat", mime="image/png")
    await vera.send(room, "m.room.message", picture(uri))
    mine = f"{CLIENT}/profile/{quote(petya.user_id)}/avatar_url"
    assert refused(await petya.request("PUT", mine, json={"avatar_url": uri}), "media_foreign")
    own = await petya.create_room("Своё")
    assert refused(await put_state(petya, own, "m.room.avatar", {"url": uri}), "media_foreign")
    state = [{"type": "m.room.avatar", "content": {"url": uri}}]
    body = {"preset": "private_chat", "initial_state": state}
    had = await joined(petya)
    made = await petya.request("POST", f"{CLIENT}/createRoom", json=body)
    assert refused(made, "media_foreign")
    assert await joined(petya) == had, "no half-made chat stays"
    assert not await sees(petya, uri)
    face = await petya.upload(b"face", mime="image/png")
    await petya.call("PUT", mine, json={"avatar_url": face})
    await petya.call("PUT", mine, json={"avatar_url": ""})


async def test_nobody_hides_a_picture_of_a_person_by_sending_it(guarded: Guarded) -> None:
    vera, petya, katya = (guarded[name] for name in ("vera", "petya", "katya"))
    face = await vera.upload(b"face", mime="image/png")
    path = f"{CLIENT}/profile/{quote(vera.user_id)}/avatar_url"
    await vera.call("PUT", path, json={"avatar_url": face})
    for user in (petya, vera):
        await user.send(await user.create_room("Своё"), "m.room.message", picture(face))
    assert await sees(katya, face)


async def test_uploads_end_where_the_role_says(guarded: Guarded) -> None:
    for name, role in (("artem", Role.PUPIL), ("vera", Role.TEACHER)):
        config = await guarded[name].call("GET", f"{MEDIA}/config")
        limits = upload_limits(role)
        assert limits is not None
        assert config == {"m.upload.size": limits.file}
    nobody, size = guarded["nobody"], UNKNOWN_UPLOADS.file
    answer = await nobody.request("POST", "/_matrix/media/v3/upload", content=b"0" * (size + 1))
    assert answer.status_code == 413
    for _ in range(UNKNOWN_UPLOADS.day // size):
        await nobody.upload(b"0" * size, mime="application/zip")
    answer = await nobody.request("POST", "/_matrix/media/v3/upload", content=b"one too many")
    assert answer.status_code == 403
    assert answer.json()["errcode"] == "M_USER_LIMIT_EXCEEDED"

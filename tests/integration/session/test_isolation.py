"""Two profiles on one computer never see each other's tokens, files, keys or log lines."""

import hashlib
import logging
from pathlib import Path

import pytest

from app.domain.ids import ProfileId
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live, soon


async def test_nothing_crosses_and_removing_one_leaves_the_other_as_it_was(
    program: Program,
    fresh_user: FreshUser,
    personal_server: Homeserver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "app")
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    mama, papa = (
        await fresh_user("Мама", on=personal_server),
        await fresh_user("Папа", on=personal_server),
    )
    await vera.create_room("Учительская", members=(anna,))
    await mama.create_room("Дача", members=(papa,))
    school = await program.sign_in(vera)
    home = await program.sign_in(mama)
    await live(school)
    await live(home)

    assert (program.names(school), program.names(home)) == (["Учительская"], ["Дача"])
    assert await home.search.people("Вера") == ()
    tokens = _tokens(program)
    assert len(set(tokens.values())) == len(tokens) == 4
    for name, secret in tokens.items():
        owner = name.split("/")[0]
        others = [value for key, value in program.keyring._values.items() if owner not in key]
        assert not any(secret in value for value in others)
    said = "\n".join(record.getMessage() for record in caplog.records)
    for private in (*tokens.values(), "Вера", "Мама", "Дача", vera.localpart, mama.localpart):
        assert private not in said
    for path in program.data.rglob("*"):
        assert vera.localpart not in path.name and mama.localpart not in path.name
        if path.is_file():
            data = path.read_bytes()
            for private in (*tokens.values(), vera.localpart, "Учительская", "Дача"):
                assert private.encode() not in data, path

    home_id, school_id = home.profile.value.id, school.profile.value.id
    kept = program.keyring._values[f"profile:{home_id}"]
    await program.profiles.sign_out(school_id)
    assert list(program.keyring._values) == [f"profile:{home_id}"]
    assert program.keyring._values[f"profile:{home_id}"] == kept
    assert not (program.data / "profiles" / school_id).exists()
    assert program.names(home) == ["Дача"]
    await papa.create_room("Гараж", members=(mama,))
    await soon(lambda: "Гараж" in program.names(home))


async def test_signing_out_of_one_does_not_change_a_byte_of_the_other(
    program: Program, fresh_user: FreshUser, personal_server: Homeserver
) -> None:
    vera, mama = await fresh_user("Вера"), await fresh_user("Мама", on=personal_server)
    school = await program.sign_in(vera)
    home = await program.sign_in(mama)
    await live(school)
    await live(home)
    home_id, school_id = home.profile.value.id, school.profile.value.id
    await home.close()  # so that its own work does not change it
    before = _bytes_of(program.data, home_id)
    assert before

    await program.profiles.sign_out(school_id)

    assert _bytes_of(program.data, home_id) == before


def _bytes_of(data: Path, profile_id: ProfileId) -> dict[str, str]:
    folder = data / "profiles" / profile_id
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _tokens(program: Program) -> dict[str, str]:
    found: dict[str, str] = {}
    for profile_id, keys in program.profiles._keys._held.items():
        found[f"{profile_id}/access"] = keys.tokens.access_token
        found[f"{profile_id}/key"] = keys.database_key
    return found

"""Files of announcements: whom the announcement is for reads them, and nobody else."""

import secrets

from server.service.diary.notice_files import LARGEST
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool

PLACE = "/v1/diary/announcements"
FILES = f"{PLACE}/files"


async def sent(author: Member, data: bytes, name: str = "Меню на неделю.pdf") -> str:
    made = await author.ok("POST", FILES, content=data, params={"name": name})
    assert (made["name"], made["size"]) == (name, len(data))
    file: str = made["id"]
    return file


async def test_addressees_read_the_files_and_nobody_else(service_school: ServiceSchool) -> None:
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    petya = await service_school.person("Пётр", "pupil", learns=["2a"])
    mama = await service_school.person("Елена", "parent", children=[artem])
    other = await service_school.person("Ольга", "parent", children=[petya])
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    colleague = await service_school.person("Фома", "teacher", teaches=["9b-bio"])
    data = secrets.token_bytes(300_000)
    file, second = await sent(vera, data), await sent(vera, b"two", "Смета.xlsx")
    body = {
        "org": SCHOOL,
        "title": "Собрание",
        "text": "Смета приложена.",
        "audience": "parents",
        "classes": ["9b"],
        "files": [file, second],
    }
    theft = await colleague.refused(400, "POST", PLACE, json=body)
    assert theft == "no_such_file", "another's files are not there for me"
    notice = (await vera.ok("POST", PLACE, json=body))["id"]
    assert await vera.refused(400, "POST", PLACE, json=body) == "no_such_file", "once is once"
    assert await vera.refused(404, "DELETE", f"{FILES}/{file}"), "what was posted stays"

    path = f"/v1/diary/children/{artem.person}/announcements"
    seen = next(one for one in (await mama.ok("GET", path))["announcements"] if one["id"] == notice)
    assert [one["name"] for one in seen["attachments"]] == ["Меню на неделю.pdf", "Смета.xlsx"]
    answer = await mama.request("GET", f"{path}/{notice}/attachments/{file}")
    assert answer.content == data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await vera.request("GET", f"{PLACE}/{notice}/files/{file}")).content == data
    head = await service_school.person("Сергей", "admin")
    assert (await head.request("GET", f"{PLACE}/{notice}/files/{second}")).content == b"two"

    child = f"/v1/diary/children/{petya.person}/announcements/{notice}/attachments/{file}"
    assert await other.refused(404, "GET", child)
    assert await artem.refused(404, "GET", f"{path}/{notice}/attachments/{file}")
    assert await colleague.refused(404, "GET", f"{PLACE}/{notice}/files/{file}")
    assert await mama.refused(403, "GET", f"{PLACE}/{notice}/files/{file}")
    again = await vera.ok("POST", PLACE, json=body | {"files": [], "classes": ["2a"]})
    mixed = f"{PLACE}/{again['id']}/files/{file}"
    assert await vera.refused(404, "GET", mixed), "a file belongs to its own announcement"


async def test_what_is_too_large_empty_or_not_for_them_is_refused(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    told = await vera.ok("GET", f"{PLACE}/addressees")
    assert (told["largest_file"], told["most_files"]) == (LARGEST, 10)
    named = {"name": "a.bin"}
    large = bytes(LARGEST + 1)
    assert await vera.refused(413, "POST", FILES, content=large, params=named) == "file_size"
    assert await vera.refused(400, "POST", FILES, content=b"", params=named) == "file_empty"
    assert await artem.refused(403, "POST", FILES, content=b"x", params=named) == "role_needed"
    cut = await vera.ok("POST", FILES, content=b"x", params={"name": "../../etc/‮gnp.exe"})
    assert cut["name"] == "gnp.exe", "no folders, nothing that cannot be seen"
    assert await artem.refused(403, "DELETE", f"{FILES}/{cut['id']}") == "role_needed"
    await vera.ok("DELETE", f"{FILES}/{cut['id']}")
    body = {"org": SCHOOL, "title": "Т", "text": "Т", "files": [cut["id"]]}
    assert await vera.refused(400, "POST", PLACE, json=body) == "no_such_file"

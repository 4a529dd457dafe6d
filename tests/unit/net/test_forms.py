"""Files in a form, as a server reads them."""

from pathlib import Path

import pytest
from python_multipart.multipart import parse_options_header

from app.domain.errors import MediaError, TooLarge
from app.net import forms
from app.net.forms import form_of


def _parts(body: bytes, kind: str) -> list[tuple[bytes, bytes]]:
    _, options = parse_options_header(kind)
    edge = b"--" + options[b"boundary"]
    return [
        (head, data)
        for part in body.split(edge)[1:-1]
        for head, _, data in (part.removesuffix(b"\r\n").partition(b"\r\n\r\n"),)
    ]


def test_files_and_fields_arrive_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\r\n--x\r\n\x00")
    body, kind = form_of([('список "9Б".csv', path)], {"org": "школа-14"})
    (field, value), (head, data) = _parts(body, kind)
    assert b'name="org"' in field
    assert value.decode() == "школа-14"
    assert 'name="files"; filename="список %229Б%22.csv"' in head.decode()
    assert data == path.read_bytes()


def test_a_name_cannot_add_a_header(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    body, kind = form_of([('a"\r\nX-Evil: 1', path)], {})
    ((head, _),) = _parts(body, kind)
    assert b"\r\nX-Evil" not in head


def test_a_file_that_is_gone_says_which(tmp_path: Path) -> None:
    with pytest.raises(MediaError) as gone:
        form_of([("users.csv", tmp_path / "нет")], {})
    assert "users.csv" in str(gone.value.user_text)


def test_too_much_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MAX_FORM", 10)
    path = tmp_path / "a"
    path.write_bytes(b"123456")
    form_of([("a", path)], {})
    with pytest.raises(TooLarge):
        form_of([("a", path), ("b", path)], {})

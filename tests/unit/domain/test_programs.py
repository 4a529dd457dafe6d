"""What runs when it is opened, whatever its name pretends."""

import pytest

from app.domain.programs import is_program


@pytest.mark.parametrize(
    "name",
    [
        "Ответы.exe", "ОТВЕТЫ.EXE", "фото.jpg.scr", "урок.lnk", "a.settingcontent-ms",
        "a.appref-ms", "Парта.AppImage", "диск.iso", "run.exe.", "run.exe . ", "x.desktop",
    ],
)  # fmt: skip
def test_programs(name: str) -> None:
    assert is_program(name)


@pytest.mark.parametrize(
    "name", ["План.docx", "exe", "", ".", "Отчёт за год", "a.exe.pdf", "песня.mp3", "таблица.xlsx"]
)
def test_documents(name: str) -> None:
    assert not is_program(name)

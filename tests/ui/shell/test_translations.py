"""English is complete, places match, plurals are right, and the files are in step."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from app.domain.errors import AppError, NotFound
from app.domain.profiles import ProfileKind
from app.domain.refusals import REFUSALS
from app.domain.rooms import PreviewKind
from app.net.error import error_of
from app.ui.delegates.chat_row import preview_words
from app.ui.qt.i18n import russian_form, tr, trn, user_text
from app.ui.rail.profile_button import title_of
from app.ui.theme import Theme
from app.ui.translations import compile_to
from tests.helpers.fakes.session import FakeSession

_TOOL = Path(__file__).resolve().parents[3] / "packaging/i18n.py"
_PLACE = re.compile(r"\{(\w+)\}|%n")


def _load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("i18n_tool", _TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["i18n_tool"] = module
    spec.loader.exec_module(module)
    return module


tool = _load_tool()


def test_every_string_has_its_english() -> None:
    assert [item.source for item in tool.missing()] == []


def test_places_match() -> None:
    for source, forms in tool.read("en").items():
        for form in forms:
            assert sorted(_PLACE.findall(form)) == sorted(_PLACE.findall(source)), source


def test_no_english_is_left_in_russian() -> None:
    for source, forms in tool.read("en").items():
        assert not re.search("[а-яА-ЯёЁ]", "".join(forms)), source


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "0 участников"), (1, "1 участник"), (2, "2 участника"), (5, "5 участников"),
        (11, "11 участников"), (21, "21 участник"), (112, "112 участников"),
        (1003, "1003 участника"),
    ],
)  # fmt: skip
def test_russian_plurals(qapp: QApplication, n: int, words: str) -> None:
    assert trn("%n участник(а/ов)", n) == words


def test_irregular_plurals_are_spelled_out() -> None:
    assert russian_form("был(а) %n [час|часа|часов] назад", 22) == "был(а) %n часа назад"


@pytest.fixture
def english(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    target = tmp_path / "en.qm"
    assert compile_to(tool.FOLDER / "parta_en.ts", target)
    translator = QTranslator()
    assert translator.load(str(target))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.usefixtures("english")
def test_english_is_shown() -> None:
    assert tr("Новый чат") == "New chat"
    assert trn("%n участник(а/ов)", 1) == "1 member"
    assert trn("%n участник(а/ов)", 31) == "31 members"
    assert tr("Продолжить через {provider}", provider="X") == "Continue with X"
    assert user_text(NotFound(status=404).user_text) == "Not found on the server."


def refused(code: str, text: str) -> AppError:
    """What a rule of the school's server is to the program."""
    body = {"errcode": "M_FORBIDDEN", "error": text, "app.parta.reason": code}
    return error_of(403, body, {})


@pytest.mark.usefixtures("english")
def test_refusals_of_the_school_are_translated_by_their_code() -> None:
    said = refused("no_role", "У вас пока нет роли в школе, Вера.")
    assert user_text(said.user_text) == "You have no role at the school yet."
    service = error_of(409, {"code": "run_over", "text": "Эта сверка закончилась."}, {})
    assert user_text(service.user_text) == "This sync is over already."
    unknown = refused("newer_rule", "Так решила школа.")
    assert user_text(unknown.user_text) == "Так решила школа.", "better than nothing"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("Иванова Дарья больше не в чате", "Иванова Дарья is no longer in the chat"),
        ("Иванова Дарья в чате", "Иванова Дарья is in the chat"),
        ("Новое название: {9Б} · класс", "New name: {9Б} · класс"),
        ("{name} теперь Дарья", "{name} is now Дарья"),
        ("Изменены настройки чата", "Chat settings changed"),
        ("Что-то другое", "Что-то другое"),
    ],
)
def test_service_lines_of_the_list_are_translated(kept: str, shown: str) -> None:
    assert preview_words(PreviewKind.SERVICE, kept) == shown


@pytest.mark.usefixtures("english")
def test_the_personal_profile_has_an_english_name(theme: Theme) -> None:
    assert title_of(FakeSession(ProfileKind.PERSONAL).profile.value) == "Personal"
    assert title_of(FakeSession().profile.value) == "Школа № 14"


def test_in_russian_the_server_is_quoted(qapp: QApplication) -> None:
    exact = "В этом чате медленный режим: подождите 12 секунд."
    assert user_text(refused("slow_mode", exact).user_text) == exact


def test_every_rule_of_the_school_has_its_sentence() -> None:
    root = Path(__file__).resolve().parents[3] / "server"
    codes = {
        node.args[0].value
        for folder in ("school_core", "synapse_module")
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "no"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(codes) > 50
    assert codes - REFUSALS.keys() == set()

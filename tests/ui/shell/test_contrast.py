"""WCAG 2.2 AA over tokens.json: every text on every surface it stands on."""

import pytest
from PySide6.QtGui import QColor

from app.domain.profiles import ProfileKind
from app.ui.theme import colors_of

_GROUNDS = ("win", "surface", "surface2", "hover", "chat", "bin")
_PAIRS = [
    *((text, ground) for text in ("text", "text2", "text3") for ground in _GROUNDS),
    *((text, "bout") for text in ("text", "text2")),
    *(("text", ground) for ground in ("accSoft",)),
    ("accText", "surface"), ("accText", "accSoft"), ("accText", "surface2"), ("accText", "bout"),
    ("danger", "surface"), ("onAcc", "acc"), ("railText", "rail"), ("railText", "railHi"),
    ("warn", "surface"),
    ("mark4", "mark4Soft"), ("mark3", "mark3Soft"), ("mark2", "mark2Soft"),
]  # fmt: skip


def luminance(color: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    r, g, b = (channel(v) for v in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", ProfileKind)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), _PAIRS)
def test_text_can_be_read(kind: ProfileKind, dark: bool, text: str, ground: str) -> None:
    colors = colors_of(kind, dark)
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= 4.5


@pytest.mark.parametrize("color", colors_of(ProfileKind.SCHOOL, False).avatars)
def test_white_initials_can_be_read_on_every_avatar(color: QColor) -> None:
    assert contrast(QColor("white"), color) >= 4.5


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)

"""A class's cards on paper: two in a row, four rows a page, dashed lines to cut along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from fpdf.enums import MethodReturnValue

from server.service.cards.codes import card_link
from server.service.cards.service import NewCard
from server.service.printing import FONT, Sheet

_WIDE, _HIGH = 95.0, 68.0
_LEFT, _TOP = 10.0, 12.0
_ACROSS, _DOWN = 2, 4
_STEP = 0.42
"""From one line to the next in mm, for each point of the letters."""


def sheet_of(cards: Sequence[NewCard], *, school: str, address: str) -> bytes:
    """Return the PDF; nothing of it is kept."""
    paper = Sheet()
    paper.set_auto_page_break(False)
    for number, card in enumerate(cards):
        place = number % (_ACROSS * _DOWN)
        if place == 0:
            paper.add_page()
        x = _LEFT + (place % _ACROSS) * _WIDE
        y = _TOP + (place // _ACROSS) * _HIGH
        _draw(paper, card, x, y, school=school, address=address)
    return paper.bytes()


def _draw(paper: Sheet, card: NewCard, x: float, y: float, *, school: str, address: str) -> None:
    paper.set_draw_color(150)
    paper.set_dash_pattern(dash=1.5, gap=1.5)
    paper.rect(x, y, _WIDE, _HIGH)
    paper.set_dash_pattern()
    paper.qr(card_link(address, card.code), x=x + 3, y=y + 14, size=36)
    name = _Place(x + 5, y + 3.5, _WIDE - 10, 10)
    _write(paper, card.holder.name, name, style="B", sizes=(12, 11, 10))
    _write(paper, school, _Place(x + 41, y + 16, _WIDE - 44, 7.5), sizes=(8.5, 8, 7))
    at = y + 24.5
    for caption, value in (
        ("Адрес школы", address.removeprefix("https://")),
        ("Код для входа, на один раз", card.code),
    ):
        paper.set_xy(x + 41, at)
        paper.set_font(FONT, "", 8.5)
        paper.cell(_WIDE - 44, 4, caption)
        _write(paper, value, _Place(x + 41, at + 4.2, _WIDE - 44, 8), style="B", sizes=(11, 9, 7.5))
        at += 13
    paper.set_font(FONT, "", 8)
    paper.set_xy(x + 5, y + 51)
    paper.multi_cell(
        _WIDE - 10,
        3.8,
        "Откройте Парту, нажмите «Войти по карточке ученика» и введите код или покажите QR-код. "
        "Никому не показывайте карточку. Потеряли — скажите классному руководителю.",
        align="L",
    )


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    width: float
    height: float


def _write(
    paper: Sheet, text: str, place: _Place, *, sizes: Sequence[float], style: str = ""
) -> None:
    """Write a text whole: in more lines where it is long, smaller where it is very long."""
    lines, most = [text], 1
    for size in sizes:
        paper.set_font(FONT, style, size)
        lines, most = _lines(paper, text, place.width), int(place.height / (size * _STEP))
        if len(lines) <= most:
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "…"]
    step = paper.font_size_pt * _STEP
    for number, line in enumerate(lines):
        paper.set_xy(place.x, place.y + number * step)
        paper.cell(place.width, step, line)


def _lines(paper: Sheet, text: str, width: float) -> list[str]:
    found = paper.multi_cell(
        width, text=text, align="L", dry_run=True, output=MethodReturnValue.LINES
    )
    return cast("list[str]", found)

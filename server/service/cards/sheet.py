"""A class's cards on paper: two in a row, four rows a page, dashed lines to cut along."""

from collections.abc import Sequence

from server.service.cards.codes import card_link
from server.service.cards.service import NewCard
from server.service.printing import FONT, Sheet

_WIDE, _HIGH = 95.0, 68.0
_LEFT, _TOP = 10.0, 12.0
_ACROSS, _DOWN = 2, 4


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
    paper.qr(card_link(address, card.code), x=x + 3, y=y + 12, size=36)
    paper.set_xy(x + 5, y + 4)
    paper.set_font(FONT, "B", 12)
    paper.cell(_WIDE - 10, 6, _cut(paper, card.holder.name, _WIDE - 10))
    paper.set_font(FONT, "", 9)
    lines = (
        (school, ""),
        ("Адрес школы", address),
        ("Код для входа, на один раз", card.code),
    )
    at = y + 15
    for caption, value in lines:
        paper.set_xy(x + 41, at)
        paper.set_font(FONT, "", 8.5)
        paper.cell(_WIDE - 43, 4, _cut(paper, caption, _WIDE - 43))
        if value:
            paper.set_xy(x + 41, at + 4.2)
            paper.set_font(FONT, "B", 11)
            paper.cell(_WIDE - 43, 5, _cut(paper, value, _WIDE - 43))
        at += 12 if value else 7
    paper.set_font(FONT, "", 8)
    paper.set_xy(x + 5, y + 51)
    paper.multi_cell(
        _WIDE - 10,
        3.8,
        "Откройте Парту, нажмите «Войти по карточке ученика» и введите код или покажите QR-код. "
        "Никому не показывайте карточку. Потеряли — скажите классному руководителю.",
    )


def _cut(paper: Sheet, text: str, width: float) -> str:
    while text and paper.get_string_width(text) > width:
        text = text[:-2].rstrip() + "…"
    return text

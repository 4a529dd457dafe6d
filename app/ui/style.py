"""One style sheet per theme, set on a window or page; children take it over.

A widget asks for its look by properties: `look` on buttons (primary, plain, danger, flat, link,
icon, chip) and frames (divider, card), `tone` on labels (text, text2, text3, danger, accText).
"""

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.qt.widgets import bind
from app.ui.theme import Colors, FontRole, Theme, font_families

_SHEET = Template("""
* { outline: none; }
QWidget { color: $text; }
QLabel { background: transparent; color: $text; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="accText"] { color: $accText; }
QFrame[look="divider"] { background: $line; border: none; max-height: 1px; }
QFrame[look="card"] { background: $surface2; border: none; border-radius: ${r14}px; }

QPushButton { border: 2px solid transparent; border-radius: ${r10}px; background: $surface2;
  color: $text; padding: ${p9}px ${p16}px; font: 600 ${f14}px "$family"; }
QPushButton:hover { background: $line; }
QPushButton:focus { border-color: $acc; }
QPushButton:disabled { color: $text3; background: $surface2; }
QPushButton[look="primary"] { background: $acc; color: $onAcc; }
QPushButton[look="primary"]:hover { background: $accHover; }
QPushButton[look="primary"]:focus { border-color: $text; }
QPushButton[look="primary"]:disabled { background: $surface2; color: $text3; }
QPushButton[look="danger"] { background: $danger; color: $onDanger; }
QPushButton[look="danger"]:disabled { background: $surface2; color: $text3; }
QPushButton[look="danger"]:focus { border-color: $text; }
QPushButton[look="flat"] { background: transparent; color: $accText; }
QPushButton[look="flat"]:hover { background: $surface2; }
QPushButton[look="flat"]:focus { border-color: $acc; }
QPushButton[look="link"] { background: transparent; color: $accText; padding: 0; border: none;
  text-align: left; font: 400 ${f13}px "$family"; }
QPushButton[look="link"]:hover, QPushButton[look="link"]:focus { text-decoration: underline; }
QPushButton[look="chip"] { border-radius: ${chip}px; padding: ${p4}px ${p11}px; color: $text2;
  font: 400 ${f13}px "$family"; min-height: ${chipH}px; max-height: ${chipH}px; }
QPushButton[look="chip"]:checked { background: $acc; color: $onAcc; }
QPushButton[look="chip"]:checked:focus { border-color: $text; }

QToolButton { border: 2px solid transparent; border-radius: ${r10}px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $accSoft; }
QToolButton:focus { border-color: $acc; }

QScrollArea, QAbstractScrollArea { border: none; background: transparent; }
QLineEdit, QPlainTextEdit, QTextEdit { background: $surface; color: $text;
  border: 1px solid $line; border-radius: ${r10}px; padding: ${p9}px ${p11}px;
  selection-background-color: $acc; selection-color: $onAcc; placeholder-text-color: $text3; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 1px solid $acc; }
QLineEdit[look="search"], QPlainTextEdit[look="search"] { background: $surface2;
  border: 1px solid transparent; }
QLineEdit[look="search"]:focus, QPlainTextEdit[look="search"]:focus { border: 1px solid $acc; }
QLineEdit[wrong="true"] { border: 1px solid $danger; }
QLineEdit:disabled { color: $text3; }

QComboBox, QAbstractSpinBox { background-color: $surface2; color: $text;
  selection-background-color: $acc; selection-color: $onAcc; }
QComboBox:disabled, QAbstractSpinBox:disabled { color: $text3; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line;
  selection-background-color: $accSoft; selection-color: $text; }

QMenu { background: $surface; color: $text; border: 1px solid $line; border-radius: ${r10}px;
  padding: ${p6}px; }
QMenu::item { padding: ${p7}px ${p24}px ${p7}px ${p11}px; border-radius: ${r8}px; }
QMenu::icon { padding-left: ${p7}px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p7}px; }
QToolTip { background: $text; color: $surface; border: none; padding: ${p4}px ${p7}px; }

QListView { border: none; background: $surface; outline: none; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCheckBox, QRadioButton { spacing: ${p9}px; color: $text; }
QCheckBox::indicator, QRadioButton::indicator { width: ${p11}px; height: ${p11}px;
  padding: 2px; border: 2px solid $text3; background-color: $surface;
  background-clip: content; background-origin: content; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { border-color: $acc;
  background-color: $acc; }
QRadioButton::indicator:checked { background-clip: padding; background-color:
  qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
  stop:0 $acc, stop:0.56 $acc, stop:0.64 $surface, stop:1 $surface); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox:focus, QRadioButton:focus { color: $accText; }
QProgressBar { background: $surface2; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $acc; border-radius: 3px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $acc; border-radius: 2px; }
QSlider::handle:horizontal { background: $acc; width: 16px; height: 16px; margin: -6px 0;
  border-radius: 8px; }
QSplitter::handle { background: $line; }
""")


def sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    colors = theme.colors
    lengths = {f"p{n}": str(theme.px(n)) for n in (4, 6, 7, 9, 11, 16, 24)}
    radii = {f"r{n}": str(n) for n in (8, 10, 14)}
    return _SHEET.substitute(
        _named(colors)
        | lengths
        | radii
        | {
            "chip": str((theme.px(16) + 2 * theme.px(4) + 4) // 2),
            "round": str((theme.px(11) + 8) // 2),
            "chipH": str(theme.px(16)),
            "f13": str(theme.px(13)),
            "f14": str(theme.px(14)),
            "family": font_families()[0],
            "accHover": colors.acc.lighter(108).name(),
            "onDanger": colors.surface.name(),
            "handle": mixed(colors.text3, colors.surface, 0.45).name(),
        }
    )


def palette(theme: Theme) -> QPalette:
    """Return the palette, for what a style sheet does not reach."""
    colors = theme.colors
    made = QPalette()
    for role, color in (
        (QPalette.ColorRole.Window, colors.win),
        (QPalette.ColorRole.WindowText, colors.text),
        (QPalette.ColorRole.Base, colors.surface),
        (QPalette.ColorRole.AlternateBase, colors.surface2),
        (QPalette.ColorRole.Text, colors.text),
        (QPalette.ColorRole.Button, colors.surface2),
        (QPalette.ColorRole.ButtonText, colors.text),
        (QPalette.ColorRole.Highlight, colors.acc),
        (QPalette.ColorRole.HighlightedText, colors.onAcc),
        (QPalette.ColorRole.PlaceholderText, colors.text3),
        (QPalette.ColorRole.Link, colors.accText),
        (QPalette.ColorRole.ToolTipBase, colors.text),
        (QPalette.ColorRole.ToolTipText, colors.surface),
    ):
        made.setColor(role, color)
    return made


def dress(widget: QWidget, theme: Theme) -> None:
    """Give a window or page the look of a theme, and keep it so when the theme changes."""

    def refresh() -> None:
        font = theme.font(FontRole.BODY)
        if QApplication.font() != font:  # a style sheet stops fonts from being inherited
            QApplication.setFont(font)
        widget.setPalette(palette(theme))
        widget.setStyleSheet(sheet(theme))

    bind(theme, widget, refresh)


def mixed(over: QColor, under: QColor, share: float) -> QColor:
    """Return `share` of one colour laid over another."""
    red, green, blue = (
        round(getattr(over, part)() * share + getattr(under, part)() * (1 - share))
        for part in ("red", "green", "blue")
    )
    return QColor(red, green, blue)


def _named(colors: Colors) -> dict[str, str]:
    return {n: value.name() for n, value in vars(colors).items() if isinstance(value, QColor)}

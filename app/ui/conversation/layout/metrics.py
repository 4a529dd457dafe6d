"""Fonts, lengths and colours of the conversation at one text size and mode, worked out once."""

from zlib import crc32

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPixmap,
    QStaticText,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from app.domain.rich_text import Style
from app.ui.theme import FontRole, Theme

_MONO = ["JetBrains Mono", "Consolas", "Menlo", "DejaVu Sans Mono", "monospace"]


class Metrics:
    """Everything a layout needs of the theme. Made anew when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.colors = theme.colors
        self.dark = theme.dark
        px = theme.px
        self.px = px
        self.fonts: list[QFont] = []
        self._measures: list[QFontMetricsF] = []
        self._formats: dict[tuple[Style, int, bool], QTextCharFormat] = {}
        self.corners: dict[tuple[bool, int, float, float], tuple[QPixmap, ...]] = {}
        """Corners of bubbles, drawn once."""
        self._names: dict[tuple[str, int], QColor] = {}
        self.body = self._font(theme.font(FontRole.BODY))
        self.strong = self._font(theme.font(FontRole.BODY_STRONG))
        self.name = self._font(theme.font(FontRole.NAME))
        self.preview = self._font(theme.font(FontRole.PREVIEW))
        self.caption = self._font(theme.font(FontRole.CAPTION))
        self.caption_strong = self._font(theme.font(FontRole.CAPTION_STRONG))
        self.small = self._font(theme.font(FontRole.SMALL))
        self.title = self._font(theme.font(FontRole.TITLE))
        self.emoji = self._font(self._sized(FontRole.BODY, 40))
        self.mono = QFont(_MONO[-1])
        self.mono.setFamilies(_MONO)
        self.mono.setStyleHint(QFont.StyleHint.Monospace)
        self.mono.setPixelSize(px(13))
        self.mono_index = self._font(self.mono)
        self.line = px(20)
        self.margin = px(20)
        self.avatar = px(34)
        self.gap = px(8)
        self.pad_x = px(12)
        self.pad_y = px(7)
        self.radius = px(16)
        self.wrap = QTextOption()
        self.wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        shadow = QColor(0, 0, 0, 60 if theme.dark else 22)
        self.shadow = shadow

    def measure(self, font: int) -> QFontMetricsF:
        """Return the measures of a font."""
        return self._measures[font]

    def static(self, text: str, font: int) -> QStaticText:
        """Return one line of plain text, shaped once."""
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        made.prepare(font=self.fonts[font])
        return made

    def fit(self, text: str, font: int, width: float) -> str:
        """Cut one line with an ellipsis."""
        one = text[:300].replace("\n", " ")
        return self._measures[font].elidedText(one, Qt.TextElideMode.ElideRight, max(width, 1.0))

    def lift(self, text: str, font: int) -> float:
        """Return how much higher a line begins because an emoji in it is taller than its font."""
        if text.isascii() or max(text) < "\u2600":
            return 0.0
        layout = QTextLayout(text, self.fonts[font])
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return line.ascent() - self._measures[font].ascent() if line.isValid() else 0.0

    def size(self, text: str, font: int) -> QSizeF:
        """Return the size of one line."""
        measure = self._measures[font]
        return QSizeF(measure.horizontalAdvance(text), measure.height())

    def name_color(self, key: str, on: QColor) -> QColor:
        """Return the avatar colour of a person, made readable on a bubble."""
        cached = (key, on.rgba())
        if cached not in self._names:
            colors = self.colors.avatars
            self._names[cached] = readable(colors[crc32(key.encode()) % len(colors)], on)
        return self._names[cached]

    def track(self, mine: bool) -> QColor:
        """Return what an unfilled bar or an empty picture frame is painted with."""
        return self.colors.line if self.dark and not mine else self.colors.surface2

    def soft(self, mine: bool) -> QColor:
        """Return the tint of quotes and code in a bubble."""
        color = QColor(self.colors.accText if mine else self.colors.text3)
        color.setAlpha(30)
        return color

    def format(self, style: Style, *, mine: bool, revealed: bool, link: bool) -> QTextCharFormat:
        """Return the character format of a style."""
        key = (style, int(mine) + 2 * int(revealed) + 4 * int(link), self.dark)
        found = self._formats.get(key)
        if found is None:
            found = self._formats[key] = self._make(style, mine=mine, revealed=revealed, link=link)
        return found

    def _make(self, style: Style, *, mine: bool, revealed: bool, link: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        if style & Style.BOLD:
            made.setFontWeight(QFont.Weight.Bold)
        if style & Style.ITALIC:
            made.setFontItalic(True)
        if style & Style.UNDERLINE:
            made.setFontUnderline(True)
        if style & Style.STRIKE:
            made.setFontStrikeOut(True)
        if style & Style.HEADING:
            made.setFontWeight(QFont.Weight.DemiBold)
        if style & (Style.CODE | Style.PRE):
            made.setFontFamilies(_MONO)
            made.setProperty(QTextCharFormat.Property.FontPixelSize, self.px(13))
            if not style & Style.PRE:
                made.setBackground(self.soft(mine))
        if link or style & Style.MENTION:
            made.setForeground(self.colors.accText)
            if link and not style & Style.MENTION:
                made.setFontUnderline(True)
            else:
                made.setFontWeight(QFont.Weight.Medium)
        if style & Style.SPOILER and not revealed:
            made.setForeground(self.colors.text3)
            made.setBackground(self.colors.text3)
        return made

    def _font(self, font: QFont) -> int:
        self.fonts.append(font)
        self._measures.append(QFontMetricsF(font))
        return len(self.fonts) - 1

    def _sized(self, role: FontRole, size: int) -> QFont:
        font = self.theme.font(role)
        font.setPixelSize(self.px(size))
        return font


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG contrast of two opaque colours."""

    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    def luminance(color: QColor) -> float:
        return (
            0.2126 * part(color.redF())
            + 0.7152 * part(color.greenF())
            + 0.0722 * part(color.blueF())
        )

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(color: QColor, on: QColor) -> QColor:
    """Move a colour towards white or black until it has 4.5:1 on a surface."""
    hue, saturation = color.hslHueF(), color.hslSaturationF()
    lightness = color.lightnessF()
    step = 0.03 if on.lightnessF() < 0.5 else -0.03
    found = color
    while contrast(found, on) < 4.5 and 0.0 < lightness + step < 1.0:
        lightness += step
        found = QColor.fromHslF(hue, saturation, lightness)
    return found

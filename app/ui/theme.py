"""Colours, fonts, lengths and icons of one profile's face, from `resources/styles/tokens.json`.

A theme is handed down, never looked up. Widgets read it when they paint and again on `changed`.
"""

import json
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

from app.domain.profiles import ProfileKind
from app.ui.resources import resource

MIN_SCALE, MAX_SCALE = 0.8, 2.0


BACKDROPS = {"green": 3, "violet": 2, "orange": 1, "blue": 0, "pink": 7}
"""Name of a background in an event → place among the avatar colours that tint it."""


class FontRole(Enum):
    """What a text is for: (size in px at 100 %, weight)."""

    BODY = (14, QFont.Weight.Normal)
    BODY_STRONG = (14, QFont.Weight.DemiBold)
    PREVIEW = (13, QFont.Weight.Normal)
    PREVIEW_STRONG = (13, QFont.Weight.Medium)
    CAPTION = (12, QFont.Weight.Normal)
    CAPTION_STRONG = (12, QFont.Weight.DemiBold)
    SMALL = (11, QFont.Weight.Normal)
    TITLE = (15, QFont.Weight.DemiBold)
    HEADING = (20, QFont.Weight.DemiBold)
    NAME = (13, QFont.Weight.DemiBold)


@dataclass(frozen=True)
class Colors:
    """The tokens of one mode and one profile kind."""

    win: QColor
    surface: QColor
    surface2: QColor
    hover: QColor
    line: QColor
    text: QColor
    text2: QColor
    text3: QColor
    chat: QColor
    bin: QColor
    danger: QColor
    warn: QColor
    online: QColor
    mark4: QColor
    mark4Soft: QColor  # noqa: N815
    mark3: QColor
    mark3Soft: QColor  # noqa: N815
    mark2: QColor
    mark2Soft: QColor  # noqa: N815
    acc: QColor
    accText: QColor  # noqa: N815 - the names are those of tokens.json
    accSoft: QColor  # noqa: N815
    bout: QColor
    onAcc: QColor  # noqa: N815
    rail: QColor
    railText: QColor  # noqa: N815
    railHi: QColor  # noqa: N815
    avatars: tuple[QColor, ...]


@cache
def tokens() -> dict[str, Any]:
    """Return tokens.json; read once, never changed."""
    loaded: dict[str, Any] = json.loads(resource("styles/tokens.json").read_text(encoding="utf-8"))
    return loaded


@cache
def colors_of(kind: ProfileKind, dark: bool) -> Colors:
    """Return the colours of a profile kind in a mode."""
    mode = "dark" if dark else "light"
    named = tokens()["themes"][mode] | tokens()["accents"][f"{mode}.{kind.value}"]
    return Colors(
        **{name: QColor(value) for name, value in named.items()},
        avatars=tuple(QColor(value) for value in tokens()["avatars"]),
    )


@cache
def font_families() -> tuple[str, ...]:
    """Load the shipped fonts; return the families in the order they are tried."""
    family = "Golos Text"
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        number = QFontDatabase.addApplicationFont(str(resource(f"fonts/GolosText-{weight}.ttf")))
        if number >= 0 and weight == "Regular":
            family = QFontDatabase.applicationFontFamilies(number)[0]
    return (family, "Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji", "sans-serif")


class Theme(QObject):
    """The look of one profile: colours, fonts, lengths and icons; `changed` when any of it did."""

    changed = Signal()

    def __init__(
        self, kind: ProfileKind = ProfileKind.SCHOOL, *, dark: bool = False, scale: float = 1.0
    ) -> None:
        super().__init__()
        self.kind = kind
        self.dark = dark
        self.scale = scale
        self._icons: dict[tuple[str, int, int, float], QPixmap] = {}
        self._fonts: dict[FontRole, QFont] = {}

    @property
    def colors(self) -> Colors:
        """The colours now."""
        return colors_of(self.kind, self.dark)

    def set_look(self, *, dark: bool, scale: float) -> None:
        """Take another mode or text size."""
        scale = min(max(scale, MIN_SCALE), MAX_SCALE)
        if (dark, scale) == (self.dark, self.scale):
            return
        self.dark, self.scale = dark, scale
        self._icons.clear()
        self._fonts.clear()
        self.changed.emit()

    def px(self, length: float) -> int:
        """Scale a length of the 100 % layout with the text size."""
        return round(length * self.scale)

    def soft(self, length: float) -> int:
        """Scale a length that need not grow as fast as the text: avatars, paddings."""
        return round(length * (1 + (self.scale - 1) * 0.4)) if self.scale > 1 else self.px(length)

    def font(self, role: FontRole) -> QFont:
        """Return the font of a role at the text size of the person."""
        if role not in self._fonts:
            size, weight = role.value
            self._fonts[role] = make_font(self.px(size), weight)
        return QFont(self._fonts[role])

    def icon(self, name: str, color: QColor, size: int, dpr: float = 1.0) -> QPixmap:
        """Return a Fluent icon in a colour; `size` in device-independent pixels, not scaled."""
        key = (name, color.rgba(), size, dpr)
        if key not in self._icons:
            self._icons[key] = _render(name, color, size, dpr=dpr)
        return self._icons[key]

    def qicon(self, name: str, color: QColor | None = None, size: int = 20) -> QIcon:
        """Return an icon for a button or a menu, sharp on every screen."""
        icon = QIcon()
        for dpr in (1.0, 2.0):
            icon.addPixmap(self.icon(name, color or self.colors.text2, size, dpr))
        return icon


def make_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's font at a size in pixels."""
    font = QFont()
    font.setFamilies(list(font_families()))
    font.setPixelSize(max(pixels, 6))
    font.setWeight(weight)
    return font


def _render(name: str, color: QColor, size: int, *, dpr: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # the library is loaded with the first icon

    pixmap = QPixmap(round(size * dpr), round(size * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(str(resource(f"icons/{name}.svg")))
    if not renderer.isValid():
        raise LookupError(f"no icon {name}")
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(0, 0, size, size), color)
    painter.end()
    return pixmap

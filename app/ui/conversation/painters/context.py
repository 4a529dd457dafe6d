"""What a painter needs beside the layout: pictures, selection, hover, what is playing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtGui import QImage, QPixmap

from app.domain.ids import ItemKey, MxcUri
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.values import Hit


class Pictures(Protocol):
    """What painting needs of the `ImageLoader`."""

    def pixmap(
        self, uri: MxcUri, w: int, h: int, *, crop: bool = False, dpr: float = 1.0
    ) -> QPixmap | None:
        """Return a picture, or None and load it."""

    def is_held(self, uri: MxcUri) -> bool:
        """Whether the picture waits until somebody asks for it."""

    def avatar(
        self, name: str, key: str, size: int, dpr: float = 1.0, uri: MxcUri | None = None
    ) -> QPixmap:
        """Return a round avatar."""


@dataclass(slots=True)
class Playing:
    """What sounds now: the item and how far, 0 … 1."""

    key: ItemKey
    share: float
    paused: bool = False


@dataclass(slots=True)
class PaintContext:
    """State that is painted over a layout."""

    metrics: Metrics
    images: Pictures
    dpr: float = 1.0
    hover: Hit | None = None
    selection: tuple[int, int] | None = None
    """UTF-16 range of this row's text."""
    highlight: str = ""
    flash: float = 0.0
    """Strength of the jump highlight, 0 … 1."""
    focused: bool = False
    selected: bool | None = None
    """In multi-select mode whether the row is chosen, else None."""
    playing: Playing | None = None
    downloads: Mapping[ItemKey, float] = field(default_factory=dict)
    local: Callable[[str, int, int], QPixmap | None] = lambda path, w, h: None
    blurred: Callable[[str], QImage | None] = lambda code: None

"""Which simulcast layer to ask for: by the size of the tile and by what this computer can do."""

from dataclasses import dataclass
from enum import IntEnum


class Layer(IntEnum):
    """The three layers of a camera: a quarter, a half and the whole of its height."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2


_ENLARGED = 1.25
"""A picture may be enlarged this much before the next layer is worth its price."""


def layer_for(tile: tuple[int, int], picture: tuple[int, int], *, ceiling: Layer) -> Layer:
    """Return the smallest layer that fills the tile, not above the ceiling.

    A picture whose size is not known (0, 0) is taken to be 1280 × 720.
    """
    width, height = picture if min(picture) > 0 else (1280, 720)
    scale = max(tile[0] / width, tile[1] / height) / _ENLARGED
    wanted = Layer.LOW if scale <= 0.25 else Layer.MEDIUM if scale <= 0.5 else Layer.HIGH
    return min(wanted, ceiling)


@dataclass(slots=True)
class Governor:
    """Lowers the ceiling while the computer is too busy, raises it when there is room again.

    It is fed the share of all cores that are busy (0 … 1), about every two seconds. Down after
    three busy readings, up after ten quiet ones: never a swing.
    """

    ceiling: Layer = Layer.HIGH
    _busy: int = 0
    _quiet: int = 0

    BUSY = 0.9
    QUIET = 0.6
    DOWN_AFTER = 3
    UP_AFTER = 10

    def feed(self, share: float) -> Layer:
        """Take one reading; return the ceiling from now on."""
        self._busy = self._busy + 1 if share > self.BUSY else 0
        self._quiet = self._quiet + 1 if share < self.QUIET else 0
        if self._busy >= self.DOWN_AFTER and self.ceiling > Layer.LOW:
            self.ceiling, self._busy = Layer(self.ceiling - 1), 0
        elif self._quiet >= self.UP_AFTER and self.ceiling < Layer.HIGH:
            self.ceiling, self._quiet = Layer(self.ceiling + 1), 0
        return self.ceiling

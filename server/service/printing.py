"""Sheets for the printer: A4, our typeface, texts in Russian, QR codes as vectors."""

from pathlib import Path

import segno
from fpdf import FPDF

import server

FONT = "Golos"
_FONTS = Path(server.__file__).resolve().parent.parent / "resources/fonts"


class Sheet(FPDF):
    """An A4 document with our typeface in place; sizes in millimetres."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_margin(20)
        self.add_font(FONT, "", _FONTS / "GolosText-Regular.ttf")
        self.add_font(FONT, "B", _FONTS / "GolosText-Bold.ttf")
        self.set_font(FONT, size=14)

    def qr(self, text: str, *, x: float, y: float, size: float) -> None:
        """Draw a QR code of `size` mm with its quiet zone, black on white."""
        code = segno.make(text, error="m")
        rows = [list(row) for row in code.matrix_iter(border=4)]
        step = size / len(rows)
        self.set_fill_color(0)
        for line, row in enumerate(rows):
            for column, dark in enumerate(row):
                if dark:
                    # A hair wider, or viewers show white seams between the squares.
                    self.rect(x + column * step, y + line * step, step * 1.02, step * 1.02, "F")

    def bytes(self) -> bytes:
        """The finished document."""
        return bytes(self.output())

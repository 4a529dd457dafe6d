"""What the build makes from sources: the program's picture and the compiled translations.

    python packaging/assets.py FOLDER

Runs in the build environment, which has Qt.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
ICON = ROOT / "packaging/linux/app.parta.Parta.svg"
SIZE = 512


def main(folder: Path) -> None:
    """Write `parta.png` and `translations/*.qm` into a folder."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    from app.ui.translations import compile_to

    gui = QGuiApplication([])
    picture = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    folder.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(folder / "parta.png")):
        raise SystemExit("the picture was not written")
    for source in sorted((ROOT / "resources/translations").glob("*.ts")):
        if not compile_to(source, folder / "translations" / f"{source.stem}.qm"):
            raise SystemExit(f"{source.name} was not compiled")
    del gui


if __name__ == "__main__":
    main(Path(sys.argv[1]))

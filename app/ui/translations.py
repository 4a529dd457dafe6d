"""Loads the language that the person chose; compiles its Linguist file where that is not done yet.

Installers ship compiled files. From source the compiled file is made on first use, beside the .ts
or, where that folder is read-only, in the person's cache.
"""

import logging
import subprocess
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QStandardPaths, QTranslator

from app.ui.resources import resource

_log = logging.getLogger(__name__)


def install(app: QCoreApplication, language: str) -> bool:
    """Translate the program from here on; False where the language could not be loaded."""
    qt_words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt_words.load(f"qtbase_{language}", folder):
        app.installTranslator(qt_words)
    if language == "ru":
        return True
    compiled = compiled_file(language)
    translator = QTranslator(app)
    if compiled is None or not translator.load(str(compiled)):
        return False
    return app.installTranslator(translator)


def compiled_file(language: str) -> Path | None:
    """Return the compiled file of a language, making it when it is missing or stale."""
    source = resource(f"translations/parta_{language}.ts")
    cache = Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    )
    places = [source.with_suffix(".qm"), cache / "parta" / f"parta_{language}.qm"]
    for place in places:
        if place.exists() and _is_fresh(place, source):
            return place
    for place in places:
        if source.exists() and compile_to(source, place):
            return place
    return None


def compile_to(source: Path, target: Path) -> bool:
    """Compile a .ts file with the tool that PySide6 brings."""
    folder = Path(PySide6.__file__).parent
    tool = next(path for path in (folder / "lrelease", folder / "lrelease.exe") if path.exists())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [str(tool), "-silent", str(source), "-qm", str(target)], check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError) as error:
        _log.info("translation not compiled: %s", error)
        return False
    return True


def _is_fresh(compiled: Path, source: Path) -> bool:
    return not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime

"""The files of an export: a zip, a folder or a single file, with limits, whatever its names."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from server.service.rosters.letters import visible
from server.service.rosters.problems import refused

MAX_FILE = 128 * 1024 * 1024
MAX_ALL = 384 * 1024 * 1024
MAX_FILES = 200
MAX_RATIO = 400
"""Real tables shrink to a tenth; what shrinks to less than this is a bomb."""

_KINDS = (".csv", ".tsv", ".xlsx", ".xlsm")
_OLD = (".xls", ".ods", ".doc", ".docx", ".pdf", ".mdb", ".xlsb")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_bundle(source: Path | bytes, name: str = "архив") -> Mapping[str, bytes]:
    """Return the tables of an export by lower-case base name; refuses what is no export."""
    if isinstance(source, bytes):
        return _read_upload(source, name)
    try:
        if source.is_dir():
            return _read_folder(source)
        if source.is_file():
            if source.stat().st_size > MAX_ALL:
                raise refused(source.name, "Файл слишком большой.")
            return _read_upload(source.read_bytes(), source.name)
    except OSError as error:
        raise refused(source.name, f"Не читается: {error.strerror}.") from error
    raise refused(source.name, "Такого файла или папки нет.")


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Excel workbook and no other zip."""
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        return False


def _read_upload(data: bytes, name: str) -> Mapping[str, bytes]:
    base = _base(name)
    if data.startswith(_OLE) or base.endswith(_OLD):
        raise refused(
            base, "Этот вид файла не читается. Откройте его в Excel и сохраните как .xlsx или .csv."
        )
    if len(data) > MAX_ALL:
        raise refused(base, "Файл слишком большой.")
    if base.endswith((".xlsx", ".xlsm")) or is_workbook(data):
        return {base if base.endswith((".xlsx", ".xlsm")) else "таблица.xlsx": data}
    if base.endswith((*_KINDS, ".txt")):
        return {base: data}
    return _read_zip(BytesIO(data), base)


def _read_folder(folder: Path) -> Mapping[str, bytes]:
    paths = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in _KINDS and not path.name.startswith((".", "~$"))
    ]
    if len(paths) > MAX_FILES or sum(path.stat().st_size for path in paths) > MAX_ALL:
        raise refused(folder.name, "В папке слишком много данных: это не выгрузка школы.")
    files: dict[str, bytes] = {}
    for path in paths:
        base = _base(path.name)
        if base in files:
            raise refused(path.name, "Файл встречается дважды. Оставьте один.")
        files[base] = path.read_bytes()
    return _checked(files, folder.name)


def _base(name: str) -> str:
    return visible(name).replace("\\", "/").rsplit("/", 1)[-1].lower()


def _read_zip(stream: BytesIO, name: str) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    left = MAX_ALL
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES:
                raise refused(name, "В архиве слишком много файлов: это не выгрузка школы.")
            for entry in entries:
                # Only the last part of a name counts, and nothing is ever written to a disk.
                base = _base(entry.filename)
                if not base.endswith(_KINDS) or base.startswith(("._", "~$")):
                    continue
                if base in files:
                    raise refused(base, "Файл встречается в архиве дважды. Оставьте один.")
                most = min(MAX_FILE, left, max(entry.compress_size, 4096) * MAX_RATIO)
                with archive.open(entry) as member:  # the size in the index is not to be trusted
                    files[base] = member.read(most + 1)
                if len(files[base]) > most:
                    raise refused(base, "Файл слишком большой или сжат подозрительно сильно.")
                left -= len(files[base])
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        lzma.LZMAError,
        struct.error,
        zlib.error,
    ) as error:
        raise refused(
            name, "Архив не читается: он повреждён, защищён паролем или это не zip."
        ) from error
    return _checked(files, name)


def _checked(files: dict[str, bytes], name: str) -> Mapping[str, bytes]:
    if not files:
        raise refused(name, "Здесь нет ни одной таблицы CSV или XLSX.")
    return files

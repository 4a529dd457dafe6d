"""The files of an export: a zip or a folder, with limits, whatever the case of their names."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from server.service.rosters.problems import Problem, RosterRefused, Weight

MAX_FILE = 256 * 1024 * 1024
MAX_FILES = 200


def read_bundle(source: Path | bytes) -> Mapping[str, bytes]:
    """Return the CSV files of an export by lower-case base name; refuses what is no export."""
    if isinstance(source, bytes):
        return _read_zip(BytesIO(source), "архив")
    if source.is_dir():
        return _checked(
            {
                path.name.lower(): path.read_bytes()
                for path in sorted(source.iterdir())
                if path.suffix.lower() == ".csv" and path.stat().st_size <= MAX_FILE
            },
            source.name,
        )
    if source.is_file():
        with source.open("rb") as stream:
            return _read_zip(BytesIO(stream.read(MAX_FILE + 1)), source.name)
    raise _refused(source.name, "Такого файла или папки нет.")


def _read_zip(stream: BytesIO, name: str) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES:
                raise _refused(name, "В архиве слишком много файлов: это не выгрузка школы.")
            for entry in entries:
                base = entry.filename.replace("\\", "/").rsplit("/", 1)[-1].lower()
                if not base.endswith(".csv") or base.startswith("._"):
                    continue
                if entry.file_size > MAX_FILE:
                    raise _refused(base, "Файл слишком большой.")
                if base in files:
                    raise _refused(base, "Файл встречается в архиве дважды. Оставьте один.")
                with archive.open(entry) as member:  # the size in the index is not to be trusted
                    files[base] = member.read(MAX_FILE + 1)
                if len(files[base]) > MAX_FILE:
                    raise _refused(base, "Файл слишком большой.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _refused(
            name, "Архив не читается: он повреждён, защищён паролем или это не zip."
        ) from error
    return _checked(files, name)


def _checked(files: dict[str, bytes], name: str) -> Mapping[str, bytes]:
    if not files:
        raise _refused(name, "Здесь нет ни одного файла CSV.")
    return files


def _refused(file: str, text: str) -> RosterRefused:
    return RosterRefused((Problem(Weight.ERROR, file, 0, "", text),))

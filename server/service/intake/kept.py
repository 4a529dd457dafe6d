"""The tables of a pull and rosters as bytes to keep, and back."""

import gzip
import json
from collections.abc import Mapping

from server.school_core.document import read_document
from server.school_core.document_write import write_document
from server.school_core.roster import Roster
from server.school_core.school import School
from server.service.rosters.contract import Tables
from server.service.rosters.rows import Row, row_of

_FILE = "принятый раньше список"


def pack_tables(tables: Tables) -> bytes:
    """Return the tables as bytes; only what a row says is kept, not where it stood."""
    return _pack({name: [row.as_dict() for row in rows.values()] for name, rows in tables.items()})


def unpack_tables(data: bytes | None) -> Tables:
    """Return the tables again; none where nothing was kept."""
    if data is None:
        return {}
    found: Mapping[str, list[dict[str, str]]] = json.loads(gzip.decompress(data))
    tables: dict[str, dict[str, Row]] = {}
    for name, rows in found.items():
        tables[name] = {
            cells["sourcedId"]: row_of(_FILE, line, cells) for line, cells in enumerate(rows, 1)
        }
    return tables


def pack_roster(roster: Roster) -> bytes:
    """Return a roster as bytes, without accounts."""
    return _pack(write_document(School(roster)))


def unpack_roster(data: bytes) -> Roster:
    """Return the roster again."""
    return read_document(gzip.decompress(data), server_name="").roster


def _pack(value: object) -> bytes:
    return gzip.compress(json.dumps(value, ensure_ascii=False).encode(), compresslevel=5, mtime=0)

"""`python -m server.demo --size 1000 --seed 14 --format oneroster12 --out DIR`: invented schools.

Writes the exports that a real school would bring, or a year of them, one folder a moment.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from server.demo import tables
from server.demo.gradebook import demo_groups, gradebook_export
from server.demo.lists import workbook
from server.demo.school import DemoSchool, make_region, make_school, merged
from server.demo.tables import Tables
from server.demo.year import Moment, a_year
from server.school_core.document_write import write_document
from server.school_core.school import School

_CSV: Mapping[str, tuple[Callable[[Sequence[DemoSchool]], Tables], str]] = {
    "oneroster11": (tables.oneroster_11, "1.1"),
    "oneroster12": (tables.oneroster_12, "1.2"),
    "sds21": (tables.sds_21, ""),
}
FORMATS = (*_CSV, "xlsx", "document")


def main(argv: Sequence[str] | None = None) -> int:
    """Write what was asked for; 0 when all went well."""
    options = _options(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.schools > 1:
        schools = make_region(seed=options.seed, schools=options.schools, size=options.size)
    else:
        schools = (make_school(seed=options.seed, size=options.size),)
    if not options.year:
        _save(options.out, export(schools, options.format, gradebook=options.gradebook))
        return 0
    if options.format == "document" or len(schools) > 1:
        sys.stderr.write("Год изменений бывает у одной школы и в форматах выгрузок.\n")
        return 2
    write_year(schools[0], options.format, options.out)
    return 0


def export(
    schools: Sequence[DemoSchool], form: str, *, gradebook: bool = False
) -> dict[str, bytes]:
    """Return the files of a whole export by name."""
    if form == "xlsx":
        return {f"{one.org}.xlsx": workbook(one) for one in schools}
    if form == "document":
        text = json.dumps(write_document(School(merged(schools))), ensure_ascii=False, indent=1)
        return {"roster.json": text.encode()}
    make, version = _CSV[form]
    files = tables.bulk(make(schools), version=version)
    if gradebook:
        for one in schools:
            files |= _gradebook(one)
    return files


def write_year(school: DemoSchool, form: str, out: Path) -> None:
    """Write a year: each moment whole, and as a change where the format knows changes."""
    before: Moment | None = None
    for moment in a_year(school):
        folder = out / moment.day.isoformat()
        _save(folder / "bulk", export((moment.school,), form))
        if before is not None and form in _CSV and _CSV[form][1]:
            make, version = _CSV[form]
            old, new = make((before.school,)), make((moment.school,))
            _save(folder / "delta", tables.delta(old, new, version=version, day=moment.day))
        said = {
            "events": moment.events,
            "rulings": [
                {
                    "guardian": one.guardian,
                    "child": one.child,
                    "no_contact": one.no_contact,
                    "no_diary": one.no_diary,
                }
                for one in sorted(moment.rulings, key=lambda one: (one.guardian, one.child))
            ],
        }
        (folder / "events.json").write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
        before = moment


def _gradebook(school: DemoSchool) -> dict[str, bytes]:
    begins = date(school.year, 9, 1)
    files = gradebook_export(demo_groups(school), begins=begins, today=date(school.year, 11, 25))
    del files["academicsessions.csv"]  # the export has its own
    return files


def _save(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m server.demo", description="Выдуманные школы.")
    parser.add_argument("--size", type=int, default=1000, help="учеников в школе")
    parser.add_argument("--schools", type=int, default=1, help="сколько школ (область)")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--format", choices=FORMATS, default="oneroster12")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--year", action="store_true", help="год изменений, папка на момент")
    parser.add_argument("--gradebook", action="store_true", help="с журналом (OneRoster)")
    options = parser.parse_args(argv)
    if options.size < 1 or options.schools < 1:
        parser.error("школа не бывает пустой")
    return options


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.tour --out DIR`: exit code 0 only if every step worked."""

import argparse
import json
import os
import shutil
import sys
import traceback
from pathlib import Path


def main() -> int:
    """Start the school, drive the app, report."""
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--running", type=Path, help="status file of a school that runs already")
    parser.add_argument("--school", type=Path, help="data folder of that school")
    parser.add_argument("--only", nargs="*", default=[], help="names of steps, for trying")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_ACCESSIBILITY"] = "1"
    out: Path = options.out.absolute()
    work = out.parent / "tour-data"
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(work, ignore_errors=True)
    out.mkdir(parents=True)
    work.mkdir(parents=True)

    import keyring

    from app import bootstrap
    from tests.tour.devices import prepare_devices
    from tests.tour.memory_keyring import MemoryKeyring
    from tests.tour.school import EmbeddedSchool
    from tests.tour.steps import Tour

    prepare_devices(work)
    keyring.set_keyring(MemoryKeyring())  # the keyring of whoever runs the tour is not touched
    school = EmbeddedSchool(work / "school")
    tour = Tour(out, school, only=frozenset(options.only))
    try:
        if options.running:
            tour.status = json.loads(options.running.read_text("utf-8"))
            tour.owns_school = False
            tour.data = options.school or tour.data
        else:
            tour.status = school.start()
        bootstrap.run(bootstrap.Options(data=work / "app", log_level="DEBUG"), tour.drive)
        english = work / "app" / "preferences.json"
        english.write_text(json.dumps({**json.loads(english.read_text()), "language": "en"}))
        bootstrap.run(bootstrap.Options(data=work / "app", log_level="DEBUG"), tour.drive_english)
    finally:
        school.stop()
    log = (work / "app" / "log" / "parta.log").read_text("utf-8")
    if " ERROR " in log:
        tour.failures.append(("log", AssertionError(log[log.index(" ERROR ") :][:3000])))
    for name, error in tour.failures:
        print(f"✗ {name}", file=sys.stderr)
        traceback.print_exception(error)
    print(f"{len(tour.done)} шагов удалось, {len(tour.failures)} нет; снимки в {out}")
    return 1 if tour.failures or not tour.done else 0


if __name__ == "__main__":
    raise SystemExit(main())

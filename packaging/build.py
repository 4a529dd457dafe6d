"""Make the program that people install.

    python packaging/build.py program    the folder alone: build/packaging/dist/parta
    python packaging/build.py deb        a package for Debian, Ubuntu, Astra
    python packaging/build.py rpm        a package for ALT, RED OS (needs rpmbuild)
    python packaging/build.py tar        an archive that installs for one person
    python packaging/build.py msi --program DIR    a Windows installer from a folder made on Windows
    python packaging/build.py dmg        a macOS disk image (on macOS)

Everything is made from the lock files in an environment of its own. A program runs on systems as
old as the one it was made on, or newer.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "dev"), str(HERE.parent)]

from environment import BUILD, ROOT, ensure_environment, environment, fail, say  # noqa: E402

WORK = BUILD / "packaging"
PROGRAM = WORK / "dist" / "parta"


def run(*command: str | Path, **variables: str) -> None:
    """Run a step; stop where it fails."""
    if subprocess.run(command, cwd=ROOT, env=environment(**variables), check=False).returncode:
        fail(f"Сборка остановилась: {Path(command[0]).name} {' '.join(map(str, command[1:4]))}…")


def make_program() -> Path:
    """Freeze the program into a folder and see that it starts."""
    python = ensure_environment("app", "build", folder=WORK / "env")
    say("Готовлю картинку и переводы…")
    run(python, HERE / "assets.py", WORK / "assets")
    say("Собираю программу… это минута или две")
    folders = ["--distpath", PROGRAM.parent, "--workpath", WORK / "work"]
    run(
        *(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders),
        HERE / "parta.spec",
        PARTA_ASSETS=str(WORK / "assets"),
    )
    program = PROGRAM / ("parta.exe" if os.name == "nt" else "parta")
    run(program, "--version", QT_QPA_PLATFORM="offscreen")
    size = sum(
        one.stat().st_size for one in PROGRAM.rglob("*") if one.is_file() and not one.is_symlink()
    )
    say(f"Программа: {PROGRAM} ({size / 1e6:.0f} МБ)")
    return PROGRAM


def main(arguments: Sequence[str] | None = None) -> int:
    """Make what the arguments ask for; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("program", "deb", "rpm", "tar", "msi", "dmg"))
    parser.add_argument("--program", type=Path, help="a folder that was made before")
    parser.add_argument("--out", type=Path, default=WORK, help="where the package goes")
    given = parser.parse_args(arguments)
    program = given.program or make_program()
    given.out.mkdir(parents=True, exist_ok=True)
    made = program
    if given.what in ("deb", "rpm", "tar"):
        import linux_packages

        made = linux_packages.MAKERS[given.what](program, given.out / "stage", given.out)
    elif given.what == "msi":
        import windows_package

        made = windows_package.make_msi(program, given.out / "stage", given.out)
    elif given.what == "dmg":
        made = given.out / "Parta.dmg"
        source = PROGRAM.parent / "Parta.app"
        run("hdiutil", "create", "-volname", "Parta", "-srcfolder", source, "-ov", made)
    say(f"Готово: {made}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""`python -m server.deploy`: configuration of a school's servers, its check, backup and restore."""

import argparse
import sys
from pathlib import Path

from server.deploy.backup import BackupRefused, back_up, restore
from server.deploy.check import faults
from server.deploy.make import make
from server.deploy.plan import PlanRefused, read_plan


def main(argv: list[str] | None = None) -> int:
    """Do one command; 0 when it went well."""
    options = _parser().parse_args(argv)
    try:
        plan = read_plan(options.plan)
        match options.command:
            case "make":
                written = make(plan, options.out)
                _say(f"Записано файлов: {len(written)}, папка «{options.out}».")
                return _checked(options.out)
            case "check":
                return _checked(options.out)
            case "backup":
                size = back_up(options.out, plan, options.file)
                _say(f"Копия записана: «{options.file}», {size / 1e6:.1f} МБ.")
            case "restore":
                make(plan, options.out)
                restore(options.file, options.out, plan)
                make(plan, options.out)
                _say("Школа восстановлена. Запустите: systemctl start parta.target")
    except (PlanRefused, BackupRefused) as refused:
        _say(str(refused))
        return 1
    return 0


def _checked(folder: Path) -> int:
    found = faults(folder)
    for fault in found:
        _say(fault)
    if not found:
        _say("Проверено: Synapse, сервис школы и nginx принимают эти файлы.")
    return 1 if found else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m server.deploy", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (
        ("make", "записать файлы по плану и проверить их"),
        ("check", "проверить записанные файлы"),
        ("backup", "сделать копию работающей школы"),
        ("restore", "сделать школу из копии: базы должны быть пустыми"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("plan", type=Path, help="план: файл YAML")
        command.add_argument("--out", type=Path, required=True, help="папка с конфигурацией")
        if name in ("backup", "restore"):
            command.add_argument("--file", type=Path, required=True, help="файл копии")
    return parser


if __name__ == "__main__":
    sys.exit(main())

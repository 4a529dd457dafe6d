"""`python -m server.local --data DIR`: the embedded school in one command."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from server.local.folder import Folder, FolderError, open_folder
from server.local.homeserver_config import HomeserverSpec
from server.local.lifeline import end_with_parent
from server.local.report import Login, Reporter
from server.local.services import ServiceFailed
from server.local.supervisor import School, Supervisor

SCHOOL = HomeserverSpec("school", "school14.example", title="Школа № 14, Самара")
PERSONAL = HomeserverSpec("personal", "home.example")


def main(argv: list[str] | None = None) -> int:
    """Run until told to stop; 0 after a clean stop, 1 when it cannot run."""
    parser = _parser()
    options = parser.parse_args(argv)
    filled = options.fresh_seed_size != "none" and SCHOOL.name in options.servers
    if filled and not options.service:
        parser.error("школу наполняет её сервис: без него только --fresh-seed-size none")
    if options.parent_pid:
        end_with_parent(options.parent_pid)
    reporter = Reporter(
        json_lines=options.json,
        status_file=options.status_file,
        logins=_logins(options),
    )
    try:
        folder = open_folder(options.data.absolute())
        try:
            asyncio.run(_run(_school(options), folder, reporter))
        finally:
            folder.close()
    except (FolderError, ServiceFailed, BaseExceptionGroup) as problem:
        reporter.failed(str(_sentence(problem)))
        return 1
    reporter.stopped()
    return 0


async def _run(school: School, folder: Folder, reporter: Reporter) -> None:
    running = asyncio.ensure_future(Supervisor(school, folder, reporter).run())
    asked_to_stop = False

    def stop() -> None:
        nonlocal asked_to_stop
        if not asked_to_stop:
            asked_to_stop = True
            reporter.stopping()
            running.cancel()

    _on_stop_signals(stop)
    try:
        await running
    except asyncio.CancelledError:
        if not asked_to_stop:
            raise


def _on_stop_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        if signal.getsignal(number) is signal.SIG_IGN:  # nohup
            continue
        if sys.platform == "win32":
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
        else:
            loop.add_signal_handler(number, stop)


def _school(options: argparse.Namespace) -> School:
    seed = None
    if options.fresh_seed_size != "none":
        from server.local.demo.seed import seeder  # Pillow and httpx, on a first start only

        seed = seeder(options.fresh_seed_size)
    specs = [spec for spec in (SCHOOL, PERSONAL) if spec.name in options.servers]
    livekit = os.environ.get("PARTA_LIVEKIT")
    return School(
        homeservers=tuple(_with_extra(spec, options.config) for spec in specs),
        seed=seed,
        livekit=Path(livekit) if livekit else None,
        service=options.service and SCHOOL.name in options.servers,
        more={
            name: yaml.safe_load(path.read_text(encoding="utf-8"))
            for name, path in (
                ("service", options.service_config),
                ("livekit", options.livekit_config),
            )
            if path is not None
        },
    )


def _with_extra(spec: HomeserverSpec, path: Path | None) -> HomeserverSpec:
    if path is None:
        return spec
    extra: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return HomeserverSpec(spec.name, spec.server_name, title=spec.title, extra=extra)


def _logins(options: argparse.Namespace) -> tuple[Login, ...]:
    if options.fresh_seed_size == "none":
        return ()
    from server.local.demo.accounts import LOGINS

    return tuple(login for login in LOGINS if login.server in options.servers)


def _sentence(problem: BaseException) -> BaseException:
    """The error with a sentence for people among those of a task group; a bug goes on its way."""
    if not isinstance(problem, BaseExceptionGroup):
        return problem
    known = problem.subgroup((FolderError, ServiceFailed))
    if known is None:
        raise problem
    return _sentence(known.exceptions[0])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m server.local",
        description="Школа на этом компьютере: учебный и личный серверы, только для этой машины.",
    )
    parser.add_argument("--data", type=Path, required=True, help="папка с данными школы")
    parser.add_argument(
        "--fresh-seed-size",
        choices=("full", "small", "none"),
        default="full",
        help="чем наполнить школу при первом запуске",
    )
    parser.add_argument(
        "--servers", nargs="+", choices=("school", "personal"), default=["school", "personal"]
    )
    parser.add_argument(
        "--service",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="запускать ли сервис школы рядом с учебным сервером",
    )
    parser.add_argument("--config", type=Path, help="YAML с настройками Synapse поверх наших")
    for name in ("service", "livekit"):
        text = f"то же для {name}.yaml: отделы верхнего уровня дополняются"
        parser.add_argument(f"--{name}-config", type=Path, help=text)
    parser.add_argument("--status-file", type=Path, help="файл JSON с адресами и состоянием")
    parser.add_argument("--json", action="store_true", help="строки JSON вместо текста")
    parser.add_argument("--parent-pid", type=int, help="остановиться вместе с этим процессом")
    return parser


if __name__ == "__main__":
    sys.exit(main())

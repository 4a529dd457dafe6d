"""The composition root: the only file that knows every layer.

Order of a start: a process fetches the picture of last time while Qt is loaded, and the window
shows it; then the screen is imported, and the same list stands there for real; only then is
everything heavy imported, in a thread.
"""

import gc
import json
import logging
import os
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app import __version__
from app.aside import can_fork
from app.domain.errors import AppError
from app.domain.managed import FREE, Managed
from app.first_look import FirstLook

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.services.facade.profiles import StorageChoice
    from app.services.ports.secrets import Secrets
    from app.services.profiles import ProfileManager
    from app.services.workshop import Workshop
    from app.ui.application import Screen
    from app.ui.window.main_window import MainWindow

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said."""

    data: Path
    connect: str = ""
    link: str = ""
    hidden: bool = False
    """Started with the system: only the tray icon comes."""
    take_links: bool = False
    """Have the system hand `parta:` and `matrix:` links to this program."""
    log_level: str = "INFO"
    managed: Managed = FREE
    """What is decided for this computer."""


Drive = Callable[["Screen", "ProfileManager"], Awaitable[None]]
"""Something that uses the program as a person would: the tour, a test."""


def usual_data(managed: Managed = FREE) -> Path:
    """Return where data lies: as decided, in a folder for each person, or as usual here."""
    if managed.cache_dir:
        import getpass

        return Path(os.path.expandvars(managed.cache_dir)).expanduser() / getpass.getuser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Parta"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Parta"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "parta"


def log_file(data: Path) -> Path:
    """Return where the log is kept."""
    return data / "log" / "parta.log"


def start_logging(options: Options) -> None:
    """Log to a small rotating file; nothing private is ever in a record."""
    import logging.handlers

    log_file(options.data).parent.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        log_file(options.data), maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("app")
    root.setLevel(options.log_level)
    root.addHandler(handler)
    for remark in options.managed.remarks:
        _log.warning("policy: %s", remark)
    if options.managed.problem is not None:
        _log.error("policy: it cannot be read, so this is a shared computer")


def watch_crashes(tell: Callable[[BaseException], None]) -> None:
    """Log what nobody caught, and tell the person; slots and finalizers end up here too."""

    def on_uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("uncaught %s at %s", kind.__name__, places_of(trace))
        tell(error)

    def on_unraisable(what: "sys.UnraisableHookArgs") -> None:
        _log.error("unraisable %s at %s", what.exc_type.__name__, places_of(what.exc_traceback))

    sys.excepthook, sys.unraisablehook = on_uncaught, on_unraisable


def places_of(trace: TracebackType | None) -> str:
    """Return file names and lines alone: the words of an error may hold what is private."""
    frames = traceback.extract_tb(trace)
    return " > ".join(f"{Path(one.filename).name}:{one.lineno}" for one in frames)


def command_of(options: Options) -> list[str]:
    """Return the command that starts this program on the same data."""
    from app.ui.desktop.starting import program

    own = options.data.absolute()
    usual = own == usual_data(options.managed).absolute()
    return program() if usual else [*program(), "--data", str(own)]


# --------------------------------------------------------------------------------------- the rest


def directories() -> tuple[str, ...]:
    """Where schools are looked for by name: of this build, and of whoever runs this computer."""
    from app.ui.resources import resource

    told = os.environ.get("PARTA_DIRECTORIES", "").split()
    built = json.loads(resource("directories.json").read_text(encoding="utf-8"))
    return tuple(dict.fromkeys((*told, *built)))


def workshop(
    choose_storage: "StorageChoice", on_error: Callable[[BaseException], None], log: Path
) -> "Workshop":
    """Return what sessions are made from; imports everything heavy, so call it in a thread."""
    from app.media.engine.engine import MediaEngine, cameras_of
    from app.media.tools import FileTools
    from app.net.client import open_client
    from app.net.login import LoginClient
    from app.net.way import open_way
    from app.services.clock import SystemClock
    from app.services.secrets import KeyringSecrets
    from app.services.workshop import Workshop
    from app.store.profile_store import ProfileStore
    from app.store.vault import Vault
    from app.ui.qt.i18n import user_text

    keyring: Secrets = KeyringSecrets()
    return Workshop(
        open_api=open_client,
        open_store=ProfileStore.open,
        make_login=LoginClient,
        open_vault=Vault.open,
        tools=FileTools(),
        clock=SystemClock(),
        choose_storage=choose_storage,
        on_error=on_error,
        keyring=keyring,
        media=MediaEngine(open_way, extra_cameras=cameras_of(os.environ.get("PARTA_CAMERA", ""))),
        directories=directories(),
        say=user_text,
        log_file=log,
    )


def run(options: Options, drive: Drive | None = None) -> int:
    """Run the program with its window; return the exit code."""
    gc.disable()  # the collector's time comes on the UI thread (app.ui.qt.collector)
    shared = options.managed.shared_computer
    look = FirstLook(options.data, closed=shared, apart=can_fork())
    from PySide6.QtWidgets import QApplication

    from app.ui.desktop.hand_over import hand_over
    from app.ui.preferences import Preferences
    from app.ui.window.main_window import MainWindow, introduce

    # Named here, the style is made without Python's view of it, whose enumerations take 5 ms.
    qt = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    assert isinstance(qt, QApplication)
    if hand_over(instance_name(options.data), options.link):
        return 0
    introduce(qt)
    window = MainWindow(
        Preferences(options.data / "preferences.json", language=options.managed.language)
    )
    if not options.hidden:
        _take_picture(window, look)
    return _furnish(qt, window, look, options, drive)


def _take_picture(window: "MainWindow", look: FirstLook) -> None:
    kept = look.picture()  # megabytes, which go with the window's picture
    if kept is not None and not show_picture(window, kept):
        look.lacking = "it is of another look or size"


def show_picture(window: "MainWindow", kept: bytes | memoryview) -> bool:
    """Paint the picture of last time if it fits; return whether it did."""
    from app.ui.qt.first_paint import paint_now
    from app.ui.window.start_picture import mark, unpack

    window.ensurePolished()  # with the style come the colours that the mark names
    ratio = window.devicePixelRatio()
    picture = unpack(kept, mark(window.preferences, ratio), ratio)
    if picture is None or not window.show_picture(picture):
        return False
    paint_now(window)
    return True


def _furnish(
    qt: "QApplication",
    window: "MainWindow",
    look: FirstLook,
    options: Options,
    drive: Drive | None,
) -> int:
    """Put the real list in the place of its picture, and let it live."""
    from app.ui.application import Screen
    from app.ui.qt.collector import UiCollector
    from app.ui.qt.first_paint import paint_now

    start_logging(options)
    if look.lacking:
        _log.info("a start without a picture: %s", look.lacking)
    collector = UiCollector()
    screen = Screen(qt, window, command=command_of(options))
    watch_crashes(screen.show_error)
    screen.show_snapshot(look.snapshots(), hidden=options.hidden)
    paint_now(window)
    window.drop_picture()
    import asyncio

    import qasync

    from app.ui.desktop.single_instance import Doorbell, FileLinks

    def settle() -> None:
        collector.settle()
        look.close()

    doorbell = Doorbell(instance_name(options.data))
    doorbell.rung.connect(screen.open_link)
    if sys.platform == "darwin":  # elsewhere it would only slow every event down
        FileLinks(qt).opened.connect(screen.open_link)
    with qasync.QEventLoop(qt) as loop:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(_live(screen, options, drive, settle))
    doorbell.close()
    # The collector stays away: what it destroys now may want the lock that Qt holds while what
    # comes after this line is destroyed, and the program would never end.
    return 0


async def _live(
    screen: "Screen", options: Options, drive: Drive | None, settle: Callable[[], None]
) -> None:
    import asyncio

    from app.services.tasks import TaskScope

    def on_error(error: BaseException) -> None:
        if not isinstance(error, AppError):
            _log.error("unexpected", exc_info=error)
        screen.show_error(error)

    tasks = TaskScope(on_error)
    make = asyncio.get_running_loop().run_in_executor
    parts = await make(None, workshop, screen.choose_storage, on_error, log_file(options.data))
    from app.services.profiles import ProfileManager

    profiles = ProfileManager(options.data, parts, managed=options.managed)
    await profiles.start()
    screen.attach(profiles, tasks)
    settle()
    if options.take_links:
        tasks.start(screen.take_links())
    if options.connect and not len(profiles.sessions):
        screen.show_login(options.connect)
    if options.link:
        screen.open_link(options.link)
    try:
        if drive is not None:
            await drive(screen, profiles)
        else:
            await screen.closed.wait()
    finally:
        await screen.leave()
        screen.detach()
        await tasks.aclose()
        await profiles.aclose()


def instance_name(data: Path) -> str:
    """Return the name by which a second start on the same folder finds the first."""
    from PySide6.QtCore import QCryptographicHash  # `hashlib` would load OpenSSL

    path = os.path.normcase(data.absolute()).encode()  # Windows knows no case
    digest = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256)
    return f"parta-{bytes(digest.toHex().data()).decode()[:16]}"


# ------------------------------------------------------------------------------- without a screen


async def headless(
    data: Path, on_error: Callable[[BaseException], None], *, keyring: "Secrets | None" = None
) -> "ProfileManager":
    """Return the started program without a screen: for tests, benchmarks and tools."""
    from dataclasses import replace

    from app.services.profiles import ProfileManager
    from app.services.secrets import MemorySecrets

    async def memory_only() -> str | None:
        return None

    parts = workshop(memory_only, on_error, log_file(data))
    manager = ProfileManager(data, replace(parts, keyring=keyring or MemorySecrets()))
    await manager.start()
    return manager


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run."""
    import argparse

    parser = argparse.ArgumentParser(prog="parta", description="Парта — школьный мессенджер")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data", type=Path, default=None, help="папка с данными")
    parser.add_argument("--connect", default="", metavar="АДРЕС", help="адрес школы для входа")
    parser.add_argument("--log-level", default="", help="подробность журнала")
    parser.add_argument("--hidden", action="store_true", help="начать в области уведомлений")
    parser.add_argument(
        "--take-links", action="store_true", help="открывать ссылки системы и с этими данными"
    )
    parser.add_argument("link", nargs="?", default="", help="ссылка parta:// или matrix:")
    given = parser.parse_args(arguments)
    from app.services.managed_policy import managed_policy

    managed = managed_policy()
    usual = usual_data(managed)
    data = given.data or Path(os.environ.get("PARTA_DATA") or usual)
    return run(
        Options(
            data=data,
            connect=given.connect,
            link=given.link,
            hidden=given.hidden,
            take_links=given.take_links or data == usual,
            log_level=given.log_level or managed.log_level or "INFO",
            managed=managed,
        )
    )

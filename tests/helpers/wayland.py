"""A Wayland desktop of the test's own: sway without a screen, PipeWire, and the desktop portal.

Everything is real but two things. Sway refuses to run as root, so root runs it as nobody. And
Debian's xdg-desktop-portal-wlr (0.7) wants to hear which format pictures on a graphics card have,
also where there is no such card and pictures go by memory: an `Interpreter` between the two adds
that word.
"""

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.helpers.bus import bus_command
from tests.helpers.school import until
from tests.helpers.wayland_words import Interpreter

WIDTH, HEIGHT = 800, 600
SHOT = Path("/tmp/out.png")
"""Where sway's portal leaves its screenshots."""
_NOBODY = 65_534
_PROGRAMS = ("sway", "pipewire", "wireplumber", "dbus-daemon", "grim")
_PORTAL = Path("/usr/libexec/xdg-desktop-portal")
_PORTAL_OF_SWAY = Path("/usr/libexec/xdg-desktop-portal-wlr")
_PORTAL_OF_GTK = Path("/usr/libexec/xdg-desktop-portal-gtk")
_PORTALS = Path("/usr/share/xdg-desktop-portal/portals")
_CONFIGURATION = """
xwayland disable
output * resolution {width}x{height}
default_border none
default_floating_border none
for_window [title="^fills the screen$"] fullscreen enable
"""


class Wayland:
    """Runs until `stop`; `env` points programs (and this process) at it."""

    def __init__(self) -> None:
        for name in _PROGRAMS:
            assert shutil.which(name), f"{name} is missing: ./check installs it"
        for path in (_PORTAL, _PORTAL_OF_SWAY, _PORTAL_OF_GTK):
            assert path.exists(), f"{path} is missing: ./check installs it"
        self.folder = Path(tempfile.mkdtemp(prefix="parta-wayland-"))
        self._programs: list[subprocess.Popen[bytes]] = []
        self._interpreter: Interpreter | None = None
        run, home = self.folder / "run", self.folder / "home"
        run.mkdir(0o700)
        home.mkdir()
        self.env = {
            "XDG_RUNTIME_DIR": str(run),
            "XDG_CURRENT_DESKTOP": "sway",
            "XDG_SESSION_TYPE": "wayland",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={run / 'bus'}",
        }
        self._kept = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
        try:
            self._start(run)
        except BaseException:
            self.stop()
            raise

    def message(self, *words: str) -> str:
        """Tell sway something, and return what it says."""
        done = subprocess.run(
            ["swaymsg", "--socket", self._socket, *words],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def end_portal_of_sway(self) -> None:
        """The part that shares the screen ends, as after a crash."""
        self._end(self._shares)

    def start_portal_of_sway(self, *, asks: str = "") -> None:
        """It shares screens: this one, without a question, or what the program `asks` says."""
        chooses = f"chooser_type=simple\nchooser_cmd={asks}" if asks else "chooser_type=none"
        file = Path(self._kept["XDG_CONFIG_HOME"], "xdg-desktop-portal-wlr/config")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"[screencast]\n{chooses}\noutput_name=HEADLESS-1\n")
        self._shares = self._run(
            [str(_PORTAL_OF_SWAY), "-r"], {"WAYLAND_DISPLAY": str(self._interpreter_path)}
        )
        name = "org.freedesktop.impl.portal.desktop.wlr"
        self._owned(name)
        # What it is told while it starts it may hear only with the next word (mended in 0.7.1).
        ping = ["--object-path=/", "--method=org.freedesktop.DBus.Peer.Ping", "--timeout=1"]
        call = ["gdbus", "call", "--session", f"--dest={name}", *ping]
        until(lambda: self._done(call).returncode == 0)

    def stop(self) -> None:
        """End it."""
        for program in reversed(self._programs):
            self._end(program)
        if self._interpreter is not None:
            self._interpreter.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, run: Path) -> None:
        self._run(bus_command(self.folder, self.env["DBUS_SESSION_BUS_ADDRESS"]))
        until((run / "bus").exists)
        self._run(["pipewire"])
        until((run / "pipewire-0").exists)
        self._run(["wireplumber"])
        configuration = self.folder / "sway.conf"
        configuration.write_text(_CONFIGURATION.format(width=WIDTH, height=HEIGHT))
        is_root = os.geteuid() == 0
        if is_root:
            self.folder.chmod(0o755)
            os.chown(run, _NOBODY, _NOBODY)
        self._run(
            ["sway", "--config", str(configuration)],
            {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"},
            user=_NOBODY if is_root else None,
        )
        until(lambda: list(run.glob("wayland-?")) and list(run.glob("sway-ipc.*.sock")))
        [display] = run.glob("wayland-?")
        [ipc] = run.glob("sway-ipc.*.sock")
        self.env["WAYLAND_DISPLAY"], self._socket = display.name, str(ipc)
        self._interpreter_path = self.folder / "interpreted"
        self._interpreter = Interpreter(self._interpreter_path, display)
        self.start_portal_of_sway()
        known = self.folder / "portals"
        known.mkdir()
        for name in ("wlr.portal", "gtk.portal"):
            shutil.copy(_PORTALS / name, known)
        # The portal gives screenshots only where somebody could ask the person, too.
        self._run([str(_PORTAL_OF_GTK)])
        self._owned("org.freedesktop.impl.portal.desktop.gtk")
        self._run([str(_PORTAL)], {"XDG_DESKTOP_PORTAL_DIR": str(known)})
        self._owned("org.freedesktop.portal.Desktop")

    def _environment(self) -> dict[str, str]:
        foreign = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PULSE_SERVER"}
        kept = {name: value for name, value in os.environ.items() if name not in foreign}
        return kept | self._kept | self.env

    def _run(
        self, command: Sequence[str], env: dict[str, str] | None = None, *, user: int | None = None
    ) -> subprocess.Popen[bytes]:
        with (self.folder / f"{Path(command[0]).name}.txt").open("ab") as log:
            program = subprocess.Popen(
                command,
                env=self._environment() | (env or {}),
                stdout=log,
                stderr=log,
                user=user,
                group=user,
                extra_groups=[] if user else None,
                start_new_session=True,
            )
        self._programs.append(program)
        return program

    def _done(self, command: Sequence[str]) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(command, env=self._environment(), capture_output=True, check=False)

    def _owned(self, name: str) -> None:
        """Wait until somebody has this name on the bus."""
        done = self._done(["gdbus", "wait", "--session", "--timeout=30", name])
        assert done.returncode == 0, f"{name}: {done.stderr.decode()}"

    @staticmethod
    def _end(program: "subprocess.Popen[bytes]") -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGTERM)
        try:
            program.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait(5)


@cache
def shared_wayland() -> Wayland:
    """The one of this process."""
    desktop = Wayland()
    atexit.register(desktop.stop)
    return desktop

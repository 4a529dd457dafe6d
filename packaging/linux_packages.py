"""Packages for Linux from the frozen program: .deb, .rpm, and an archive for one person."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from environment import fail

import app

HERE = Path(__file__).resolve().parent
LINUX = HERE / "linux"
ID = "app.parta.Parta"
BY_NAME = ("libegl1", "libgl1", "libportaudio2")
"""Libraries that are loaded by name while the program runs, so that no file says so."""
OPTIONAL = ("libqgtk3.so", "libqwayland")
"""Files of Qt that are used where the desktop has what they want."""


def architecture() -> str:
    """Return the machine's name as Debian has it."""
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


def stage(program: Path, root: Path) -> Path:
    """Lay the files out as they will lie on the system."""
    shutil.rmtree(root, ignore_errors=True)
    lib, share = root / "usr/lib/parta", root / "usr/share"
    shutil.copytree(program, lib, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/parta").symlink_to("../lib/parta/parta")
    _put(LINUX / f"{ID}.desktop", share / "applications" / f"{ID}.desktop")
    _put(LINUX / f"{ID}.svg", share / "icons/hicolor/scalable/apps" / f"{ID}.svg")
    _put(LINUX / "copyright", share / "doc/parta/copyright")
    about = (LINUX / f"{ID}.metainfo.xml").read_text("utf-8")
    about = about.replace("@VERSION@", app.__version__).replace("@DATE@", _date())
    target = share / "metainfo" / f"{ID}.metainfo.xml"
    target.parent.mkdir(parents=True)
    target.write_text(about, "utf-8")
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == lib / "parta"
            path.chmod(0o755 if runs else 0o644)
    return root


def make_deb(program: Path, work: Path, out: Path) -> Path:
    """Make a Debian package; menus, links and icons are refreshed by dpkg's own file triggers."""
    _need("dpkg-deb", "dpkg")
    _need("dpkg-shlibdeps", "dpkg-dev")
    root = stage(program, work / "deb")
    control = root / "DEBIAN"
    control.mkdir(mode=0o755)
    files = sorted(one for one in root.rglob("*") if one.is_file() and control not in one.parents)
    size = sum(one.lstat().st_size for one in files) // 1024
    fields = (LINUX / "control").read_text("utf-8")
    for name, value in {
        "VERSION": app.__version__,
        "ARCHITECTURE": architecture(),
        "SIZE": str(size),
        "DEPENDS": ", ".join(_depends(root / "usr/lib/parta", work)),
    }.items():
        fields = fields.replace(f"@{name}@", value)
    (control / "control").write_text(fields, "utf-8")
    sums = [f"{_md5(one)}  {one.relative_to(root)}\n" for one in files if not one.is_symlink()]
    (control / "md5sums").write_text("".join(sums), "utf-8")
    made = out / f"parta_{app.__version__}_{architecture()}.deb"
    _run("dpkg-deb", "--root-owner-group", "-Zxz", "-z4", "--build", root, made)
    return made


def make_rpm(program: Path, work: Path, out: Path) -> Path:
    """Make an RPM package."""
    _need("rpmbuild", "rpm")
    root = stage(program, work / "rpm")
    own = sorted({re.escape(one.name) for one in root.rglob("*.so*")})
    definitions = {
        "_topdir": work / "rpmbuild",
        "_rpmdir": out,
        "_build_name_fmt": "parta-%{VERSION}.%{ARCH}.rpm",
        "staged": root,
        "parta_version": app.__version__,
        "__requires_exclude": f"^({'|'.join(own)})",
        "__requires_exclude_from": f"/({'|'.join(OPTIONAL)})",
    }
    defined = [part for name, value in definitions.items() for part in ("-D", f"{name} {value}")]
    _run("rpmbuild", "-bb", "--quiet", *defined, LINUX / "parta.rpm.spec")
    return out / f"parta-{app.__version__}.{platform.machine()}.rpm"


def make_tar(program: Path, work: Path, out: Path) -> Path:
    """Make an archive with a script that installs for whoever runs it."""
    root = stage(program, work / "tar")
    name = f"parta-{app.__version__}-linux-{platform.machine()}"
    made = out / f"{name}.tar.xz"
    _put(LINUX / "install.sh", root / "install.sh", mode=0o755)

    def nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        return member

    with tarfile.open(made, "w:xz") as archive:
        archive.add(root, name, filter=nobodys)
    return made


MAKERS: dict[str, Callable[[Path, Path, Path], Path]] = {
    "deb": make_deb,
    "rpm": make_rpm,
    "tar": make_tar,
}


def _depends(lib: Path, work: Path) -> list[str]:
    """Ask dpkg which packages hold the libraries that our files want and do not bring."""
    wanting = [
        one
        for one in sorted(lib.rglob("*"))
        if one.is_file() and not one.is_symlink() and _is_elf(one)
        if not one.name.startswith(OPTIONAL)
    ]
    debian = work / "shlibs/debian"
    debian.mkdir(parents=True, exist_ok=True)
    (debian / "control").write_text("Source: parta\n\nPackage: parta\nArchitecture: any\n")
    folders = sorted({f"-l{one.parent}" for one in lib.rglob("*.so*")})
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *folders]
    done = subprocess.run(
        [*command, *map(str, wanting)],
        cwd=debian.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        fail(f"dpkg-shlibdeps: {done.stderr.strip()[-2000:]}")
    found = done.stdout.strip().removeprefix("shlibs:Depends=").split(", ")
    brought = _packages_of(one.name for one in (lib / "_internal").glob("*.so*"))
    named = {one.split(" ")[0]: one for one in found}
    wanted = {name: one for name, one in named.items() if name not in brought}
    return sorted(({name: name for name in BY_NAME} | wanted).values())


def _packages_of(names: Iterable[str]) -> set[str]:
    """Return which packages would bring libraries that we bring ourselves."""
    patterns = [f"*/{name}" for name in names]
    done = subprocess.run(
        ["dpkg-query", "--search", *patterns], capture_output=True, text=True, check=False
    )
    return {line.partition(":")[0] for line in done.stdout.splitlines()}


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _date() -> str:
    told = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(told), UTC) if told else datetime.now(UTC)
    return now.date().isoformat()


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _put(source: Path, target: Path, *, mode: int = 0o644) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def _need(program: str, package: str) -> None:
    if shutil.which(program) is None:
        fail(f"Нужна программа {program}: sudo apt-get install {package}")


def _run(*command: str | Path) -> None:
    if subprocess.run(command, check=False).returncode:
        fail(f"{command[0]} не справился: причина выше.")

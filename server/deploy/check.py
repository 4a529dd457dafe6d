"""Reads a made installation as its programs will, before any of them is started."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import yaml
from synapse.config import ConfigError
from synapse.config.homeserver import HomeServerConfig

from server.deploy.front import FRONT, loaded_modules
from server.service.settings import Settings, SettingsError


def faults(folder: Path) -> tuple[str, ...]:
    """Return what is wrong, each in a sentence; nothing where it can be started."""
    return (*_synapse(folder), *_service(folder), *_nginx(folder))


def _synapse(folder: Path) -> Iterator[str]:
    main = folder / "homeserver.yaml"
    for worker in (None, *sorted((folder / "workers").glob("*.yaml"))):
        files = [main] if worker is None else [main, worker]
        arguments = [word for file in files for word in ("-c", str(file))]
        try:
            HomeServerConfig.load_config("check", arguments)
        except (ConfigError, OSError, yaml.YAMLError) as error:
            yield f"Synapse не принимает «{files[-1].name}»: {error}"


def _service(folder: Path) -> Iterator[str]:
    try:
        Settings.read(folder / "service.yaml")
    except SettingsError as error:
        yield str(error)


def _nginx(folder: Path) -> Iterator[str]:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        return
    wrapper = folder / "nginx-check.conf"
    wrapper.write_text(f"pid {folder}/nginx-check.pid;\nerror_log stderr;\n{nginx_around(folder)}")
    try:
        done = subprocess.run(
            [nginx, "-t", "-q", "-c", str(wrapper)], capture_output=True, text=True, check=False
        )
    finally:
        wrapper.unlink()
        (folder / "nginx-check.pid").unlink(missing_ok=True)
    if done.returncode:
        yield f"nginx не принимает «nginx.conf»: {done.stderr.strip().splitlines()[-1]}"


def nginx_around(folder: Path) -> str:
    """Return the main part of an nginx that runs what was made into a folder."""
    return (
        f"{loaded_modules()}events {{}}\nhttp {{ include {folder}/nginx.conf; }}\n"
        f"include {folder}/{FRONT}*;\n"
    )


def database_arguments(folder: Path) -> dict[str, object]:
    """The arguments with which Synapse reaches its PostgreSQL."""
    config = yaml.safe_load((folder / "homeserver.yaml").read_text(encoding="utf-8"))
    arguments: dict[str, object] = config["database"]["args"]
    return arguments

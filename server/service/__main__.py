"""`python -m server.service --config service.yaml`: the school service under uvicorn."""

import argparse
import logging
import sys
from pathlib import Path

import uvicorn

from server.service.app import create_app
from server.service.settings import Settings, SettingsError


def main(argv: list[str] | None = None) -> int:
    """Serve until told to stop; 1 when the settings are of no use."""
    parser = argparse.ArgumentParser(prog="python -m server.service", description="Сервис школы.")
    parser.add_argument("--config", type=Path, required=True, help="файл настроек (YAML)")
    options = parser.parse_args(argv)
    try:
        settings = Settings.read(options.config)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # They would put addresses of links and letters of printed names into the log.
    for talkative in ("httpx", "fontTools"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m server.service.contract`: write the OpenAPI document to `server/contract`."""

import json
from pathlib import Path

from pydantic import SecretStr

import server.contract
from server.service.app import create_app
from server.service.settings import Settings

PATH = Path(server.contract.__file__).with_name("openapi.json")


def document() -> str:
    """The document as it stands in the file; it does not depend on where the service runs."""
    settings = Settings(
        database_url=SecretStr("sqlite://"),
        homeserver_url="http://homeserver.invalid",
        server_name="school.example",
        appservice_token=SecretStr("none"),
        public_url="https://school.example",
        data_dir=Path(),
    )
    return json.dumps(create_app(settings).openapi(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write it."""
    PATH.write_text(document(), encoding="utf-8")


if __name__ == "__main__":
    main()

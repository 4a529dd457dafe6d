"""The OpenAPI document in the tree is the one the service serves."""

import json

import httpx

from server.service import contract
from tests.helpers.school import Homeserver


def test_the_document_in_the_tree_is_current() -> None:
    current = contract.PATH.read_text(encoding="utf-8") == contract.document()
    assert current, "run: python -m server.service.contract"


def test_the_service_serves_it(service_server: Homeserver) -> None:
    served = httpx.get(service_server.service_url + "/v1/openapi.json", timeout=60).json()
    assert served == json.loads(contract.PATH.read_text(encoding="utf-8"))

"""Foreign programs of the tests run in Node; where it may be missing, the test says that it is."""

import os
import shutil
from pathlib import Path

import pytest


def require_node(project: Path) -> str:
    """The path of `node`, with the packages of `project` installed; skips only where told to."""
    forgiven = os.environ.get("PARTA_WITHOUT_NODE") and not os.environ.get("PARTA_REQUIRE_ALL")
    node = shutil.which("node")
    there = node is not None and (project / "node_modules").is_dir()
    if forgiven and not there:
        pytest.skip("no Node here, and the run was started without it")
    assert node is not None, (
        "Node is missing: install it, or set PARTA_WITHOUT_NODE=1 to go without"
    )
    assert there, f"packages are missing: npm ci in {project.name}"
    return node

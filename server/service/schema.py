"""What bodies of requests and replies have in common."""

from typing import Annotated, Any

from pydantic import ConfigDict, StringConstraints

NO_NUL = r"^[^\x00]*$"
"""PostgreSQL keeps no NUL in a text."""
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=NO_NUL),
]
"""What somebody calls a thing."""


def example(**fields: Any) -> ConfigDict:
    """The configuration of a body that shows one example in the contract."""
    return ConfigDict(json_schema_extra={"examples": [fields]})

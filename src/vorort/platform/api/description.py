"""The OpenAPI description: what the library writes, put right where our answers say more."""

from __future__ import annotations

from typing import Any

from vorort.platform.api.endpoints import api

PREFIX = "/api/v1"
_PROBLEM = "application/problem+json"
_CSV = {
    "schema": {"type": "string", "description": "UTF-8, Komma, Dezimalpunkt / UTF-8, comma, decimal point"}
}

_UNREADABLE = {
    "description": "Bad Request",
    "content": {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def described() -> dict[str, Any]:
    """Every address with its parameters and answers; errors as problems, values also as CSV."""
    schema = api.get_openapi_schema(path_prefix=f"{PREFIX}/")
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                _put_right(answer, is_problem=int(status) >= 400)
            operation["responses"][400] = _UNREADABLE
        if path.endswith("/observations"):
            operations["get"]["responses"][200]["content"]["text/csv"] = _CSV
    return schema


def _put_right(answer: dict[str, Any], *, is_problem: bool) -> None:
    if is_problem:
        answer["content"] = {_PROBLEM: answer["content"].pop("application/json")}

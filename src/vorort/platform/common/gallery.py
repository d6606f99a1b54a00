"""Sample content of the component gallery: ordinary, very long, and empty."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest


def samples(request: HttpRequest) -> dict[str, Any]:
    return {"page": Paginator(range(57), 10).page(2)}

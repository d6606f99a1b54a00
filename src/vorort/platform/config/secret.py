"""The secret key: given, or made once and kept beside the data."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(given: str, home: Path) -> str:
    """`given`, else the key in `home/secret_key`, which is created readable for its owner only."""
    if given:
        return given
    path = home / "secret_key"
    home.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _create(path)
    return path.read_text(encoding="ascii").strip()


def _create(path: Path) -> None:
    """Write beside and link: two workers starting at once agree on one complete key."""
    draft = path.with_name(f".secret_key.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

"""Log-ins of the demo. Each build makes new passwords; they are kept for the owner of the folder only."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

_PEOPLE = (
    ("betrieb@hollermark.example", "Nesrin Aydın-Petersen", "operator"),
    ("statistik@hollermark.example", "Jonas Okonkwo", "statistician"),
)
_WORDS = (
    "Anker",
    "Birke",
    "Deich",
    "Ebbe",
    "Fähre",
    "Garten",
    "Hafen",
    "Insel",
    "Kranich",
    "Linde",
    "Möwe",
    "Wolke",
)


@dataclass(frozen=True)
class LogIn:
    email: str
    name: str
    role: str
    password: str


def create(folder: Path) -> tuple[LogIn, ...]:
    """Accounts with new passwords, written down beside the demo."""
    from vorort.platform.people.models import User

    log_ins = tuple(LogIn(email, name, role, _password()) for email, name, role in _PEOPLE)
    for log_in in log_ins:
        user = User.objects.filter(email=log_in.email).first()
        if user is None:
            user = User.objects.create_user(log_in.email, log_in.password, name=log_in.name)
        else:
            user.set_password(log_in.password)
            user.save(update_fields=["password"])
        user.grants.get_or_create(role=log_in.role)
    _write(folder / "zugaenge.json", log_ins)
    return log_ins


def known(folder: Path) -> tuple[LogIn, ...]:
    content = json.loads((folder / "zugaenge.json").read_text(encoding="utf-8"))
    return tuple(LogIn(**entry) for entry in content)


def strangers() -> bool:
    """Whether people have accounts here who do not belong to the demo."""
    from vorort.platform.people.models import User

    return User.objects.exclude(email__in=[email for email, _, _ in _PEOPLE]).exists()


def _password() -> str:
    """Four words of twelve and four digits: easy to type, for one's own machine."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(4))
    return f"{words}-{secrets.randbelow(9000) + 1000}"


def _write(path: Path, log_ins: tuple[LogIn, ...]) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([asdict(log_in) for log_in in log_ins], file, ensure_ascii=False, indent=1)

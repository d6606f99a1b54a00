"""Message catalogues: compile them without a system gettext, and find what is missing in them."""

from __future__ import annotations

import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def catalogues(folder: Path = LOCALE) -> Iterator[tuple[str, Path]]:
    """Language and path of every catalogue."""
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        yield path.parent.parent.name, path


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """Write a .mo file beside every .po file that is newer; returns the files written."""
    written = []
    for language, path in catalogues(folder):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        with target.open("wb") as file:
            write_mo(file, read(path, language))
        written.append(target)
    return written


def read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults(path: Path, language: str) -> list[str]:
    """What is wrong in a catalogue: missing, doubtful, or with other placeholders than the German text."""
    found = []
    for message in read(path, language):
        if not message.id:
            continue
        name = _plain(message.id)[0][:60]
        if message.fuzzy:
            found.append(f"doubtful: {name}")
        elif not all(_plain(message.string)):
            found.append(f"missing: {name}")
        elif not _keeps_placeholders(message):
            found.append(f"placeholders differ: {name}")
    return found


def _plain(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text) or ("",)


def _keeps_placeholders(message: Message) -> bool:
    """A plural form may leave a number out ("one person"), but nothing may be invented or misspelt."""
    wanted = set().union(*(_placeholders(form) for form in _plain(message.id)))
    forms = [_placeholders(form) for form in _plain(message.string)]
    if len(forms) == 1:
        return forms[0] == wanted
    return all(form <= wanted for form in forms) and set().union(*forms) == wanted


def _placeholders(text: str) -> set[str]:
    """Names in "%(name)s" and "{name}"."""
    percent = {part.split(")")[0] for part in text.split("%(")[1:]}
    return percent | _braces(text)


def _braces(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:  # a single brace that is no placeholder
        return set()


def main(arguments: list[str]) -> int:
    """`compile` writes the .mo files, `check` prints every fault and answers 1 if there is one."""
    if arguments == ["compile"]:
        compile_all()
        return 0
    if arguments == ["check"]:
        found = [
            f"{language}: {fault}" for language, path in catalogues() for fault in faults(path, language)
        ]
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    sys.stderr.write("python -m vorort.platform.config.languages compile | check\n")
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

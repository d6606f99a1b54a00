"""Printing: a table for people, JSON and CSV for programs; errors as German sentences with exit 1."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from vorort.statistics.errors import StatisticsError

P = ParamSpec("P")
R = TypeVar("R")

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="Ausgabe als Tabelle, JSON oder CSV.",
)


class NotInOrder(click.ClickException):
    """Data are not in order, or nothing was found: exit 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(f"Fehler: {self.message}", err=True)


def said_in_german(command: Callable[P, R]) -> Callable[P, R]:
    """Anticipated failures of the engine end the command with their sentence, not with a traceback."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except StatisticsError as error:
            raise NotInOrder(str(error)) from error

    return wrapped


def print_rows(
    rows: Sequence[Mapping[str, Any]],
    form: str,
    columns: Mapping[str, str],
    title: str = "",
) -> None:
    """Rows in the wanted form. `columns` are those of the table with their German headings; JSON and
    CSV carry everything.
    """
    if form == "json":
        click.echo(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1))
    elif form == "csv":
        _print_csv(rows)
    else:
        _print_table(rows, columns, title)


def _print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: "" if value is None else value for name, value in row.items()})


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], title: str) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = {name: label for name, label in columns.items() if _says_something(rows, name)}
    table = Table(
        title=title or None, box=SIMPLE, title_justify="left", pad_edge=False, show_header=any(shown.values())
    )
    for name, label in shown.items():
        numeric = any(isinstance(row.get(name), (int, float)) for row in rows)
        table.add_column(label, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(german_number(row.get(name))) for name in shown))
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width, soft_wrap=False).print(table)


def _says_something(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    return any(row.get(name) not in (None, "", "insgesamt") for row in rows)


def german_number(value: Any) -> str:
    """1234.5 → "1 234,5"; whole numbers without decimals, texts as they are."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    digits = 0 if float(value).is_integer() else 4 if abs(value) < 1000 else 1
    text = f"{value:,.{digits}f}"
    if digits:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", "\u202f").replace(".", ",")


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr while something long runs; silent where nobody is watching."""
    if not sys.stderr.isatty():
        yield lambda step, done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda step, done, of: bar.update(
            task, description=f"{label}: {step}", completed=done, total=of
        )

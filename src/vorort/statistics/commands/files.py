"""`formats` and `inspect`: what we can read, and what is in a file."""

from __future__ import annotations

from dataclasses import asdict

import click

from vorort.statistics.commands.output import format_option, print_rows, said_in_german


@click.command("formats")
@format_option
@said_in_german
def formats_command(form: str) -> None:
    """Zählt die Formate auf, die eingelesen werden."""
    from vorort.statistics import formats

    headings = {"id": "Kennung", "name": "Format", "recognised_by": "Erkannt an", "example": "Beispiel"}
    print_rows([asdict(each) for each in formats()], form, headings)

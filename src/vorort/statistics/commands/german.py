"""Click in German. Click looks its texts up through `_` and `ngettext` in each of its modules.

Its own way, compiled gettext catalogues found through the locale of the machine, would make the
language of the program depend on where it runs.
"""

from __future__ import annotations

import sys

_TEXTS = {
    "%(prog)s, version %(version)s": "%(prog)s, Version %(version)s",
    "Aborted!": "Abgebrochen.",
    "Argument {name!r} takes {nargs} values.": "Die Angabe {name} braucht {nargs} Werte.",
    "Choose from:\n\t{choices}": "Zur Wahl stehen:\n\t{choices}",
    "Commands": "Befehle",
    "Could not open file {filename!r}: {message}": "„{filename}“ lässt sich nicht öffnen: {message}",
    "Error: {message}": "Fehler: {message}",
    "Invalid value for {param_hint}: {message}": "Ungültiger Wert für {param_hint}: {message}",
    "Invalid value: {message}": "Ungültiger Wert: {message}",
    "Missing argument": "Es fehlt die Angabe",
    "Missing command.": "Es fehlt der Befehl.",
    "Missing option": "Es fehlt die Option",
    "Missing parameter": "Es fehlt die Angabe",
    "Missing parameter: {param_name}": "Es fehlt die Angabe {param_name}",
    "Missing {param_type}": "Es fehlt: {param_type}",
    "No such command {name!r}.": "Den Befehl „{name}“ gibt es nicht.",
    "No such option {name!r}.": "Die Option „{name}“ gibt es nicht.",
    "Option {name!r} does not take a value.": "Die Option „{name}“ nimmt keinen Wert.",
    "Options": "Optionen",
    "Positional arguments": "Angaben",
    "Show the version and exit.": "Version anzeigen.",
    "Show this message and exit.": "Diese Hilfe anzeigen.",
    "Try '{command} {option}' for help.": "Hilfe gibt „{command} {option}“.",
    "Usage:": "Aufruf:",
    "default: {default}": "Vorgabe: {default}",
    "deprecated": "veraltet",
    "directory": "Ordner",
    "file": "Datei",
    "path": "Pfad",
    "File": "Datei",
    "Directory": "Ordner",
    "Path": "Pfad",
    "env var: {var}": "Umgebungsvariable: {var}",
    "required": "nötig",
    "unknown error": "unbekannter Fehler",
    "{name} {filename!r} does not exist.": "{name} „{filename}“ gibt es nicht.",
    "{name} {filename!r} is a directory.": "{name}: „{filename}“ ist ein Ordner.",
    "{name} {filename!r} is a file.": "{name}: „{filename}“ ist eine Datei.",
    "{name} {filename!r} is not readable.": "{name} „{filename}“ ist nicht lesbar.",
    "{name} {filename!r} is not writable.": "{name} „{filename}“ ist nicht beschreibbar.",
    "{value!r} is not a valid {number_type}.": "„{value}“ ist keine Zahl ({number_type}).",
    "{value} is not in the range {range}.": "{value} liegt nicht im Bereich {range}.",
    "Got unexpected extra argument ({args})": "Überzählige Angabe: {args}",
    "Got unexpected extra arguments ({args})": "Überzählige Angaben: {args}",
    "Did you mean {possibility}?": "Meinten Sie {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Meinten Sie: {possibilities}?)",
    "Option {name!r} requires an argument.": "Die Option „{name}“ braucht einen Wert.",
    "Option {name!r} requires {nargs} arguments.": "Die Option „{name}“ braucht {nargs} Werte.",
    "{value!r} is not {choice}.": "„{value}“ ist nicht {choice}.",
    "{value!r} is not one of {choices}.": "„{value}“ gibt es nicht. Zur Wahl stehen {choices}.",
    "{value!r} does not match the format {format}.": "„{value}“ ist kein Datum der Form {format}.",
    "{value!r} does not match the formats {formats}.": "„{value}“ ist kein Datum der Form {formats}.",
}


def german(text: str) -> str:
    return _TEXTS.get(text, text)


def german_of_number(one: str, many: str, number: int) -> str:
    return german(one if number == 1 else many)


def speak_german() -> None:
    """Let Click take its texts from here, in this process."""
    import click

    for name, module in list(sys.modules.items()):
        if name == click.__name__ or name.startswith(f"{click.__name__}."):
            if hasattr(module, "_"):
                module._ = german  # type: ignore[attr-defined]
            if hasattr(module, "ngettext"):
                module.ngettext = german_of_number  # type: ignore[attr-defined]

"""The handbook knows everything there is, and everything it shows works."""

import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from django.apps import apps
from django.core.management import get_commands, load_command_class
from pydantic import BaseModel

import vorort.statistics
from vorort.cli import cli
from vorort.platform.people.roles import ROLES
from vorort.statistics import vocab
from vorort.statistics.catalog import model as catalogue
from vorort.statistics.read import Mapping

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
USE, OPERATE = DOCS / "use", DOCS / "operate"
SOURCE = ROOT / "src" / "vorort"
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
DJANGO_ONLY = {"--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color"}


def text_of(*places):
    pages = [page for place in places for page in ([place] if place.is_file() else place.glob("*.md"))]
    return "\n".join(page.read_text("utf-8") for page in sorted(pages))


# --- completeness ------------------------------------------------------------------------------------


def options_of(command):
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }


def test_guides_name_every_command_and_option_of_the_statistics():
    guides, group = text_of(USE), cli.get_command(None, "statistics")
    commands = {name: group.get_command(None, name) for name in group.list_commands(None)}

    assert [name for name in commands if f"vorort statistics {name}" not in guides] == []
    assert {
        f"{name} {option}"
        for name, command in commands.items()
        for option in options_of(command)
        if f"{option} " not in guides and f"{option}`" not in guides
    } == set()


def test_operating_guides_name_every_command_and_option_of_the_platform():
    guides = text_of(OPERATE)
    platform = {name: cli.commands[name] for name in ("demo", "serve", "assets")}

    assert [name for name in platform if f"vorort {name}" not in guides] == []
    assert {
        f"{name} {option}"
        for name, command in platform.items()
        for option in options_of(command)
        if option not in guides
    } == set()


def test_operating_guides_name_every_management_command_of_ours():
    guides = text_of(OPERATE)
    ours = {name: app for name, app in get_commands().items() if str(app).startswith("vorort.")}

    assert [name for name in ours if f"vorort manage {name}" not in guides] == []
    for name, app in ours.items():
        parser = load_command_class(app, name).create_parser("vorort manage", name)
        options = {o for action in parser._actions for o in action.option_strings if o.startswith("--")}
        django = {o for o in parser._option_string_actions if o in DJANGO_ONLY}
        plain = {"--help", "--force-color", "--skip-checks"}
        assert {o for o in options - django - plain if o not in guides} == set(), name


def test_operating_guides_name_every_role():
    guides = text_of(OPERATE)

    assert [role.name for role in ROLES if f"`{role.name}`" not in guides] == []


def test_reference_of_the_mapping_names_every_field():
    reference = (USE / "eigene-tabelle.md").read_text("utf-8")

    assert [name for name in fields_of(Mapping) if f"`{name}`" not in reference] == []


def fields_of(model):
    for name, field in model.model_fields.items():
        yield name
        for part in re.findall(r"[A-Z]\w+", str(field.annotation)):
            nested = getattr(__import__("vorort.statistics.read.mapping", fromlist=[part]), part, None)
            if isinstance(nested, type) and issubclass(nested, BaseModel):
                yield from fields_of(nested)


def test_table_of_signs_names_every_state():
    guide = (USE / "statistikstelle.md").read_text("utf-8")

    assert [s for s in vocab.Status if s is not vocab.Status.OK and f"`{s}`" not in guide] == []


def test_map_names_every_app_of_the_platform():
    page = (DOCS / "architecture.md").read_text("utf-8")
    folders = {path.parent.name for path in (SOURCE / "platform").glob("*/__init__.py")}

    assert [name for name in folders if f"| `{name}` |" not in page] == []
    assert {
        config.name.rpartition(".")[2] for config in apps.get_app_configs() if "vorort" in config.name
    } <= (folders)


def test_map_names_every_part_of_the_engine():
    page = (DOCS / "architecture.md").read_text("utf-8")
    engine = SOURCE / "statistics"
    parts = {f"{path.parent.name}/" for path in engine.glob("*/__init__.py")}
    parts |= {path.name for path in engine.glob("*.py") if not path.name.startswith("__")}

    assert [name for name in sorted(parts) if f"`{name}`" not in page] == []


def test_map_and_engine_agree_on_the_tables():
    page = (DOCS / "architecture.md").read_text("utf-8")
    tables = ("FACTS", "SOURCED", "MEASURES", "RESULTS", "REGIONS", "CONVERSION")

    assert [name for name in tables if not hasattr(vocab, name) or f"`{name}`" not in page] == []


@pytest.mark.parametrize("folder", ["adr", "methods", "use", "operate"])
def test_every_page_is_listed_by_its_neighbours(folder):
    own = DOCS / folder / "README.md"
    index = (own if own.exists() else DOCS / "README.md").read_text("utf-8")

    unlisted = [
        page.name for page in (DOCS / folder).glob("*.md") if page != own and f"{page.name})" not in index
    ]

    assert unlisted == []


def test_types_of_the_glossary_exist():
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", (DOCS / "glossary.md").read_text("utf-8"), re.M)
    named = {word for row in rows for word in re.findall(r"`([A-Z]\w+)`", row)}

    assert named
    assert [word for word in named if not exists(word)] == []


def exists(word):
    models = {each.__name__ for each in apps.get_models()}
    return word in models or any(hasattr(room, word) for room in (vocab, catalogue, vorort.statistics))


# --- what the guides show ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    kind: str
    argument: str
    content: str


def blocks_of(page):
    return [Block(*found) for found in FENCE.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize("guide", ["statistikstelle.md", "eigene-tabelle.md"])
def test_examples_of_the_guide_do_what_it_says(guide, tmp_path, monkeypatch):
    """Named blocks become files, `sh` is run, `text` must be found in what was printed since."""
    monkeypatch.chdir(tmp_path)
    printed, runs = "", 0
    for block in blocks_of(USE / guide):
        if block.kind in ("csv", "yaml"):
            Path(block.argument).write_text(block.content, "utf-8")
        elif block.kind == "sh":
            code, output = run(block.content)
            printed, runs = printed + output, runs + 1
            assert code == int(block.argument.removeprefix("exit=") or 0), f"{block.content}\n{output}"
        elif block.kind == "text":
            assert [line for line in block.content.splitlines() if not is_printed(line, printed)] == []
            printed = ""

    assert runs


def run(script):
    """The worst exit code of a script's lines and everything they print."""
    codes, output = [], ""
    for line in script.splitlines():
        if line.startswith("vorort "):
            done = CliRunner().invoke(cli, shlex.split(line)[1:])
            output += done.output
            codes.append(done.exit_code)
        else:
            codes.append(subprocess.run(line, shell=True).returncode)
    return max(codes), output


def is_printed(line, printed):
    """Columns may be left out: each part between wide blanks stands in one printed line, in this order."""
    parts = [re.escape(" ".join(part.split())) for part in re.split(r" {2,}", line.strip())]
    pattern = re.compile(r"(?:^| ).*".join(parts))
    return any(pattern.search(" ".join(row.split())) for row in printed.splitlines())


def test_pictures_are_small():
    pictures = list((DOCS / "pictures").glob("*.png"))

    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > 200_000] == []

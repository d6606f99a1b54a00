"""What an import graph cannot see."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMELESS = {"utils.py", "helpers.py", "services.py", "constants.py", "misc.py"}
FOREIGN = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian|(?<![\w/])/(work|root|home)/[a-z]|index-url", re.I
)


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("Dieser Test braucht einen Git-Stand.")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_every_file_is_named_after_what_it_does():
    nameless = [str(path.relative_to(ROOT)) for path in tracked("src/*.py") if path.name in NAMELESS]

    assert nameless == []


def test_no_registry_host_and_no_path_of_a_machine_is_committed():
    text_files = [path for path in tracked() if path.suffix not in {".png", ".woff2", ".xlsx"}]

    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in text_files
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if FOREIGN.search(line)
    ]

    assert found == []


def test_code_imports_by_full_name():
    relative = [
        str(path.relative_to(ROOT))
        for path in tracked("src/*.py")
        if re.search(r"^\s*from \.", path.read_text("utf-8"), re.M)
    ]

    assert relative == []


def test_every_link_in_the_docs_leads_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in tracked("*.md")
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []

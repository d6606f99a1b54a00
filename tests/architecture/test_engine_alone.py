"""The engine runs inside a Statistikstelle: no Django, no network, nothing but the files it is given."""

import subprocess
import sys

BLOCKED = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "ninja", "granian"}:
            raise ModuleNotFoundError(f"{name} is not installed here", name=name)
sys.meta_path.insert(0, Blocker())
from vorort.cli import main
sys.argv = ["vorort", *sys.argv[1:]]
main()
"""


def vorort_without_django(*arguments):
    return subprocess.run([sys.executable, "-c", BLOCKED, *arguments], capture_output=True, text=True)


def test_catalogue_is_readable_without_django():
    answer = vorort_without_django("statistics", "catalog", "A01")

    assert answer.returncode == 0, answer.stderr
    assert "Ausländeranteil" in answer.stdout


def test_demo_without_django_says_what_to_install():
    answer = vorort_without_django("demo")

    assert answer.returncode == 2
    assert "vorort[platform]" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_front_door_loads_no_django():
    code = "import sys, vorort.statistics; print([m for m in sys.modules if m.startswith('django')])"

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"

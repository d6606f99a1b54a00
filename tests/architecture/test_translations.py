"""What the pages say is marked for translation, collected, and said in every language."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

import vorort.platform
from vorort.platform.config import languages

PLATFORM = Path(vorort.platform.__file__).parent
OTHERS = [code for code, _name in settings.LANGUAGES if code != "de"]
GERMAN_BY_DESIGN = {"gallery.html"}  # samples of the component page; it says so
SAME_IN_EVERY_LANGUAGE = {"GET", "SHA-256", "/observations?indicator=A01&amp;region=DG&amp;format=csv"}


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The catalogues as `make messages` would leave them, made in a copy."""
    if shutil.which("xgettext") is None:
        said = "xgettext fehlt: Bitte gettext installieren, sonst bleiben neue Texte ungeprüft."
        pytest.fail(said) if os.environ.get("CI") == "true" else pytest.skip(said)
    copy = tmp_path_factory.mktemp("messages") / "platform"
    shutil.copytree(PLATFORM, copy, ignore=shutil.ignore_patterns("static", "styles", "*.mo", "__pycache__"))
    run = [sys.executable, "-m", "django", "makemessages", "-v", "0", *_each("-l", OTHERS)]
    subprocess.run(
        [*run, "--no-obsolete", "--no-location", "--no-wrap"],
        cwd=copy,
        env={
            **os.environ,
            "VORORT_HOME": str(copy.parent),
            "DJANGO_SETTINGS_MODULE": "vorort.platform.config.settings",
        },
        check=True,
    )
    return dict(languages.catalogues(copy / "locale"))


def _each(option, values):
    return [part for value in values for part in (option, value)]


@pytest.mark.parametrize("language", OTHERS)
def test_every_marked_text_is_translated(collected, language):
    assert languages.faults(collected[language], language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_catalogues_hold_exactly_the_texts_of_the_pages(collected, language):
    kept = dict(languages.catalogues())[language]

    assert _texts(kept, language) == _texts(collected[language], language)


def _texts(path, language):
    return {(message.context, message.id) for message in languages.read(path, language) if message.id}


@pytest.mark.parametrize("template", sorted(PLATFORM.rglob("*.html")), ids=lambda path: path.name)
def test_template_says_nothing_outside_of_translations(template):
    if template.name in GERMAN_BY_DESIGN:
        pytest.skip("Die Beispiele dieser Seite stehen auf Deutsch, und sie sagt das.")

    assert _bare_texts(template.read_text("utf-8")) - SAME_IN_EVERY_LANGUAGE == set()


def _bare_texts(source):
    """Words between tags and in spoken attributes that no template tag has produced."""
    for block in (r"\{% comment %\}.*?\{% endcomment %\}", r"\{% blocktranslate.*?\{% endblocktranslate %\}"):
        source = re.sub(block, "", source, flags=re.DOTALL)
    spoken = re.findall(r'\b(?:aria-label|alt|title|placeholder)="([^"{]+)"', source)
    between = re.split(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", source, flags=re.DOTALL)
    return {text.strip() for text in (*spoken, *between) if re.search(r"[^\W\d_]{2}", text)}

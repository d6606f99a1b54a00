import pytest

from vorort.statistics.catalog import load_catalog


@pytest.fixture(scope="session")
def catalog():
    return load_catalog()


@pytest.fixture
def folder(tmp_path):
    """An operator's own folder, filled by `write(name, text)`."""

    class Folder:
        path = tmp_path

        def write(self, name, text):
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            return tmp_path

    return Folder()

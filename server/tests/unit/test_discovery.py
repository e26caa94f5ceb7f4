"""Plugins are found by their files alone."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cavendish.discovery import BrokenPluginError, find_plugins


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "plugins_of_a_test"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "second.py").write_text("PLUGIN = 'two'\n")
    (folder / "first.py").write_text("PLUGIN = 'one'\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.startswith(folder.name)]:
        del sys.modules[name]


def test_plugins_come_in_the_order_of_their_files_and_an_underscore_hides_one(package: Path) -> None:
    (package / "_hidden.py").write_text("PLUGIN = 'none'\n")
    assert find_plugins(package.name, str) == ["one", "two"]


@pytest.mark.parametrize("content", ["", "PLUGIN = 7\n"])
def test_a_file_without_a_plugin_is_named(package: Path, content: str) -> None:
    (package / "third.py").write_text(content)
    with pytest.raises(BrokenPluginError, match=rf"{package.name}\.third does not define PLUGIN = str"):
        find_plugins(package.name, str)

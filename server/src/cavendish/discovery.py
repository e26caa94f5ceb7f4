"""Find plugins: every module of a package that defines PLUGIN, then every installed entry point."""

import importlib
import pkgutil
from importlib.metadata import entry_points
from typing import TypeVar

P = TypeVar("P")


class BrokenPluginError(Exception):
    """A plugin file is malformed; startup stops and names the file."""


def find_plugins(package: str, kind: type[P], *, entry_point_group: str | None = None) -> list[P]:
    """Return plugins in module-name order. A leading underscore hides a module from the search."""
    found: list[tuple[str, object]] = []
    root = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(root.__path__), key=lambda item: item.name):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"{package}.{info.name}")
            found.append((module.__name__, getattr(module, "PLUGIN", None)))
    if entry_point_group is not None:
        found.extend((point.value, point.load()) for point in entry_points(group=entry_point_group))
    plugins: list[P] = []
    for where, item in found:
        if not isinstance(item, kind):
            raise BrokenPluginError(f"{where} does not define PLUGIN = {kind.__name__}(...)")
        plugins.append(item)
    return plugins

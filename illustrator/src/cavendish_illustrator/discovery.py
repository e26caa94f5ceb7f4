"""Finds what each module of a folder offers: to add a style, a design or a place is to add a file."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any


def offered_by_modules(package: ModuleType, name: str) -> Iterator[Any]:
    """What is called `name` in each module of `package`, in the order of the modules' names."""
    for module in pkgutil.iter_modules(package.__path__):
        yield getattr(importlib.import_module(f"{package.__name__}.{module.name}"), name)

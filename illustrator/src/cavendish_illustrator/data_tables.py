"""The package's tables: what is data and not code lies in TOML files beside the modules that read it."""

import tomllib
from importlib import resources
from typing import Any


def read_table(path: str) -> dict[str, Any]:
    """What the TOML file at `path`, from the package's folder on, holds."""
    return tomllib.loads(resources.files("cavendish_illustrator").joinpath(path).read_text("utf-8"))

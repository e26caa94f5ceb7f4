"""This release's number."""

from functools import cache
from importlib.metadata import version


@cache
def product_version() -> str:
    return version("cavendish-server")

"""Clothes and hats beyond the plain ones: pyjamas, overalls, a kilt, a nightcap, horns."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple


class Cloth(NamedTuple):
    """One row of `clothes.toml`, where its fields are explained."""

    cut: str
    color: str
    unworn: str
    pattern: str = ""
    bottom: str = ""
    whole: bool = False
    trousers: bool = False

    def top_and_bottom(self, named: str | None) -> tuple[str, str | None]:
        """The colours of body and legs where this one was named, or none."""
        if self.trousers:
            return self.color, named or self.bottom
        top = named or self.color
        return top, top if self.whole else self.bottom or None


def _rows(file_name: str) -> dict[str, Any]:
    text = resources.files("cavendish_illustrator").joinpath("figures", file_name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def cloths() -> Mapping[str, Cloth]:
    """Every garment that has a look of its own, by its concept."""
    return {name: Cloth(**row) for name, row in _rows("clothes.toml").items()}


@cache
def hat_seats() -> Mapping[str, tuple[float, float]]:
    """How wide a hat is in parts of the face, and how much of its height is below the top of the head."""
    return {name: (float(seat[0]), float(seat[1])) for name, seat in _rows("hats.toml").items()}

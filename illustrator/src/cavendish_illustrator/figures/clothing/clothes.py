"""Clothes and hats beyond the plain ones: pyjamas, overalls, a kilt, a nightcap, horns."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from cavendish_illustrator.data_tables import read_table


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


@cache
def cloths() -> Mapping[str, Cloth]:
    """Every garment that has a look of its own, by its concept."""
    return {name: Cloth(**row) for name, row in read_table("figures/clothing/clothes.toml").items()}


@cache
def hat_seats() -> Mapping[str, tuple[float, float]]:
    """How wide a hat is in parts of the face, and how much of its height is below the top of the head."""
    return {
        name: (float(seat[0]), float(seat[1]))
        for name, seat in read_table("figures/clothing/hats.toml").items()
    }

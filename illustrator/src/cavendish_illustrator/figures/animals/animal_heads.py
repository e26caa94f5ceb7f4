"""The drawn heads of animals that sit up only to wear, hold or do something."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cavendish_illustrator.data_tables import read_table

UNITS_WIDE = 1.06
"""Units of a sitting body to one of a head's drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnHead:
    """One row of `animal_heads.toml`, where its fields are explained."""

    of: tuple[str, ...]
    coat: str
    belly: str | None = None
    body: str = ""
    tail: str = ""
    below: float = 6.0
    marks: str = ""
    mark: str = ""
    sits: tuple[str, ...] = ()


@cache
def drawn_heads() -> Mapping[str, DrawnHead]:
    """Every head by the name of its drawing."""
    return {
        name: DrawnHead(**{**row, "of": tuple(row["of"]), "sits": tuple(row.get("sits", ()))})
        for name, row in read_table("figures/animals/animal_heads.toml").items()
    }


@cache
def upright_heads() -> Mapping[str, str]:
    """The head of each concept that has one."""
    return {concept: name for name, head in drawn_heads().items() for concept in head.of}


@cache
def seated() -> frozenset[str]:
    """The concepts that sit and face us wherever nothing else is said of them."""
    return frozenset(concept for head in drawn_heads().values() for concept in head.sits)


@cache
def rarely_seated() -> frozenset[str]:
    """The concepts that sit up only to wear, hold or do something."""
    return frozenset(upright_heads()) - seated()

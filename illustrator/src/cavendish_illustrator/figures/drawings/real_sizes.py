"""How tall things are beside one another."""

import math
from functools import cache
from typing import Any

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.picture_spec import Subject

_TABLE_EVENED = 0.46
"""How much of their differences in size is shown on a table, where the smallest must still be seen."""
_FACTORS = {"tiny": 0.45, "small": 0.7, "little": 0.75, "big": 1.3, "large": 1.3, "huge": 1.5, "giant": 1.6}


@cache
def _sizes() -> dict[str, Any]:
    return read_table("figures/drawings/real_sizes.toml")


@cache
def real_height(concept: str) -> float:
    """Height in metres of a thing as one would draw it standing."""
    table = _sizes()
    for name in (concept, find_alias(concept)):
        if name in table["concepts"]:
            return float(table["concepts"][name])
    facts = asset_pack.find_icon(find_alias(concept))
    if facts is None:
        return 1.7
    return float(table["subgroups"].get(str(facts.subgroup), table["default"]))


def table_height(concept: str) -> float:
    """Height in metres of a thing that lies on a table among its like."""
    return float(_sizes()["on_tables"].get(concept, 0.0)) or real_height(concept)


def seen_on_table(metres: float, aspect: float) -> float:
    """How tall a thing on a table is shown, by its size both ways: glasses are low and broad."""
    side = math.sqrt(aspect)
    return float((metres * side) ** _TABLE_EVENED / side)


def size_factor(subject: Subject) -> float:
    """How much larger than usual a thing is shown."""
    if subject.size_like is not None:
        share = real_height(subject.size_like) / real_height(subject.concept)
        return float(min(_LARGEST, max(_SMALLEST, share**_EVENED)))
    return _FACTORS.get(subject.size or "", 1.0)


_EVENED, _SMALLEST, _LARGEST = 0.62, 0.3, 5.0
_COMPRESSION = 0.72
_LEAST, _MOST = 0.26, 2.6


def relative_height(subject: Subject, lead: Subject) -> float:
    """Height beside another's, small things a little larger than they are so that they can be seen."""
    share = float((real_height(subject.concept) / real_height(lead.concept)) ** _COMPRESSION)
    return float(min(_MOST, max(_LEAST, share * size_factor(subject) / size_factor(lead) ** 0.5)))

"""The dishes of a menu that names none, by what the menu is for."""

import tomllib
from functools import cache
from importlib import resources

from cavendish_illustrator.picture_spec import Entry


@cache
def _rows() -> dict[str, dict[str, str]]:
    file = resources.files("cavendish_illustrator").joinpath("designs", "sample_menus.toml")
    return tomllib.loads(file.read_text("utf-8"))


def sample_dishes(topic: str) -> tuple[Entry, ...]:
    """Return the dishes with price and heading, none for a topic without a sample."""
    entries = []
    for section in _rows().get(topic, {}).get("sections", "").split("|"):
        heading, _, dishes = section.partition(":")
        for dish in dishes.split(","):
            label, _, price = dish.strip().rpartition(" ")
            if label:
                entries.append(Entry(label=label, price=price, section=heading.strip()))
    return tuple(entries)

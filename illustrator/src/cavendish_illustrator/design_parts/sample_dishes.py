"""The dishes of a menu that names none, by what the menu is for."""

from functools import cache

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Entry


@cache
def _rows() -> dict[str, dict[str, str]]:
    return read_table("designs/sample_menus.toml")


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

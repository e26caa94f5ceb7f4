"""How things carry, hide and hold others: where one stands on them, looks out of them or hangs from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.drawing_names import find_alias


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One row of `supports.toml`, where its fields are explained."""

    top: float | None = None
    widest: float | None = None
    at: float = 0.0
    room: float | None = None
    most: float | None = None
    hung: float | None = None
    opening: tuple[float, float] | None = None
    cut: float = 0.0
    foot: float | None = None
    rim: float | None = None
    sunk: float = 0.0
    lies: float = 0.86
    front: float | None = None
    under: float | None = None
    hang: tuple[float, float] | None = None
    face: float | None = None


_PLAIN = Support()


@cache
def _supports() -> Mapping[str, Support]:
    rows: dict[str, dict[str, Any]] = read_table("figures/doings/supports.toml")
    return {concept: Support(**_with_pairs(row)) for concept, row in rows.items()}


def _with_pairs(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def support_of(concept: str) -> Support:
    """How a thing carries others; what has no row of its own carries them as any thing does."""
    rows = _supports()
    return rows.get(concept) or rows.get(find_alias(concept), _PLAIN)

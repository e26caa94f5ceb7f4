"""The floor and the walls that a prompt gives a room, and whether the room is bare."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec

_BARE: Final = re.compile(
    r"\b(empty|unfurnished|no furniture|without furniture|bare room|pust(y|a|e|ym|ej)|bez mebli|"
    r"leer(e|er|es|en)?|ohne möbel|unmöbliert\w*|vací[oa]s?|sin muebles|vides?|sans meubles|non meublé\w*|"
    r"vuot[oaei]|senza mobili|vazi[oa]s?|sem (móveis|mobília)|"
    r"le(eg|ge)|zonder meubels|ongemeubileerd\w*|порожн\w+|без меблів|prázdn\w+|bez nábytku)\b",
    re.IGNORECASE,
)
_BIG_WINDOW: Final = re.compile(
    r"\b((big|large|huge|tall|panoramic|floor-to-ceiling|picture) windows?|floor to ceiling|bay window|"
    r"(duż|wielk|ogromn|panoramiczn)\w* okn\w*|(groß|riesig|bodentief)\w* fenster\w*|panoramafenster|"
    r"(gran|grandes?|enormes?) (ventanas?|ventanal(es)?|janelas?)|ventanal(es)?|"
    r"(grandes?|larges?|hautes?) fenêtres?|baies? vitrées?|"
    r"(grand[ei]|ampi[ea]) finestr[ae]|vetrat[ae]|(grote|hoge) ramen|groot raam|велик\w+ вікн\w+|"
    r"velk\w+ okn\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """A kind of floor or wall as `interiors` knows it, and its colour."""

    kind: str
    color: str


@cache
def _finishes(part: str) -> tuple[tuple[tuple[str, ...], Finish], ...]:
    rows = read_table("scenery/room_finishes.toml")[part].values()
    return tuple((tuple(row["words"]), Finish(kind=row["kind"], color=row["color"])) for row in rows)


def _named(part: str, prompt: str) -> Finish | None:
    text = prompt.lower()
    return next((finish for words, finish in _finishes(part) if any(word in text for word in words)), None)


def floor_named(spec: PictureSpec) -> Finish | None:
    """The floor that was asked for."""
    return _named("floors", spec.prompt)


def walls_named(spec: PictureSpec) -> Finish | None:
    """What the walls were said to be made of."""
    return _named("walls", spec.prompt)


def is_bare(spec: PictureSpec) -> bool:
    """Whether the room was called empty; with somebody or something in it the word is about that."""
    return not spec.subjects and _BARE.search(spec.prompt) is not None


def has_big_window(spec: PictureSpec) -> bool:
    """Whether a large window was asked for."""
    return _BIG_WINDOW.search(spec.prompt) is not None

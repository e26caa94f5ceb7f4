"""What a clause says of the picture's outline and of the wall behind: `a round avatar`, `a brick wall`."""

from fnmatch import fnmatchcase
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import Place
from cavendish_illustrator.understanding.instructions.plain_letters import without_accents

_ROUND: Final = (
    "round", "circle", "circular", "okragl*", "kolo", "kolka", "kole", "rund", "runde*", "kreis*",
    "redond*", "circul*", "rond", "ronde", "cercle", "tond*", "rotond*", "cerchio", "cirkel", "кругл*",
    "коло", "колі", "kulat*", "kruh*",
)  # fmt: skip
_BRICKS: Final = (
    "brick*", "cegl*", "ceglan*", "ziegel*", "backstein*", "ladrillo*", "brique*", "matton*", "tijolo*",
    "bakste*", "цегл*", "цегел*", "cihl*",
)  # fmt: skip
_WALLS: Final = {"wood": "wood", "stone": "stone"}


def is_round(clause: Clause) -> bool:
    """Whether the clause asks for a disc."""
    return _names(clause, _ROUND)


def _names(clause: Clause, patterns: tuple[str, ...]) -> bool:
    """Whether any word of the clause is one of these, understood as something else or not."""
    tokens = clause.reading.tokens[clause.matches[0].start : clause.matches[-1].end]
    return any(fnmatchcase(without_accents(token.plain), name) for token in tokens for name in patterns)


def wall_behind(clause: Clause) -> str | None:
    """The material of a wall that shall be the background, or None."""
    if not (clause.is_about_background or clause.place is Place.BACKGROUND):
        return None
    if _names(clause, _BRICKS):
        return "brick"
    materials = [_WALLS[value] for value in clause.values("material") if value in _WALLS]
    return materials[-1] if materials and not clause.nouns() else None

"""What a clause wants somebody to wear instead: `swap the suit for a navy sweater`."""

from collections.abc import Iterator
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import Place, Recolour
from cavendish_illustrator.understanding.instructions.picture_parts import part_named
from cavendish_illustrator.vocabulary.lexicon import Match

_NO_NAMES: Final = frozenset({"color", "number", "edit", "place", "setting"})
_USUAL: Final = "#33415f"
"""Of clothes whose colour nobody told."""
CLOTHES: Final = frozenset(
    {
        "sweater", "lab-coat", "safety-vest", "t-shirt", "coat", "dress", "kimono", "sari", "suit",
        "hoodie", "womans-clothes", "martial-arts-uniform", "tutu-dress", "pyjamas", "overalls", "scrubs",
        "raincoat", "tracksuit", "wetsuit", "bathrobe", "toga", "poncho", "waistcoat", "cardigan",
        "striped-shirt", "hawaiian-shirt", "anorak", "ball-gown", "uniform-worn", "jacket",
    }
)  # fmt: skip
"""What covers a body."""


def new_clothes(clause: Clause) -> Iterator[Recolour]:
    """The garment that is to be seen in the place of the one that is worn."""
    clothes = [item for item in clause.matches if is_cloth(clause, item)]
    if not clothes or clause.verbs("remove", "write"):
        return
    old, new = clothes[0], clothes[-1]
    if old is new and (color := _instead_of_color(clause)) is not None:
        yield Recolour(
            target=clause.words(old), color=color, concept=old.value if old.topic == "subject" else None
        )
        return
    if old is new and (color := _other_color(clause, old)) is not None:
        concept = old.value if old.topic == "subject" else None
        yield Recolour(target=clause.words(old), color=color, concept=concept)
        return
    if not (_is_exchange(clause, old, new) or _is_put_on(clause, new)):
        return
    color = _color_of(clause, new)
    concept = old.value if old.topic == "subject" else None
    place = clause.place if clause.place in (Place.LEFT, Place.RIGHT) else None
    yield Recolour(
        target=clause.words(old),
        color=color or _USUAL,
        concept=concept,
        garment=clause.words(new) if new.topic != "subject" else new.value,
        place=place,
    )


def is_cloth(clause: Clause, match: Match) -> bool:
    """Whether it names what covers a body."""
    if match.topic in _NO_NAMES:
        return False
    if match.topic == "subject":
        return match.value in CLOTHES
    return part_named(clause.words(match)) == "garment"


def _is_exchange(clause: Clause, old: Match, new: Match) -> bool:
    if clause.verbs("replace"):
        return old is not new or not clause.is_definite(new)
    return old is not new and clause.verbs("change")


def _is_put_on(clause: Clause, new: Match) -> bool:
    is_dressed = clause.verbs("add", "put") or clause.has("relation", "wearing")
    return is_dressed and not clause.values("setting") and not clause.is_definite(new)


def _color_of(clause: Clause, cloth: Match) -> str | None:
    colors = [item for item in clause.matches if item.topic == "color"]
    near = [item for item in colors if 0 <= cloth.start - item.end <= 1 or 0 <= item.start - cloth.end <= 1]
    return near[-1].value if near else None


def _instead_of_color(clause: Clause) -> str | None:
    """The white of `the uniform white instead of black`: the cloth stays."""
    told = [item for item in clause.matches if not (item.topic == "word" and item.value == "stop")]
    colors = [item for item in told if item.topic == "color"]
    before = [told[told.index(item) - 1] if told.index(item) else None for item in colors]
    is_old = [one is not None and (one.topic, one.value) == ("edit", "replace") for one in before]
    kept = [item for item, old in zip(colors, is_old, strict=True) if not old]
    is_verb_first = bool(told) and (told[0].topic, told[0].value) == ("edit", "replace")
    return kept[-1].value if len(colors) > 1 and any(is_old) and kept and not is_verb_first else None


def _other_color(clause: Clause, cloth: Match) -> str | None:
    """The white of `swap the red shirt for a white one`: the same garment in another colour."""
    told = [item for item in clause.matches if not (item.topic == "word" and item.value == "stop")]
    colors = [item for item in told if item.topic == "color"]
    if any(item.topic == "edit" and item.value == "replace" for item in told[1:]):
        return None  # `blue instead of orange` names the old one last
    if len(colors) < 2 or not clause.verbs("replace", "change"):
        return None
    is_own = colors[0].end == cloth.start or colors[0].start == cloth.end
    later = [item for item in colors[1:] if item.start > cloth.end]
    return later[-1].value if is_own and later else None

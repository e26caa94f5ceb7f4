"""Where a clause says that each new thing is, with a verb or without one: `coffee beans around the cup`."""

from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import Place
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import Match

FACE: Final = frozenset({"glasses", "sunglasses", "heart-glasses", "mask", "goggles", "diving-mask"})
_NECK: Final = frozenset({"scarf", "necktie", "bow-tie", "necklace"})
_HEAD: Final = frozenset(
    {
        "hat", "top-hat", "wizard-hat", "santa-hat", "chef-hat", "cowboy-hat", "party-hat", "crown",
        "womans-hat", "billed-cap", "helmet", "headphone", "graduation-cap", "military-helmet",
    }
)  # fmt: skip
_AROUND: Final = frozenset(
    {
        "around", "round", "wokol", "dookola", "naokolo", "rund", "rundherum", "ringsum", "herum",
        "alrededor", "autour", "intorno", "attorno", "redor", "volta", "rondom", "omheen", "навколо",
        "довкола", "kolem", "okolo", "dokola",
    }
)  # fmt: skip
_BESIDE: Final = frozenset({"beside", "nearby", "obok", "daneben", "поруч", "поряд", "vedle", "ernaast"})
_RELATIONS: Final = frozenset({"on", "over", "behind", "beside", "in_front", "around"})
_SAYING_WHICH: Final = frozenset({"word", "color", "size", "material", "number"})
_STREWN_M: Final = 0.6
_TOLD: Final = frozenset({"place", "spot"})


def is_strewn(clause: Clause, noun: Match) -> bool:
    """Whether it is one of many small things on all sides of what the photograph shows."""
    is_around = bool(_words(clause) & _AROUND) or clause.has("spot", "ring")
    is_one = clause.is_told_new(noun) and not noun.is_plural
    is_small = real_height(noun.value) < _STREWN_M and not is_in(noun.value, "wearable")
    return is_around and is_small and not is_one and not is_animate(noun.value)


def is_told_where(clause: Clause, noun: Match) -> bool:
    """Whether a clause without a verb places the noun, and does not tell what colour something is to be."""
    colors = [item for item in clause.matches if item.topic == "color"]
    if any(min(abs(noun.start - item.end), abs(item.start - noun.end)) > 1 for item in colors):
        return False
    told = [item for item in clause.matches if item is not noun]
    is_placed = any(
        item.topic in _TOLD
        or (item.topic == "relation" and item.value in _RELATIONS and item.start >= noun.end)
        for item in told
    )
    return is_placed or bool(_words(clause) & (_AROUND | _BESIDE))


def own_place(clause: Clause, noun: Match) -> Place | None:
    """The place that stands nearest to the noun; one that stands before is nearer than one behind."""
    places = [item for item in clause.matches if item.topic == "place"]
    if not places:
        return Place.BACKGROUND if _is_stood_before(clause, noun) else None
    nearest = min(
        places, key=lambda item: noun.start - item.end if item.end <= noun.start else item.start - noun.end
    )
    return Place(nearest.value)


def _is_stood_before(clause: Clause, noun: Match) -> bool:
    """`Put her in front of a bookshelf`: the new thing is behind whom the photograph shows."""
    before = [item for item in clause.matches if item.end <= noun.start and item.topic not in _SAYING_WHICH]
    is_led = bool(before) and (before[-1].topic, before[-1].value) == ("relation", "in_front")
    nouns = [item for item in before if item.topic in ("subject", "role")]
    return is_led and clause.verbs("put") and all(clause.is_shown(item) for item in nouns)


def is_laid(clause: Clause, noun: Match) -> bool:
    """Whether what could be worn lies beside a thing: `glasses next to the cup`."""
    beside = [item for item in clause.matches if item.topic == "relation" and item.value == "beside"]
    if not beside or beside[0].start < noun.end:
        return False
    after = [item for item in clause.nouns() if item.start >= beside[0].end]
    return bool(after) and not (is_animate(after[0].value) or is_in(after[0].value, "wearable"))


def _words(clause: Clause) -> set[str]:
    tokens = clause.reading.tokens[clause.matches[0].start : clause.matches[-1].end]
    return {token.plain for token in tokens}


def natural_place(concept: str) -> Place | None:
    """Where on somebody it is worn."""
    if concept in _HEAD:
        return Place.ON_HEAD
    if concept in FACE:
        return Place.ON_FACE
    return Place.NECK if concept in _NECK else None

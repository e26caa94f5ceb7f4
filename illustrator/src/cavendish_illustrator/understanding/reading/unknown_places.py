"""Whether a prompt says where its picture is in words that nobody knows."""

from typing import Final

from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

_WHERE: Final = frozenset(
    {
        "in", "at", "near", "inside", "across", "through", "along", "outside",
        "na", "w", "we", "nad", "przy", "pod", "u", "po",
        "im", "am", "auf", "bei", "beim", "ins", "an", "durch",
        "en", "por", "junto", "cerca", "dans", "sur", "a", "au", "aux", "chez", "pres",
        "nel", "nella", "nello", "nell", "nei", "nelle", "sul", "sulla", "sull", "al", "alla",
        "em", "no", "nos", "nas", "num", "numa", "op", "aan", "bij", "langs",
        "у", "в", "на", "біля", "по", "серед", "v", "ve",
    }
)  # fmt: skip
_BETWEEN: Final = frozenset({"word", "color", "size", "state", "material", "mood", "relation"})
"""What may stand between `in` and the name: an article, what it is like."""
OPEN_LAND: Final = ("meadow", "hills", "meadow")
"""What contradicts no unknown place."""
_LEAST: Final = 4
_REACH: Final = 3


def unknown_whereabouts(reading: Reading) -> tuple[str, ...]:
    """Open land where a word that nobody knows stands as a place would: `in the taiga`, `auf der Alm`."""
    is_there = any(
        match.topic == UNKNOWN and len(match.value) >= _LEAST and _is_led_to(reading, at)
        for at, match in enumerate(reading.matches)
    )
    return OPEN_LAND if is_there else ()


def _is_led_to(reading: Reading, at: int) -> bool:
    for before in reversed(reading.matches[max(0, at - _REACH) : at]):
        if reading.tokens[reading.matches[at].start].is_after_break:
            return False
        if reading.tokens[before.end - 1].plain in _WHERE or reading.tokens[before.start].plain in _WHERE:
            return True
        if before.topic not in _BETWEEN:
            return False
    return False

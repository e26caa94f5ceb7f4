"""What keeps its colours in a grey picture, or is all that stays: `black and white except the tie`."""

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from cavendish_illustrator.understanding.instructions.edit_instruction import (
    CutOut,
    EditOperation,
    Look,
    Recolour,
    Relight,
    RemoveObject,
    ReplaceBackground,
)
from cavendish_illustrator.understanding.instructions.picture_parts import OBJECT, part_named
from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

_NAMES = frozenset({"subject", "role", "setting", UNKNOWN})
_ONLY = frozenset(
    {
        "only", "just", "tylko", "jedynie", "wylacznie", "nur", "lediglich", "solo", "solamente",
        "seul", "seule", "seuls", "seules", "seulement", "uniquement", "unicamente", "soltanto", "apenas",
        "somente", "so", "alleen", "slechts", "enkel", "лише", "тільки", "jen", "jenom", "pouze",
    }
)  # fmt: skip
_STAYING = (
    "stay*",
    "remain*",
    "zosta*",
    "pozosta*",
    "blei*",
    "reste*",
    "restent",
    "queda*",
    "rest*",
    "fic*",
    "blijf*",
)
"""How `the flower stays orange` goes on, which says no more than that it is spared."""


def with_spared_things(
    operations: Sequence[EditOperation], clauses: Sequence[Sequence[Match]], reading: Reading
) -> list[EditOperation]:
    """The operations, a grey look leaving out what is kept; what takes away all else is a cut-out."""
    is_grey = any(isinstance(one, Relight) and one.look is Look.BLACK_AND_WHITE for one in operations)
    alone = _named_alone(reading) if is_grey else None
    spared = _spared(clauses, reading) or alone
    if spared is None:
        return list(operations)
    if is_grey:  # `only the flower stays orange` asks for no other orange
        operations = [one for one in operations if not isinstance(one, Recolour)]
    if alone is not None:  # and `seul le lion` for no trip to Seoul
        operations = [one for one in operations if not isinstance(one, ReplaceBackground)]
    words, concept = spared
    changed: list[EditOperation] = []
    for operation in operations:
        if isinstance(operation, Relight) and operation.look is Look.BLACK_AND_WHITE:
            changed.append(replace(operation, spared=words, spared_concept=concept))
        else:
            changed.append(operation)
    # `Remove everything except the cup`: what shall go has no name of its own.
    named = [item for item in changed if not (isinstance(item, RemoveObject) and item.concept is None)]
    takes_away = any(_is(match, "remove") for clause in clauses for match in clause)
    if takes_away and not any(isinstance(item, RemoveObject | CutOut) for item in named):
        return [*named, CutOut()]
    return changed


def _named_alone(reading: Reading) -> tuple[str, str | None] | None:
    """The first thing named after an `only`: `everything grey, only the bus blue`."""
    places = [at for at, token in enumerate(reading.tokens) if token.plain in _ONLY]
    for match in reading.matches:
        if places and match.start > places[0]:
            words = reading.words(match)
            concept = match.value if match.topic == "subject" else None
            is_name = match.topic in _NAMES and not _says_staying(words)
            if is_name or part_named(words, concept) != OBJECT:
                return words, concept
    return None


def _says_staying(words: str) -> bool:
    return any(fnmatchcase(without_accents(words), pattern) for pattern in _STAYING)


def _is(match: Match, verb: str) -> bool:
    return match.topic == "edit" and match.value == verb


def _spared(clauses: Sequence[Sequence[Match]], reading: Reading) -> tuple[str, str | None] | None:
    """The words and the concept of the first thing that is kept."""
    for clause in clauses:
        if not clause or not _is(clause[0], "keep"):
            continue
        for match in clause[1:]:
            words = reading.words(match)
            concept = match.value if match.topic == "subject" else None
            if match.topic in _NAMES or part_named(words, concept) != OBJECT:
                return words, concept
    return None

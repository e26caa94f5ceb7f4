"""What a clause wants dotted, striped or checked: `a red cup with white dots`."""

from collections.abc import Iterator, Sequence
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import Recolour
from cavendish_illustrator.understanding.instructions.recoloured_things import thing_recoloured
from cavendish_illustrator.vocabulary.lexicon import Match

PATTERNS: Final = frozenset({"dots", "stripes", "checks"})


def patterned_things(clause: Clause) -> Iterator[Recolour]:
    """The thing that gets a pattern, with its own colour where one is told besides the pattern's."""
    marks = [item for item in clause.matches if item.topic == "edit" and item.value in PATTERNS]
    if not marks or clause.verbs("remove", "write") or clause.is_about_background:
        return
    mark = marks[0]
    thing, _ = thing_recoloured(clause)
    if thing is None or _only_says_which(clause, mark, thing) or _is_new_thing(clause, mark, thing):
        return
    if _is_laid_under(clause, mark, thing):
        return
    color, own = _colors(clause, mark)
    concept = thing.value if thing.topic in ("subject", "role") else None
    yield Recolour(
        target=clause.words(thing), color=own, concept=concept, pattern=mark.value, pattern_color=color
    )


def _only_says_which(clause: Clause, mark: Match, thing: Match) -> bool:
    """`Make the striped shirt blue`."""
    return mark.end == thing.start and clause.is_definite(mark)


def _is_new_thing(clause: Clause, mark: Match, thing: Match) -> bool:
    """`Add a dotted scarf`: no word that says on what stands between the pattern and the thing."""
    if not clause.verbs("add", "put") or thing.start < mark.start:
        return False
    between = [item for item in clause.matches if mark.end <= item.start < thing.start]
    return not between and not clause.is_definite(thing)


def _is_laid_under(clause: Clause, mark: Match, thing: Match) -> bool:
    """`Put the cup on a checked cloth`."""
    between = [item for item in clause.matches if thing.end <= item.start < mark.start]
    return clause.verbs("put") and any((item.topic, item.value) == ("relation", "on") for item in between)


def _colors(clause: Clause, mark: Match) -> tuple[str | None, str | None]:
    """The pattern's colour, which is the one nearest to its name, and the thing's."""
    colors: Sequence[Match] = [item for item in clause.matches if item.topic == "color"]
    if not colors:
        return None, None
    nearest = min(reversed(colors), key=lambda item: max(mark.start - item.end, item.start - mark.end))
    rest = [item.value for item in colors if item is not nearest]
    return nearest.value, rest[0] if rest else None

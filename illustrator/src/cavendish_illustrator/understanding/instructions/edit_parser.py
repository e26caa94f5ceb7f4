"""From an edit instruction to operations, clause by clause."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeGuard

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding.design_words.quoted_text import split_quoted
from cavendish_illustrator.understanding.design_words.unquoted_text import find_unquoted_text
from cavendish_illustrator.understanding.instructions.added_things import FLAMES, PAINTS
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.clause_edits import operations_of
from cavendish_illustrator.understanding.instructions.displaced_things import without_displaced_things
from cavendish_illustrator.understanding.instructions.dressing_verbs import with_dressing_verbs
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    SCENERY,
    AddObject,
    AddText,
    Combine,
    CutOut,
    EditInstruction,
    EditOperation,
    Extend,
    Look,
    Place,
    Recolour,
    Relight,
    ReplaceBackground,
    Restyle,
)
from cavendish_illustrator.understanding.instructions.frames_around import framed
from cavendish_illustrator.understanding.instructions.picture_parts import part_named
from cavendish_illustrator.understanding.instructions.recoloured_things import hair_shades
from cavendish_illustrator.understanding.instructions.scenes_behind_windows import as_one_scene
from cavendish_illustrator.understanding.instructions.separable_verbs import with_separable_verbs
from cavendish_illustrator.understanding.instructions.spared_things import with_spared_things
from cavendish_illustrator.understanding.instructions.textured_things import texture_spans
from cavendish_illustrator.understanding.instructions.told_garments import (
    asks_for_more,
    is_dressed_apart,
    tells_of_garment,
)
from cavendish_illustrator.understanding.prompt_parser import LONGEST_PROMPT, parse_prompt
from cavendish_illustrator.understanding.reading.named_styles import meant_style, with_styles_told
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading, read_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

_VERBS: Final = frozenset(
    {"add", "put", "remove", "replace", "change", "cut_out", "blur", "write", "crop", "keep"}
)
_TIMES: Final = frozenset(
    {Look.NIGHT, Look.DAY, Look.GOLDEN_HOUR, Look.SUNSET, Look.EVENING, Look.CANDLELIGHT, Look.WINDOW_LIGHT}
)
_LATE: Final = frozenset({Look.NIGHT, Look.EVENING, Look.SUNSET, Look.CANDLELIGHT})
_SEASONS: Final = frozenset({Look.AUTUMN, Look.WINTER, Look.SPRING, Look.SUMMER})
_MANNERS: Final = frozenset({Look.MORE_COLOUR, Look.NEON})
"""Light that a style named with it has by itself."""
_THINGS: Final = frozenset({"subject", "role", "setting", UNKNOWN})
_NAMED_PARTS: Final = frozenset({"background", "body", "costume"})
_BUT: Final = frozenset({"but", "aber", "ale", "pero", "mais", "ma", "mas", "maar", "але"})
_NEAR: Final = 6
"""Meanings on either side of an `and` that are looked at."""
_MOST_OPERATIONS: Final = 24
_TEXT_GAP: Final = re.compile(r"\s,\s")


def parse_edit(prompt: str) -> EditInstruction:
    """What the instruction asks to do; never fails, and the same words always give the same answer."""
    prompt = prompt[:LONGEST_PROMPT]
    body, texts = split_quoted(prompt)
    if texts:
        body = _TEXT_GAP.sub(" ", body)
    reading = with_dressing_verbs(with_separable_verbs(read_phrases(tokenise(body), is_edit=True)))
    reading, scene = without_displaced_things(reading, body)
    if not texts:
        reading, texts = find_unquoted_text(reading, body)
    spec, body = parse_prompt(prompt if scene == body else scene), scene
    frame, reading = framed(with_styles_told(reading, is_edit=True))
    clauses = split_clauses(reading)
    operations: list[EditOperation] = []
    verb: str | None = None
    for matches in clauses:
        clause = Clause(reading, matches, spec, body, None if tells_of_garment(reading, matches) else verb)
        verb = _lasting_verb(clause, verb)
        operations.extend(item for item in operations_of(clause) if item not in operations)
        if len(operations) >= _MOST_OPERATIONS:
            break
    operations = with_spared_things(operations, clauses, reading)
    operations.extend(_write(texts, clauses))
    if frame is not None:
        operations.append(frame)
    if any(_is(match, "edit", "combine") for match in reading.matches):
        operations = [item for item in operations if not _is_background(item) and not _is_put(item, reading)]
        operations.insert(0, Combine(spec=spec))
    if any(clause and _is(match, "edit", "keep") for clause in clauses for match in clause):
        operations = [replace(item, is_kept=True) if _is_background(item) else item for item in operations]
    operations = as_one_scene(_without_contradictions(operations))
    return EditInstruction(
        prompt=prompt,
        spec=spec,
        operations=tuple(operations[:_MOST_OPERATIONS]),
        not_understood=_not_understood(reading),
    )


def _not_understood(reading: Reading) -> tuple[str, ...]:
    """The words without a meaning, but for those of a cloth or of what lies all over a thing."""
    spans = [span for _, span in texture_spans(reading)]
    unknown = (
        reading.words(match)
        for match in reading.matches
        if match.topic == UNKNOWN and not any(start <= match.start < end for start, end in spans)
    )
    return tuple(dict.fromkeys(word for word in unknown if len(word) > 2))


def _lasting_verb(clause: Clause, before: str | None) -> str | None:
    """The verb that goes on to hold: `add a hat, a scarf and balloons`, `remove the car, the bin`."""
    verbs = clause.values("edit")
    if not verbs:
        return before if clause.nouns() or clause.values("air") else None
    if clause.has("kind", "card") or clause.verbs("add"):
        return "add"
    return "remove" if clause.verbs("remove") else None


def _is(match: Match, topic: str, value: str) -> bool:
    return match.topic == topic and match.value == value


def _without_contradictions(operations: list[EditOperation]) -> list[EditOperation]:
    """A wider frame keeps its own scenery; a cut-out before a colour is not transparent any more."""
    scenes = [item for item in operations if isinstance(item, ReplaceBackground)]
    if any(isinstance(item, Extend) for item in operations):
        return [item for item in operations if item not in scenes]
    if any(scene.color is not None for scene in scenes):
        return [item for item in operations if not isinstance(item, CutOut)]
    if any(isinstance(item, Restyle) for item in operations):
        operations = _in_one_style(operations)
    looks = {item.look for item in operations if isinstance(item, Relight)}
    if looks & _SEASONS:  # the red trees of autumn are what autumn does to trees
        operations = [item for item in operations if not (_colours_scenery(item) or _colours_season(item))]
    if Look.BLACK_AND_WHITE in looks:  # grain is no reason for a tint
        operations = [
            item for item in operations if not (isinstance(item, Relight) and item.look is Look.VINTAGE)
        ]
    if looks & _TIMES:  # the clouds of `replace the cloudy sky with a sunset` shall go
        operations = [
            item for item in operations if not (isinstance(item, Relight) and item.look is Look.COOLER)
        ]
    operations = _lit_by_flames(operations)
    # `Turn this night into a sunny day`, `summer into autumn` names what is and then what is wanted.
    for kind in (_TIMES, _SEASONS):
        told = [item for item in operations if isinstance(item, Relight) and item.look in kind]
        operations = [item for item in operations if item not in told[:-1]]
    return operations


def _lit_by_flames(operations: Sequence[EditOperation]) -> list[EditOperation]:
    """An evening with a candle that is added is candlelight, whatever else it is called."""
    late = [item for item in operations if isinstance(item, Relight) and item.look in _LATE]
    has_flame = any(isinstance(item, AddObject) and item.concept in FLAMES for item in operations)
    if not late or not (has_flame or any(item.look is Look.CANDLELIGHT for item in late)):
        return list(operations)
    return [item for item in operations if item not in late] + [Relight(look=Look.CANDLELIGHT)]


def _colours_scenery(operation: EditOperation) -> bool:
    return isinstance(operation, Recolour) and (
        operation.concept == SCENERY or part_named(operation.target, operation.concept) == "greenery"
    )


def _colours_season(operation: EditOperation) -> bool:
    """`A golden autumn`: nothing is named that has the colour."""
    return isinstance(operation, Recolour) and operation.target is None and operation.concept is None


def _in_one_style(operations: Sequence[EditOperation]) -> list[EditOperation]:
    """The operations with one style: `pop art, bright colours, thick outlines` is pop art and no more."""
    style = meant_style(item.style for item in operations if isinstance(item, Restyle))
    others: list[EditOperation] = [
        item for item in operations if not (isinstance(item, Restyle) or _is_manner(item))
    ]
    if style is Style.VINTAGE_PRINT:
        others = [item for item in others if item != Relight(look=Look.VINTAGE)]
    return others if style is None else [*others, Restyle(style=style)]


def _is_manner(operation: EditOperation) -> bool:
    """What only says how the style looks, or its paper or lines: `a sketch on yellow paper`."""
    is_light = isinstance(operation, Relight) and operation.look in _MANNERS
    return is_light or (isinstance(operation, Recolour) and operation.concept is None)


def _is_put(operation: EditOperation, reading: Reading) -> bool:
    """Whether a thing was only put somewhere: it is what the references show, or where they go."""
    if not isinstance(operation, AddObject) or any(_is(match, "edit", "add") for match in reading.matches):
        return False
    return operation.place is None


def _is_background(operation: EditOperation) -> TypeGuard[ReplaceBackground]:
    return isinstance(operation, ReplaceBackground)


def split_clauses(reading: Reading) -> list[list[Match]]:
    """Parts that each ask for one thing.

    A verb after a break, an `and` or a `then` begins the next, and so does an `and` between two things that
    are given a colour each.
    """
    clauses: list[list[Match]] = [[]]
    for index, match in enumerate(reading.matches):
        before = reading.matches[index - 1] if index else None
        is_apart = reading.tokens[match.start].is_after_break
        is_joined = before is not None and (_is(before, "word", "and") or _is(before, "edit", "then"))
        is_verb = match.topic == "edit" and match.value in _VERBS
        is_joined |= is_verb and index > 0 and reading.tokens[match.start - 1].plain in _BUT
        rest = reading.matches[index:]
        begins = is_verb or (is_joined and _is_another_matter(reading, clauses[-1], rest))
        is_kept = _is(match, "edit", "keep") and any(item.topic != "word" for item in clauses[-1])
        is_apart = is_apart and not _is_colour_alone(reading, clauses[-1], rest)
        if clauses[-1] and (is_apart or is_kept or _is(match, "edit", "then") or (is_joined and begins)):
            clauses.append([])
        clauses[-1].append(match)
    return clauses


def _is_colour_alone(reading: Reading, clause: Sequence[Match], rest: Sequence[Match]) -> bool:
    """`Cambia colore alla divisa: rossa`: what follows a break says no more than how the thing is to be."""
    later = (match.start for match in rest[1:] if reading.tokens[match.start].is_after_break)
    end = next(later, len(reading.tokens))
    told = [match for match in rest if match.start < end and not _is(match, "word", "stop")]
    is_color = any(match.topic == "color" for match in told)
    is_more = any(match.topic not in ("color", UNKNOWN) for match in told) or len(told) > 2
    has_thing = any(match.topic in ("subject", UNKNOWN) or _is_thing(match) for match in clause)
    others = any(match.topic in ("style", "look", "kind", "setting") for match in clause)
    is_new = any(match.topic == "edit" and match.value in ("add", "put", "write") for match in clause)
    return is_color and has_thing and not (is_more or others or is_new)


def _is_another_matter(reading: Reading, clause: Sequence[Match], rest: Sequence[Match]) -> bool:
    """Whether what follows an `and` needs rules of its own."""
    if asks_for_more(clause) and tells_of_garment(reading, rest):
        return True
    if is_dressed_apart(reading, clause, rest):
        return True
    return _is_coloured_anew(clause, rest) or _is_background_anew(clause, rest)


def _is_background_anew(clause: Sequence[Match], rest: Sequence[Match]) -> bool:
    """`Give her a crown and a purple background`, or the other way round."""
    ahead = [match for match in rest[:_NEAR] if not _is(match, "word", "stop")][:2]
    told = any(map(_is_ground, clause))
    if not told:
        has_things = any(match.topic in ("subject", "air") or _is_thing(match) for match in clause)
        return has_things and any(map(_is_ground, ahead))
    return any(match.topic == "subject" and is_in(match.value, "wearable") for match in ahead)


def _is_ground(match: Match) -> bool:
    return _is(match, "word", "background") or _is(match, "setting", "plain")


def _is_coloured_anew(clause: Sequence[Match], rest: Sequence[Match]) -> bool:
    """Whether `the flower purple` follows on `make the background black and`."""
    if not any(match.topic == "color" or _is_hair_shade(match) for match in clause[-_NEAR:]):
        return False
    ahead = [match for match in rest[:_NEAR] if not _is(match, "word", "stop")]
    if any(
        match.topic == "edit" and match.value in ("add", "put", "write") for match in clause[-2 * _NEAR :]
    ):  # `give her green eyes and pink lips`, but no `give him a red hat and a blue scarf`
        return len(ahead) > 1 and ahead[0].topic == "color" and _is_painted(ahead[1])
    topics = [_is_thing(match) for match in ahead]
    colors = [match.topic == "color" for match in ahead]
    return len(ahead) > 1 and topics[0] and any(colors[1:3])


def _is_painted(match: Match) -> bool:
    return match.value in PAINTS or _is(match, "word", "body")


def _is_hair_shade(match: Match) -> bool:
    return match.topic == UNKNOWN and bool(hair_shades(match.value))


def _is_thing(match: Match) -> bool:
    return match.topic in _THINGS or (match.topic == "word" and match.value in _NAMED_PARTS)


def _write(texts: Sequence[str], clauses: Sequence[Sequence[Match]]) -> list[EditOperation]:
    """The texts in the place and colour of the clause that asks for writing, else of the only clause."""
    writing = [clause for clause in clauses if any(_is_writing(match) for match in clause)] or clauses[-1:]
    told = [match for clause in writing for match in clause]
    place = next((Place(match.value) for match in told if match.topic == "place"), None)
    color = next((match.value for match in told if match.topic == "color"), None)
    is_spoken = any(_is(match, "edit", "bubble") for match in told)
    return [AddText(text=text, place=place, color=color, is_spoken=is_spoken) for text in texts]


def _is_writing(match: Match) -> bool:
    is_told = match.topic == "edit" and match.value in ("write", "bubble")
    return is_told or _is(match, "word", "text") or _is(match, "word", "text_cue")

"""What a clause wants added: which of its nouns are new, how many, in which colour and where."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.understanding.instructions.anchors import (
    anchor_after,
    leading_anchor,
    place_at,
)
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Look, Place, Relight
from cavendish_illustrator.understanding.instructions.filled_vessels import (
    filling_of,
    is_filling,
    vessel_under,
)
from cavendish_illustrator.understanding.instructions.simply_worn import is_simply_worn
from cavendish_illustrator.understanding.instructions.told_places import (
    FACE,
    is_laid,
    is_strewn,
    is_told_where,
    natural_place,
    own_place,
)
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_in
from cavendish_illustrator.vocabulary.lexicon import Match

_SKY: Final = frozenset({"moon", "sun", "stars", "clouds", "fireworks", "lightning", "aurora"})
_LIGHTS_OF_AIR: Final = {"moon": Look.NIGHT, "stars": Look.NIGHT, "sun": Look.DAY}
"""What a light is asked for by its source: `under the stars`."""
MOST_ADDED: Final = 24
FLAMES: Final = frozenset({"candle", "candles"})
"""Named beside an hour of the day they are to burn there: `evening and a lit candle`."""
PAINTS: Final = {"lipstick": "lips"}
"""What is put on as a colour of a part of the face, not as a thing."""
_BEFORE_THINGS: Final = frozenset({"number", "color", "size", "material", "place", "unknown"})
_FALLING: Final = frozenset({"weather", "air"})
_STEAMING: Final = frozenset({"hot-beverage", "teacup-without-handle", "teapot", "steaming-bowl"})
_HELD_M: Final = 0.6
"""Things given to somebody are in their hand if they are not taller."""
_GIVE: Final = frozenset(
    {"give", "daj", "dodaj", "gib", "dale", "dagli", "donne", "dai", "geef", "дай", "dej", "da", "de"}
)
_ADD: Final = frozenset({"dodaj", "de"})
_ON_STRINGS: Final = frozenset({"balloon", "kite"})
"""Held by their strings, however large they are."""
_THEM: Final = frozenset(
    {
        "him", "her", "them", "it", "mu", "jej", "im", "ihm", "ihr", "ihnen", "lui", "leur", "lhe", "hem",
        "haar", "йому", "їй", "їм", "ji",
    }
)  # fmt: skip
PLACE_OF_RELATION: Final = {
    "on": Place.ON_OBJECT,
    "over": Place.SKY,
    "behind": Place.BACKGROUND,
    "beside": None,
}
"""Where a thing is added that is only told to be there."""
BUILDINGS: Final = {
    "cabin": "house",
    "castle": "castle",
    "lighthouse": "lighthouse",
    "windmill": "windmill",
    "windmill_field": "windmill",
    "church": "church",
    "barn": "barn",
}
"""Settings that a landscape can be given as a thing."""
_ALL_AROUND: Final = 9
_EVERYONE: Final = 9
"""More heads than this get no hat."""


def added_things(clause: Clause) -> Iterator[AddObject]:
    """The nouns of a clause that are new in the picture."""
    named = _new_or_shown(clause)[:MOST_ADDED]
    anchor = leading_anchor(clause)
    if anchor is not None:
        named = [noun for noun in named if noun.start >= anchor.end]
    nouns = _without_recipient(clause, named)
    is_given = _is_given_to_them(clause, nouns) or (len(nouns) < len(named) and is_animate(named[0].value))
    has_worn = any(_is_worn(clause, noun) for noun in nouns)
    for index, match in enumerate(nouns):
        if is_added(clause, nouns, index, has_worn=has_worn):
            thing = AddObject(
                concept=BUILDINGS.get(match.value, match.value),
                word=clause.words(match),
                count=1 if clause.place is Place.NECK else _count(clause, match),
                color=_color_near(clause, match),
                place=_place(clause, match, is_given=is_given)
                or (None if anchor is None else place_at(clause, anchor)),
                beside=_stood_beside(clause, match),
            )
            yield _with_contents(clause, match, thing)


def _with_contents(clause: Clause, match: Match, thing: AddObject) -> AddObject:
    """The thing with what is in it, or in the new vessel that it is told to lie in."""
    filling = filling_of(clause, match)
    if filling is not None:
        return replace(
            thing,
            concept=filling.vessel,
            color=_color_before(clause, match),
            contents=filling.contents.value,
            contents_count=filling.count,
            contents_color=filling.color,
        )
    vessel = vessel_under(clause, match)
    if vessel is None:
        return thing
    return replace(
        thing,
        concept=vessel.value,
        count=1,
        color=_color_before(clause, vessel),
        place=clause.place,
        contents=thing.concept,
        contents_count=thing.count,
        contents_color=thing.color,
    )


def _new_or_shown(clause: Clause) -> list[Match]:
    """The nouns of a clause, a building that is put somewhere being one: `add a cottage on the grass`."""
    built = [
        item
        for item in clause.matches
        if item.topic == "setting" and item.value in BUILDINGS and clause.is_told_new(item)
    ]
    first = min((noun.start for noun in clause.nouns()), default=len(clause.reading.tokens))
    is_put = clause.verbs("add", "put")
    nouns = [
        noun for noun in clause.nouns() if not _is_attribute(clause, noun) and not is_filling(clause, noun)
    ]
    return [*(item for item in built[:1] if is_put and item.start < first), *nouns]


def _is_attribute(clause: Clause, noun: Match) -> bool:
    """The chocolate of `chocolate cookies`."""
    return is_food(noun.value) and any(
        item.topic == "subject" and item.start == noun.end and is_food(item.value) for item in clause.matches
    )


def _color_before(clause: Clause, match: Match) -> str | None:
    near = (item for item in clause.matches if item.topic == "color" and 0 <= match.start - item.end <= 1)
    return next((item.value for item in near), None)


def _is_given_to_them(clause: Clause, nouns: Sequence[Match]) -> bool:
    """`Give her a bouquet`: whom the photograph shows, told by no more than a pronoun."""
    verb = next((item for item in clause.matches if item.topic == "edit" and item.value == "add"), None)
    if verb is None or not nouns or nouns[0].start < verb.end:
        return False
    told = clause.reading.tokens[verb.start : verb.end + 1]
    words = [token.plain for token in told]
    return words[0] in _GIVE and any(word in _THEM for word in words[1:])


def _without_recipient(clause: Clause, nouns: Sequence[Match]) -> Sequence[Match]:
    """`Give the man a balloon` adds no man: he stands before the thing without a word between."""
    if len(nouns) < 2 or not is_animate(nouns[0].value) or is_in(nouns[0].value, "wearable"):
        return nouns
    between = [item for item in clause.matches if nouns[0].end <= item.start < nouns[1].start]
    is_next = all(item.topic in _BEFORE_THINGS or _is_filler(item) for item in between)
    has_article = clause.is_definite(nouns[0]) or (_is_giving(clause) and clause.is_shown(nouns[0]))
    is_bare = nouns[1].start - nouns[0].end == 0
    return nouns[1:] if is_next and (has_article or is_bare) else nouns


def _is_giving(clause: Clause) -> bool:
    """`Dai alla donna`: no `add` that happens to have somebody first."""
    verbs = [item for item in clause.matches if item.topic == "edit" and item.value == "add"]
    words = {token.plain for verb in verbs for token in clause.reading.tokens[verb.start : verb.end]}
    return bool(words & _GIVE - _ADD)


def _is_filler(match: Match) -> bool:
    return match.topic == "word" and match.value in ("stop", "a", "article")


def is_added(clause: Clause, nouns: Sequence[Match], index: int, *, has_worn: bool) -> bool:
    """New things are worn ones, else after `add` the first noun with those joined to it by `and`."""
    match = nouns[index]
    is_worn = _is_worn(clause, match)
    # `Turn it into an oil portrait with a crown` exchanges nothing.
    is_portrayed = is_worn and bool(clause.values("style")) and clause.has("word", "with")
    if clause.verbs("remove") or match.value in PAINTS or (clause.verbs("replace") and not is_portrayed):
        return False
    if is_worn:
        return (
            _adds(clause, nouns, index)
            or clause.verbs("put")
            or clause.has("relation", "wearing")
            or clause.has("word", "with")
            or is_simply_worn(clause, match)
        )
    is_in_hand = bool(index) and own_place(clause, match) is Place.HAND
    if is_in_hand and not clause.is_definite(match):
        return True  # `a crown on her head and a bouquet in her hand`
    return not has_worn and _is_added_first(clause, nouns, index)


def _is_added_first(clause: Clause, nouns: Sequence[Match], index: int) -> bool:
    """Whether it is the first that is new, or joined to that one."""
    match = nouns[index]
    if not (clause.verbs("put") or _adds(clause, nouns, index)):
        return False
    if (clause.has("air", "steam") or clause.has("state", "steaming")) and match.value in _STEAMING:
        return False  # `steam over the coffee`
    if index == 0:
        return not _is_here(clause, match)
    between = [item for item in clause.matches if nouns[index - 1].end <= item.start < match.start]
    # `Add foam and steam rising from the cup`: the cup is there.
    is_joined = any(item.topic == "word" and item.value == "and" for item in between)
    return is_joined and not (clause.is_definite(match) and not clause.is_definite(nouns[0]))


def _adds(clause: Clause, nouns: Sequence[Match], index: int) -> bool:
    """Told by a verb, or by no more than where it is: `a dragon flying above the temple`."""
    if clause.verbs("add"):
        return True
    if nouns[index].value in FLAMES and (clause.values("look") or clause.values("time")):
        return not clause.values("edit")
    if clause.verbs("everyone") and is_in(nouns[index].value, "wearable"):
        return True
    if clause.values("edit") or clause.inherited or index or clause.is_definite(nouns[0]):
        return False
    filling = filling_of(clause, nouns[0])
    later = _after(clause, nouns[0] if filling is None else filling.contents)
    is_place = len(later) > 1 and later[1].topic != "color"  # `kubek na zielono`
    is_placed = is_place and later[0].topic == "relation" and later[0].value in PLACE_OF_RELATION
    return is_placed or is_told_where(clause, nouns[0])


def _is_worn(clause: Clause, match: Match) -> bool:
    return is_in(match.value, "wearable") and not is_laid(clause, match)


def _is_here(clause: Clause, match: Match) -> bool:
    """Whether the first thing of a clause only says who or where: the photograph shows it."""
    is_named = is_animate(match.value) or not clause.verbs("add") or _follows_air(clause, match)
    return (clause.is_definite(match) and is_named) or _is_where_it_falls(clause, match)


def _is_where_it_falls(clause: Clause, match: Match) -> bool:
    """`Add snow all around raccoon`: a place of the weather, for words that join them stand between."""
    falling = [item for item in clause.matches if item.topic in _FALLING and item.end <= match.start]
    if not falling:
        return False
    between = [item for item in clause.matches if falling[-1].end <= item.start < match.start]
    is_joined = any(item.topic == "word" and item.value in ("and", "with") for item in between)
    is_placed = any(item.topic in ("spot", "relation") for item in between)
    is_told = is_placed or (bool(between) and is_animate(match.value))
    return is_told and not is_joined and not clause.is_told_new(match)


def _follows_air(clause: Clause, match: Match) -> bool:
    """`Add a moon behind the tower`: the tower only says where."""
    return any(item.topic == "air" and item.end <= match.start for item in clause.matches)


def airy_things(clause: Clause) -> Iterator[AddObject | Relight]:
    """The moon, fireworks, steam: light and air that are added, or the light of a moon that is only named."""
    if clause.verbs("remove"):
        return
    is_adding = clause.verbs("add", "put") or clause.has("word", "with", "and")
    steaming = next((one for one in clause.matches if one.topic == "state" and one.value == "steaming"), None)
    if steaming is not None and clause.verbs("add", "put"):
        yield AddObject(concept="steam", word=clause.words(steaming))
    for match in clause.matches:
        if match.topic != "air":
            continue
        look = _LIGHTS_OF_AIR.get(match.value)
        if clause.values("color") and clause.verbs("change") and clause.is_definite(match):
            continue  # `make the petals blue`
        if _is_stood_on(clause, match):
            continue
        if look is not None and not is_adding:
            yield Relight(look=look)
        else:
            place = own_place(clause, match) or (Place.SKY if match.value in _SKY else None)
            yield AddObject(concept=match.value, word=clause.words(match), place=place)


def _is_stood_on(clause: Clause, match: Match) -> bool:
    """`A ladybug on the petals`: a part of what the photograph shows."""
    before = [item for item in clause.matches if item.end <= match.start and not _is_filler(item)]
    is_on = bool(before) and (before[-1].topic, before[-1].value) == ("relation", "on")
    return is_on and any(noun.end <= before[-1].start for noun in clause.nouns())


def _count(clause: Clause, match: Match) -> int:
    before = [item for item in clause.matches if item.topic == "number" and item.end <= match.start]
    digits = clause.reading.tokens[match.start - 1].plain if match.start else ""
    if digits.isdigit() and len(digits) < 3:
        return max(1, min(20, int(digits)))
    if before and match.start - before[-1].end <= 2:
        return int(before[-1].value)
    if not is_in(match.value, "wearable"):
        if is_strewn(clause, match):
            return _ALL_AROUND
        return 3 if match.is_plural else 1
    has_several = match.is_plural and match.value not in FACE  # glasses are plural on one nose
    return _EVERYONE if has_several or clause.verbs("everyone") else 1


def _color_near(clause: Clause, match: Match) -> str | None:
    """The colour just before or after the noun, but not that of what is joined to it by an `and`."""
    joints = {item.start for item in clause.matches if item.topic == "word" and item.value == "and"}
    near = [
        item
        for item in clause.matches
        if item.topic == "color"
        and (0 <= match.start - item.end <= 1 or 0 <= item.start - match.end <= 1)
        and match.end not in joints - {item.start}
    ]
    return near[0].value if near else None


def _place(clause: Clause, match: Match, *, is_given: bool) -> Place | None:
    """Where it is worn, said to be, or held by whom it is given to."""
    if is_laid(clause, match) and is_in(match.value, "wearable"):
        return Place.SURFACE
    natural, told = natural_place(match.value), own_place(clause, match)
    is_side = told in (Place.LEFT, Place.RIGHT)  # of two men the one on the left
    is_held = is_given and (told is None or is_side) and not is_in(match.value, "wearable")
    is_handy = real_height(match.value) < _HELD_M or match.value in _ON_STRINGS
    if natural is None and is_held and not is_animate(match.value) and is_handy:
        return Place.HAND
    if told is Place.NECK and real_height(match.value) < _HELD_M:
        return Place.NECK
    if natural is None and is_strewn(clause, match):
        return Place.AROUND
    return natural or told or _where_told(clause, match)


def _where_told(clause: Clause, match: Match) -> Place | None:
    """`A bee on the flower`, `a dragon over the temple`: beside what the photograph shows."""
    later = _after(clause, match)
    if later and later[0].topic in ("unknown", "pose"):
        later = later[1:]  # `a dragon that flies over the temple`
    is_free = bool(later) and later[0].topic == "relation" and not is_in(match.value, "wearable")
    if is_free and _is_pronoun_after(clause, later[0]):
        return PLACE_OF_RELATION.get(later[0].value)
    anchor = None if is_in(match.value, "wearable") else anchor_after(clause, match)
    if anchor is not None:
        return anchor
    if len(later) > 1 and _is_in(later[0]) and later[1].topic == "subject" and clause.is_shown(later[1]):
        return Place.ON_OBJECT  # `pousada na flor`
    if len(later) < 2 or later[0].topic != "relation":
        return None
    is_thing = later[1].topic in ("subject", "role", "unknown", "setting", "air")
    place = PLACE_OF_RELATION.get(later[0].value)
    is_here = clause.is_shown(later[1]) or not clause.values("edit")
    if place is Place.ON_OBJECT or (clause.values("edit") and place is not Place.SKY):
        return place if place is Place.ON_OBJECT and is_thing and is_here else None
    return place if is_thing else None


def _stood_beside(clause: Clause, match: Match) -> str | None:
    """The mug of `a cookie next to the mug`, which is there."""
    for before, after in pairwise(item for item in clause.matches if not _is_filler(item)):
        is_beside = before.topic == "relation" and before.value == "beside"
        is_side = before.topic == "place" and before.value in (Place.LEFT, Place.RIGHT)
        is_thing = after.topic == "subject" and after.start >= match.end and not is_animate(after.value)
        if (is_beside or is_side) and is_thing and not _is_worn(clause, match):
            return after.value
    return None


def _after(clause: Clause, match: Match) -> list[Match]:
    """What follows a thing but for little words and its colour."""
    later = [item for item in clause.matches if item.start >= match.end and not _is_filler(item)]
    return later[1:] if later and later[0].topic == "color" else later


def _is_in(match: Match) -> bool:
    return match.topic == "word" and match.value == "in"


def _is_pronoun_after(clause: Clause, relation: Match) -> bool:
    """`A butterfly on it`."""
    tokens = clause.reading.tokens
    return relation.end < len(tokens) and tokens[relation.end].plain in _THEM

"""What one clause of an edit instruction asks for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from cavendish_illustrator.picture_spec import TimeOfDay, Weather
from cavendish_illustrator.understanding.instructions.added_things import added_things, airy_things
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.costumes import costumes
from cavendish_illustrator.understanding.instructions.displaced_things import says_instead
from cavendish_illustrator.understanding.instructions.drawn_in_foam import drawn_in_foam
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    SCENERY,
    AddObject,
    AddWeather,
    BlurBackground,
    Crop,
    CutOut,
    EditOperation,
    Extend,
    Flip,
    Look,
    Place,
    Recolour,
    Relight,
    RemoveObject,
    ReplaceObject,
    Rotate,
    Smile,
    Sticker,
)
from cavendish_illustrator.understanding.instructions.exchanged_drinks import exchanged_drinks
from cavendish_illustrator.understanding.instructions.held_things import held_things, holding
from cavendish_illustrator.understanding.instructions.new_backgrounds import new_background
from cavendish_illustrator.understanding.instructions.new_clothes import new_clothes
from cavendish_illustrator.understanding.instructions.patterned_things import patterned_things
from cavendish_illustrator.understanding.instructions.recoloured_things import STANDING, recoloured_things
from cavendish_illustrator.understanding.instructions.remade_things import remade_things
from cavendish_illustrator.understanding.instructions.restyled_pictures import restyled
from cavendish_illustrator.understanding.instructions.shapes_and_walls import is_round
from cavendish_illustrator.understanding.instructions.surfaces_under import exchanged_surface, surface_under
from cavendish_illustrator.understanding.instructions.textured_things import textured_things
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN

_LOOKS_OF_TIMES: Final = {
    TimeOfDay.DAWN: Look.GOLDEN_HOUR,
    TimeOfDay.DAY: Look.DAY,
    TimeOfDay.GOLDEN_HOUR: Look.GOLDEN_HOUR,
    TimeOfDay.SUNSET: Look.SUNSET,
    TimeOfDay.NIGHT: Look.NIGHT,
    TimeOfDay.OVERCAST: Look.COOLER,
    TimeOfDay.STORM: Look.DARKER,
    TimeOfDay.NEON: Look.NEON,
}
_LOOKS_OF_MOODS: Final = {
    "calm": Look.SOFTER,
    "sad": Look.LESS_COLOUR,
    "scary": Look.DARKER,
    "mysterious": Look.DARKER,
    "romantic": Look.WARMER,
    "epic": Look.MORE_CONTRAST,
    "colorful": Look.MORE_COLOUR,
}
"""The nearest light to what a picture is to feel like."""
_WINTER: Final = "snowfield"
_GREENERY: Final = frozenset({"leaf-fluttering-in-wind", "fallen-leaf", "maple-leaf", "herb", "branch"})
"""What is around or before an object, never the object itself."""
_SKY_STEMS: Final = (
    "sky",
    "nieb",
    "himmel",
    "cielo",
    "ciel",
    "céu",
    "ceu",
    "lucht",
    "hemel",
    "неб",
    "obloh",
    "neb",
)


def operations_of(clause: Clause) -> Iterator[EditOperation]:
    """The operations of one clause; what fits no rule gives none, nor what only says what stays."""
    if clause.values("edit")[:1] == ["keep"]:
        if clause.has("word", "background") and (clause.values("color") or clause.has("setting", "plain")):
            yield from new_background(clause)
        return
    for rule in _WHOLE_CLAUSE:
        found = list(rule(clause))
        if found:
            yield from found
            return
    for rule in _PARTS:
        yield from rule(clause)


# -- clauses that ask for one thing -------------------------------------------------------------------


def _cut_out(clause: Clause) -> Iterator[EditOperation]:
    if clause.has("kind", "sticker"):
        yield Sticker(is_round=is_round(clause))
    elif clause.verbs("cut_out") or clause.has("word", "transparent") or _removes_background(clause):
        yield CutOut()


def _removes_background(clause: Clause) -> bool:
    return clause.verbs("remove") and clause.is_about_background and not clause.nouns()


def _blur(clause: Clause) -> Iterator[EditOperation]:
    if clause.verbs("blur"):
        nouns, colors = clause.nouns(), clause.values("color")
        if nouns and colors and clause.verbs("change"):  # `make the cup blue and the background blurred`
            yield Recolour(target=clause.words(nouns[0]), color=colors[0], concept=nouns[0].value)
        yield BlurBackground()


def _frame(clause: Clause) -> Iterator[EditOperation]:
    if clause.verbs("rotate"):
        degrees = next((int(word) for word in clause.values(UNKNOWN) if word.isdigit() and len(word) < 4), 90)
        yield Rotate(degrees=degrees % 360)
    elif clause.verbs("flip"):
        yield Flip()
    elif clause.verbs("crop") and not clause.values("setting"):
        yield Crop(to_portrait=clause.has("kind", "portrait"), is_round=is_round(clause))
    elif clause.has("kind", "portrait") and is_round(clause):
        yield Crop(to_portrait=True, is_round=True)
    elif clause.verbs("extend"):
        yield Extend(toward=_side(clause))


def _sky(clause: Clause) -> Iterator[EditOperation]:
    """Another light or weather for the sky is one for the whole picture: they never go apart."""
    if not _is_about_sky(clause) or clause.verbs("add", "put", "remove") or clause.is_about_background:
        return
    if clause.has("time", TimeOfDay.STORM):
        yield AddWeather(weather=Weather.STORM)
    elif clause.values("color") and not clause.values("time"):
        yield Recolour(target=_sky_words(clause), color=clause.values("color")[-1])
    elif clause.values("mood") and not clause.values("time"):
        yield Relight(look=Look.SUNSET)
    else:
        yield from _relight(clause)
    yield from _weather(clause)
    yield from airy_things(clause)
    yield from restyled(clause)


def _turned_to_winter(clause: Clause) -> Iterator[EditOperation]:
    """`Turn this into a winter landscape`: the photograph's own, and no other one behind what it shows."""
    is_turned = clause.verbs("change", "replace") and not (clause.is_about_background or clause.nouns())
    if is_turned and set(clause.values("setting")) == {_WINTER} and not clause.verbs("put", "add"):
        yield Relight(look=Look.WINTER)
        yield from _weather(clause)


def _smile(clause: Clause) -> Iterator[EditOperation]:
    is_new_thing = clause.verbs("add") and bool(clause.nouns())
    if clause.has("edit", "smile") and not (clause.verbs("remove", "replace", "write") or is_new_thing):
        yield Smile()


def _is_about_sky(clause: Clause) -> bool:
    return clause.has("setting", "sky") or clause.has("place", "sky") or any(map(_is_sky, clause.matches))


def _is_sky(match: Match) -> bool:
    return match.topic == UNKNOWN and any(match.value.startswith(stem) for stem in _SKY_STEMS)


def _sky_words(clause: Clause) -> str:
    found = (match for match in clause.matches if match.topic in {"setting", "place"} or _is_sky(match))
    return next((clause.words(match) for match in found), "sky")


def _remove(clause: Clause) -> Iterator[EditOperation]:
    nouns = clause.nouns()
    is_without = clause.has("word", "negation") and not clause.values("edit")
    if not clause.verbs("remove") and not (is_without and nouns):
        return
    if nouns and (clause.has("word", "background") or clause.place is Place.BACKGROUND):
        yield _taken_from_behind(clause, nouns[0])
        return
    people = next((match for match in clause.matches if _is_people(match)), None)
    if people is not None and nouns and people.start < nouns[0].start:
        # `The people in front of the bus`: the bus only says which.
        yield RemoveObject(concept="person", word=clause.words(people), is_all=True)
        return
    for noun in nouns[:1]:
        is_all = noun.is_plural
        if noun.value in _GREENERY:
            yield RemoveObject(concept=SCENERY, word=clause.words(noun))
            continue
        yield RemoveObject(concept=noun.value, word=clause.words(noun), place=_side(clause), is_all=is_all)
    if clause.has("word", "people") and not nouns:
        yield RemoveObject(concept="person", word="people", is_all=True)
    elif not nouns:
        yield from _remove_unknown(clause)


def _taken_from_behind(clause: Clause, noun: Match) -> EditOperation:
    """People far behind are only blurred: the finder sees the main object alone."""
    if is_animate(noun.value):
        return BlurBackground()
    return RemoveObject(concept=noun.value, word=clause.words(noun), place=Place.BACKGROUND)


def _is_people(match: Match) -> bool:
    return match.topic == "word" and match.value == "people"


def _remove_unknown(clause: Clause) -> Iterator[EditOperation]:
    """Taking away what has no drawing: maybe the main object, but not the trees or the sea around it."""
    for match in clause.matches:
        if match.topic == "setting" and match.value not in STANDING:
            yield RemoveObject(concept=SCENERY, word=clause.words(match))
            return
        if match.topic in {UNKNOWN, "setting"} or (match.topic == "word" and match.value == "text"):
            yield RemoveObject(concept=None, word=clause.words(match))
            return


def _side(clause: Clause) -> Place | None:
    return clause.place if clause.place in (Place.LEFT, Place.RIGHT) else None


def _replace(clause: Clause) -> Iterator[EditOperation]:
    nouns = clause.nouns()
    if _becomes_an_animal(clause, nouns):
        yield ReplaceObject(old_word="it", concept=nouns[0].value, word=clause.words(nouns[0]))
        return
    is_swap = clause.verbs("replace") or (clause.verbs("change") and not holding(clause))
    if clause.verbs("replace") and _is_other_headwear(nouns):
        color = next(iter(clause.values("color")), None)
        yield AddObject(concept=nouns[1].value, word=clause.words(nouns[1]), color=color)
        return
    landmarks = [match for match in clause.matches if match.topic == "setting" and match.value in STANDING]
    if clause.verbs("replace") and len(nouns) == 1 and landmarks and nouns[0].end <= landmarks[0].start:
        old, new = nouns[0], landmarks[0]
        yield ReplaceObject(old_word=clause.words(old), concept=new.value, word=clause.words(new))
    elif (
        is_swap and len(nouns) >= 2 and not clause.values("color") and not is_in(nouns[-1].value, "wearable")
    ):
        old, new = _old_and_new(clause, nouns)
        is_related = any(
            item.topic == "relation" for item in clause.matches if old.end <= item.start < new.start
        )
        if is_related and not clause.verbs("replace"):
            return  # `make three of these flowers in a vase`
        if clause.values("style") and is_person(new.value):
            return  # `turn the men into cartoon characters`
        if clause.has("word", "background") or clause.place is Place.BACKGROUND:
            yield AddObject(concept=new.value, word=clause.words(new), place=Place.BACKGROUND)
        else:
            yield ReplaceObject(
                old_word=clause.words(old), concept=new.value, word=clause.words(new), old_concept=old.value
            )


def _becomes_an_animal(clause: Clause, nouns: Sequence[Match]) -> bool:
    """`Make it a tiger`: what the photograph shows is only told by a pronoun."""
    if len(nouns) != 1 or not clause.verbs("change", "replace"):
        return False
    is_animal = is_animate(nouns[0].value) and not is_person(nouns[0].value)
    is_more = any(map(clause.values, ("color", "setting", "style", "place", "relation")))
    return is_animal and nouns[0].topic == "subject" and clause.is_told_new(nouns[0]) and not is_more


def _is_other_headwear(nouns: Sequence[Match]) -> bool:
    """`Replace her cap with a cowboy hat`: the new one goes over the old one."""
    return len(nouns) == 2 and all(is_in(noun.value, "headgear") for noun in nouns)


def _old_and_new(clause: Clause, nouns: Sequence[Match]) -> tuple[Match, Match]:
    """What goes and what comes: `a dog instead of the cat` names the new one first."""
    first, second = nouns[:2]
    between = [item for item in clause.matches if first.end <= item.start < second.start]
    is_turned = any((item.topic, item.value) == ("edit", "replace") for item in between)
    is_turned &= not any(item.topic == "edit" for item in clause.matches if item.start < first.start)
    is_by = is_turned and clause.is_definite(first) and not clause.is_definite(second)
    return (second, first) if is_turned and not is_by else (first, second)


_WHOLE_CLAUSE: Final[tuple[Callable[[Clause], Iterator[EditOperation]], ...]] = (
    textured_things,
    _cut_out,
    _blur,
    _frame,
    _smile,
    held_things,
    drawn_in_foam,
    exchanged_drinks,
    exchanged_surface,
    patterned_things,
    new_clothes,
    costumes,
    _sky,
    _turned_to_winter,
    surface_under,
    remade_things,
    new_background,
    _remove,
    _replace,
)

# -- clauses that may ask for several things ----------------------------------------------------------


def _relight(clause: Clause) -> Iterator[EditOperation]:
    for value in clause.values("look"):
        yield Relight(look=Look(value), keeps_object=clause.is_about_background)
    for value in _wanted(clause, "time"):
        look = _LOOKS_OF_TIMES.get(TimeOfDay(value))
        if look is not None:
            yield Relight(look=look)
    for value in _wanted(clause, "season"):
        yield Relight(look=Look(value))
    if clause.verbs("change", "add") and not any(map(clause.values, ("look", "time", "season"))):
        for value in clause.values("mood")[:1]:
            if value in _LOOKS_OF_MOODS and not clause.nouns():
                yield Relight(look=_LOOKS_OF_MOODS[value])


def _wanted(clause: Clause, topic: str) -> list[str]:
    """The seasons or hours that are told, but none that another comes instead of."""
    insteads = [item.start for item in clause.matches if says_instead(clause.reading, item)]
    told = [item for item in clause.matches if item.topic == topic]
    kept = [item for item in told if not insteads or item.start < insteads[0] or item is told[0]]
    return [item.value for item in kept]


def _weather(clause: Clause) -> Iterator[EditOperation]:
    for value in clause.values("weather"):
        if value == Weather.CLEAR:
            yield Relight(look=Look.DAY)
        elif not clause.verbs("remove"):
            yield AddWeather(weather=Weather(value))


_PARTS: Final[tuple[Callable[[Clause], Iterator[EditOperation]], ...]] = (
    recoloured_things,
    added_things,
    airy_things,
    _relight,
    _weather,
    restyled,
)

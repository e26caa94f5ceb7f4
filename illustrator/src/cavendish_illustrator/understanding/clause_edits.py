"""What one clause of an edit instruction asks for."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Style, TimeOfDay, Weather
from cavendish_illustrator.understanding.added_things import added_things, airy_things
from cavendish_illustrator.understanding.clause import Clause
from cavendish_illustrator.understanding.concept_classes import is_in
from cavendish_illustrator.understanding.edit_instruction import (
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
    ReplaceBackground,
    ReplaceObject,
    Restyle,
    Rotate,
    Sticker,
)
from cavendish_illustrator.understanding.lexicon import Match
from cavendish_illustrator.understanding.phrase_matcher import UNKNOWN
from cavendish_illustrator.understanding.prompt_parser import parse_prompt
from cavendish_illustrator.understanding.recoloured_things import STANDING, recoloured_things
from cavendish_illustrator.understanding.remade_things import remade_things

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
_PLAIN: Final = frozenset(
    {
        "plain",
        "solid",
        "jednolitym",
        "gladkim",
        "einfarbigem",
        "liso",
        "uni",
        "tinta",
        "effen",
        "jednobarevnem",
    }
)
_LAID_ON: Final = ("rooftop",)
"""Places that are parts of what a photograph shows when snow or light lies on them."""
_OF: Final = frozenset({"of", "de", "van", "von", "di", "da"})
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
            yield from _background(clause)
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
        yield Sticker()
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
        yield Crop(to_portrait=clause.has("kind", "portrait"))
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
    yield from _restyle(clause)


def _is_about_sky(clause: Clause) -> bool:
    return clause.has("setting", "sky") or clause.has("place", "sky") or any(map(_is_sky, clause.matches))


def _is_sky(match: Match) -> bool:
    return match.topic == UNKNOWN and any(match.value.startswith(stem) for stem in _SKY_STEMS)


def _sky_words(clause: Clause) -> str:
    found = (match for match in clause.matches if match.topic in {"setting", "place"} or _is_sky(match))
    return next((clause.words(match) for match in found), "sky")


def _background(clause: Clause) -> Iterator[EditOperation]:
    """A new place for the main object, or a plain colour behind it."""
    if clause.verbs("remove") and (clause.nouns() or not clause.is_about_background):
        return
    places = [match.value for match in clause.matches if _is_new_place(clause, match)]
    if (
        clause.verbs("replace")
        and clause.nouns()
        and set(places) <= STANDING
        and not clause.is_about_background
    ):
        return
    colors = clause.values("color")
    if (clause.is_about_background or _is_put_on_colour(clause)) and colors and not places:
        yield ReplaceBackground(spec=parse_prompt(clause.text), color=colors[-1])
    elif clause.is_about_background and clause.has("setting", "plain"):
        color = next(iter(parse_prompt(clause.text).palette), "#f2f2f0")
        yield ReplaceBackground(spec=parse_prompt(clause.text), color=color)
    elif places and (clause.is_about_background or _moves_the_object(clause)):
        yield from _with_worn_things(clause, _scene_behind(clause))
        yield from _restyle(clause)
    elif clause.is_about_background and clause.verbs("replace", "change") and _has_scenery(clause):
        yield ReplaceBackground(spec=_scene_behind(clause))


def _with_worn_things(clause: Clause, spec: PictureSpec) -> Iterator[EditOperation]:
    """`Put the cat in space with a helmet`: the cat wears it, it does not lie about in space."""
    nouns = clause.nouns()
    worn = [noun for noun in nouns if is_in(noun.value, "wearable") and not clause.is_definite(noun)]
    others = [noun for noun in nouns if noun not in worn]
    if not clause.verbs("put", "add") or not worn or len(others) > 1:
        yield ReplaceBackground(spec=spec)
        return
    concepts = {noun.value for noun in worn}
    for index in reversed(range(len(spec.subjects))):
        if spec.subjects[index].concept in concepts:
            spec = _without_subject(spec, index)
    yield ReplaceBackground(spec=spec)
    for noun in worn:
        yield AddObject(concept=noun.value, word=clause.words(noun))


def _is_put_on_colour(clause: Clause) -> bool:
    """`Put it on plain yellow`: nothing is named that could be coloured."""
    is_on = clause.has("relation", "on", "in_front") or clause.has("word", "in", "on")
    nouns = [noun for noun in clause.nouns() if not clause.is_definite(noun)]
    unknown = [value for value in clause.values(UNKNOWN) if value not in _PLAIN]
    return clause.has("edit", "put") and is_on and not nouns and not unknown


def _is_new_place(clause: Clause, match: Match) -> bool:
    """Whether a place is where the object goes: not in `light up the tower`, `fireworks above the tower`."""
    if match.topic != "setting" or match.value == "plain":
        return False
    if match.value in _LAID_ON and (clause.values("weather") or clause.values("air")):
        return False
    if not clause.is_definite(match) or clause.is_about_background or clause.verbs("put"):
        return True
    if match.start > 1 and clause.reading.tokens[match.start - 2].plain in _OF:
        return False  # `with the lights of the street on`
    before = [item for item in clause.matches if item.end <= match.start and not _is_stop(item)]
    return not before or (before[-1].topic not in {"edit", "place", "relation", UNKNOWN})


def _is_stop(match: Match) -> bool:
    return match.topic == "word" and match.value == "stop"


def _scene_behind(clause: Clause) -> PictureSpec:
    """The clause as a picture, without the thing or the place that is in the photograph already."""
    nouns = clause.nouns()
    places = [match for match in clause.matches if match.topic == "setting" and match.value != "plain"]
    if clause.verbs("replace") and len(places) > 1 and places[0].value != places[1].value:
        return parse_prompt(clause.text_after(places[0]))  # `swap the kitchen for a rooftop`
    if not nouns or not (clause.is_definite(nouns[0]) or _is_what_moves(clause, nouns[0])):
        return parse_prompt(clause.text)
    if _is_what_moves(clause, nouns[0]):  # else it would ride the horse that a girl is to ride behind it
        return parse_prompt(clause.text_after(nouns[0]))
    spec = parse_prompt(clause.text)
    own = next((n for n, subject in enumerate(spec.subjects) if subject.concept == nouns[0].value), None)
    return spec if own is None else _without_subject(spec, own)


def _is_what_moves(clause: Clause, noun: Match) -> bool:
    """`put a cat on the beach`: named before the place, and with nothing."""
    earlier = [match for match in clause.matches if match.start < noun.start]
    if clause.has("word", "background") and not clause.verbs("put"):
        return False
    return not any(match.topic == "setting" or _is_with(match) for match in earlier)


def _is_with(match: Match) -> bool:
    return match.topic == "word" and match.value == "with"


def _without_subject(spec: PictureSpec, gone: int) -> PictureSpec:
    def moved(index: int) -> int:
        return index - (index > gone)

    relations = tuple(
        replace(relation, subject=moved(relation.subject), target=moved(relation.target))
        for relation in spec.relations
        if gone not in (relation.subject, relation.target)
    )
    subjects = tuple(subject for index, subject in enumerate(spec.subjects) if index != gone)
    return replace(spec, subjects=subjects, relations=relations)


def _moves_the_object(clause: Clause) -> bool:
    """`put the dog on a beach` moves it; `add a dog on the beach` or `add snow` does not."""
    nouns = clause.nouns()
    if clause.verbs("add") and (clause.values("weather") or clause.values("air")):
        return False
    return not nouns or not clause.verbs("add", "remove") or clause.is_definite(nouns[0])


def _has_scenery(clause: Clause) -> bool:
    return bool(clause.values("time") or clause.values("weather") or clause.nouns() or clause.values("air"))


def _remove(clause: Clause) -> Iterator[EditOperation]:
    if not clause.verbs("remove"):
        return
    nouns = clause.nouns()
    if nouns and (
        clause.has("word", "background") or clause.place is Place.BACKGROUND
    ):  # the finder sees the main object alone
        yield BlurBackground()
        return
    people = next((match for match in clause.matches if _is_people(match)), None)
    if people is not None and nouns and people.start < nouns[0].start:
        # `The people in front of the bus`: the bus only says which.
        yield RemoveObject(concept="person", word=clause.words(people), is_all=True)
        return
    for noun in nouns[:1]:
        is_all = noun.is_plural
        yield RemoveObject(concept=noun.value, word=clause.words(noun), place=_side(clause), is_all=is_all)
    if clause.has("word", "people") and not nouns:
        yield RemoveObject(concept="person", word="people", is_all=True)
    elif not nouns:
        yield from _remove_unknown(clause)


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
    is_swap = clause.verbs("replace") or clause.verbs("change")
    landmarks = [match for match in clause.matches if match.topic == "setting" and match.value in STANDING]
    if clause.verbs("replace") and len(nouns) == 1 and landmarks and nouns[0].end <= landmarks[0].start:
        old, new = nouns[0], landmarks[0]
        yield ReplaceObject(old_word=clause.words(old), concept=new.value, word=clause.words(new))
    elif (
        is_swap and len(nouns) >= 2 and not clause.values("color") and not is_in(nouns[-1].value, "wearable")
    ):
        old, new = nouns[0], nouns[1]
        is_related = any(
            item.topic == "relation" for item in clause.matches if old.end <= item.start < new.start
        )
        if is_related and not clause.verbs("replace"):
            return  # `make three of these flowers in a vase`
        if clause.has("word", "background") or clause.place is Place.BACKGROUND:
            yield AddObject(concept=new.value, word=clause.words(new), place=Place.BACKGROUND)
        else:
            yield ReplaceObject(
                old_word=clause.words(old), concept=new.value, word=clause.words(new), old_concept=old.value
            )


_WHOLE_CLAUSE: Final[tuple[Callable[[Clause], Iterator[EditOperation]], ...]] = (
    _cut_out,
    _blur,
    _frame,
    _sky,
    _background,
    _remove,
    remade_things,
    _replace,
)

# -- clauses that may ask for several things ----------------------------------------------------------


def _relight(clause: Clause) -> Iterator[EditOperation]:
    for value in clause.values("look"):
        yield Relight(look=Look(value), keeps_object=clause.is_about_background)
    for value in clause.values("time"):
        look = _LOOKS_OF_TIMES.get(TimeOfDay(value))
        if look is not None:
            yield Relight(look=look)
    for value in clause.values("season"):
        yield Relight(look=Look(value))


def _weather(clause: Clause) -> Iterator[EditOperation]:
    for value in clause.values("weather"):
        if value == Weather.CLEAR:
            yield Relight(look=Look.DAY)
        elif not clause.verbs("remove"):
            yield AddWeather(weather=Weather(value))


def _restyle(clause: Clause) -> Iterator[EditOperation]:
    for value in clause.values("style"):
        is_look = value == Style.VINTAGE_PRINT and clause.has("look", Look.VINTAGE, Look.SEPIA)
        if value != Style.PHOTO and not is_look:  # an old photograph is still a photograph
            yield Restyle(style=Style(value))
            return
    if clause.verbs("painting") and not clause.verbs("add", "put", "remove"):
        yield Restyle(style=Style.PAINTERLY)


_PARTS: Final[tuple[Callable[[Clause], Iterator[EditOperation]], ...]] = (
    recoloured_things,
    added_things,
    airy_things,
    _relight,
    _weather,
    _restyle,
)

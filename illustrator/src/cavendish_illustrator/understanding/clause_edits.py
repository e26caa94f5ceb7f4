"""What one clause of an edit instruction asks for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Style, TimeOfDay, Weather
from cavendish_illustrator.understanding.concept_classes import is_in
from cavendish_illustrator.understanding.edit_instruction import (
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
from cavendish_illustrator.understanding.phrase_matcher import UNKNOWN, Reading
from cavendish_illustrator.understanding.prompt_parser import parse_prompt

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
_FACE: Final = frozenset({"glasses", "sunglasses", "mask", "goggles", "diving-mask"})
_NECK: Final = frozenset({"scarf", "necktie", "bow-tie"})
_HEAD: Final = frozenset(
    {
        *("hat", "top-hat", "wizard-hat", "santa-hat", "chef-hat", "cowboy-hat", "party-hat", "crown"),
        *("womans-hat", "billed-cap", "helmet", "headphone", "graduation-cap", "military-helmet"),
    }
)
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
_NOUNS: Final = frozenset({"subject", "role"})
_DEFINITE: Final = frozenset(
    (
        *("the", "this", "my", "der", "die", "das", "den", "dem", "el", "la", "los", "las", "le", "les", "l"),
        *("il", "lo", "gli", "i", "o", "os", "as", "de", "het", "mein", "mi", "mon", "ma", "mio", "meu"),
        "mijn",
        *("her", "his", "him", "them", "it", "al", "au", "dos", "ao", "ten", "te", "mu", "jej"),
    )
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Neighbouring meanings that belong together."""

    reading: Reading
    matches: Sequence[Match]
    spec: PictureSpec
    source: str

    def values(self, topic: str) -> list[str]:
        return [match.value for match in self.matches if match.topic == topic]

    def has(self, topic: str, *values: str) -> bool:
        return any(match.topic == topic and match.value in values for match in self.matches)

    def verbs(self, *values: str) -> bool:
        return self.has("edit", *values)

    def nouns(self) -> list[Match]:
        return [match for match in self.matches if match.topic in _NOUNS]

    def words(self, match: Match) -> str:
        return self.reading.words(match)

    @property
    def text(self) -> str:
        """The clause as it stands in the instruction."""
        if not self.matches:
            return ""
        first, last = self.matches[0].start, self.matches[-1].end - 1
        return self.source[self.reading.tokens[first].start : self.reading.tokens[last].end]

    @property
    def is_about_background(self) -> bool:
        return self.has("word", "background") or self.has("setting", "plain")

    @property
    def place(self) -> Place | None:
        return next((Place(value) for value in self.values("place")), None)


def operations_of(clause: Clause) -> Iterator[EditOperation]:
    """The operations of one clause; what fits no rule gives none."""
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
        yield Extend()


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
    places = [value for value in clause.values("setting") if value != "plain"]
    colors = clause.values("color")
    if clause.is_about_background and colors and not places:
        yield ReplaceBackground(spec=parse_prompt(clause.text), color=colors[-1])
    elif clause.is_about_background and clause.has("setting", "plain") and not places:
        color = next(iter(parse_prompt(clause.text).palette), "#f2f2f0")
        yield ReplaceBackground(spec=parse_prompt(clause.text), color=color)
    elif places and (clause.is_about_background or _moves_the_object(clause)):
        yield ReplaceBackground(spec=parse_prompt(clause.text))
        yield from _restyle(clause)
    elif clause.is_about_background and clause.verbs("replace", "change") and _has_scenery(clause):
        yield ReplaceBackground(spec=parse_prompt(clause.text))


def _moves_the_object(clause: Clause) -> bool:
    """`put the dog on a beach` moves it; `add a dog on the beach` draws another."""
    nouns = clause.nouns()
    return not nouns or not clause.verbs("add", "remove") or _is_definite(clause, nouns[0])


def _has_scenery(clause: Clause) -> bool:
    return bool(clause.values("time") or clause.values("weather") or clause.nouns())


def _remove(clause: Clause) -> Iterator[EditOperation]:
    if not clause.verbs("remove"):
        return
    nouns = clause.nouns()
    if nouns and (
        clause.has("word", "background") or clause.place is Place.BACKGROUND
    ):  # the finder sees the main object alone
        yield BlurBackground()
        return
    for noun in nouns[:1]:
        yield RemoveObject(concept=noun.value, word=clause.words(noun))
    if clause.has("word", "people") and not nouns:
        yield RemoveObject(concept="person", word="people")
    elif not nouns:
        for match in clause.matches:
            if match.topic in {UNKNOWN, "setting"} or (match.topic == "word" and match.value == "text"):
                yield RemoveObject(concept=None, word=clause.words(match))
                return


def _replace(clause: Clause) -> Iterator[EditOperation]:
    nouns = clause.nouns()
    is_swap = clause.verbs("replace") or clause.verbs("change")
    if is_swap and len(nouns) >= 2 and not clause.values("color") and not is_in(nouns[-1].value, "wearable"):
        old, new = nouns[0], nouns[1]
        yield ReplaceObject(old_word=clause.words(old), concept=new.value, word=clause.words(new))


_WHOLE_CLAUSE: Final[tuple[Callable[[Clause], Iterator[EditOperation]], ...]] = (
    _cut_out,
    _blur,
    _frame,
    _sky,
    _background,
    _remove,
    _replace,
)

# -- clauses that may ask for several things ----------------------------------------------------------


def _recolour(clause: Clause) -> Iterator[EditOperation]:
    colors = clause.values("color")
    added = [match for match in clause.nouns() if _is_added(clause, match)]
    if not colors or added or clause.verbs("write"):
        return
    things = clause.nouns() or [match for match in clause.matches if match.topic in {UNKNOWN, "weather"}]
    target = clause.words(things[0]) if things else None
    yield Recolour(target=target, color=colors[-1])


def _add(clause: Clause) -> Iterator[EditOperation]:
    for match in clause.nouns():
        if _is_added(clause, match):
            yield AddObject(
                concept=match.value,
                word=clause.words(match),
                count=_count(clause, match),
                color=_color_near(clause, match),
                place=_natural_place(match.value) or clause.place,
            )


def _is_added(clause: Clause, match: Match) -> bool:
    """New things are worn ones, else after `add` the first noun with those joined to it by `and`."""
    if clause.verbs("remove", "replace"):
        return False
    if is_in(match.value, "wearable"):
        return clause.verbs("add", "put") or clause.has("relation", "wearing") or clause.has("word", "with")
    if any(is_in(noun.value, "wearable") for noun in clause.nouns()):
        return False
    if not clause.verbs("add", "put"):
        return False
    nouns = clause.nouns()
    index = nouns.index(match)
    if index == 0:
        return clause.verbs("add") or not _is_definite(clause, match)
    between = [item for item in clause.matches if nouns[index - 1].end <= item.start < match.start]
    return any(item.topic == "word" and item.value == "and" for item in between)


def _is_definite(clause: Clause, match: Match) -> bool:
    return match.start > 0 and clause.reading.tokens[match.start - 1].plain in _DEFINITE


def _count(clause: Clause, match: Match) -> int:
    before = [item for item in clause.matches if item.topic == "number" and item.end <= match.start]
    digits = clause.reading.tokens[match.start - 1].plain if match.start else ""
    if digits.isdigit() and len(digits) < 3:
        return max(1, min(20, int(digits)))
    if before and match.start - before[-1].end <= 2:
        return int(before[-1].value)
    return 3 if match.is_plural and not is_in(match.value, "wearable") else 1


def _color_near(clause: Clause, match: Match) -> str | None:
    """The colour just before or after the noun."""
    near = [
        item
        for item in clause.matches
        if item.topic == "color" and (0 <= match.start - item.end <= 1 or 0 <= item.start - match.end <= 1)
    ]
    return near[0].value if near else None


def _natural_place(concept: str) -> Place | None:
    if concept in _HEAD:
        return Place.ON_HEAD
    if concept in _FACE:
        return Place.ON_FACE
    return Place.NECK if concept in _NECK else None


def _relight(clause: Clause) -> Iterator[EditOperation]:
    for value in clause.values("look"):
        yield Relight(look=Look(value))
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
    _recolour,
    _add,
    _relight,
    _weather,
    _restyle,
)

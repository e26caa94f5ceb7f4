"""Gives a menu its dishes, an infographic its steps and a set of icons its signs, as prompts list them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Entry, Kind, PictureSpec, Subject, Weather
from cavendish_illustrator.understanding.design_words.list_members import list_members
from cavendish_illustrator.understanding.design_words.priced_entries import priced_entries
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_in
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

Parse = Callable[[str], PictureSpec]
_FEWEST: Final = 2
_FEWEST_STEPS: Final = 3
_MOST_COLOR_WORDS: Final = 2
_FOR: Final = re.compile(
    r"\s*[–—(-]?\s+(?:(?:for|für|fur|para|pour|per|voor|dla|na|для|на|pro)\s+(?:the|das|die|den|el|la|los|las|le|les"
    r"|il|lo|i|gli|de|het|o|a)?\b\s*|(?:per\s+)?l')",
    re.IGNORECASE,
)
_WEATHERS: Final = {
    Weather.RAIN: "rain-cloud",
    Weather.SNOW: "snowflake",
    Weather.STORM: "cloud-with-lightning",
    Weather.FOG: "fog",
    Weather.WIND: "wind-face",
    Weather.CLEAR: "sun",
}
_GROWS: Final = {"meadow": "tall-grass", "forest": "evergreen-tree", "sea": "wave-sign"}
"""What shows a place that is a member of a list: grass, the forest, the sea."""
_NO_SIGNS: Final = frozenset({"2nd-place-medal", "1st-place-medal", "3rd-place-medal", "gloves"})
"""What a list's words name by chance: 20 seconds, wet hands."""
_DEEDS: Final = frozenset(
    {
        "sleep", "drink", "read", "exercise", "meditate", "walk", "spac", "spij", "pij", "czytaj",
        "schlafen", "trinken", "lesen", "dormir", "beber", "leer", "boire", "lire", "bere", "leggere",
        "dormire", "ler", "slapen", "drinken", "lezen", "пий", "читай",
    }
)  # fmt: skip
_WHOLE_UP_TO: Final = 4
"""Sign words this short must match whole."""


def with_entries(spec: PictureSpec, prompt: str, parse: Parse) -> PictureSpec:
    """The designed piece with the list it is made of; as it was where the prompt lists nothing."""
    match spec.kind:
        case Kind.MENU:
            entries = _dishes(prompt, parse) or _foods(spec)
        case Kind.INFOGRAPHIC:
            entries = _named_in_whole(_steps(prompt, parse), spec)
        case Kind.ICON:
            entries = _signs(prompt, parse)
        case _:
            return spec
    if len(entries) < _FEWEST:
        return spec
    shown = tuple(entry.picture for entry in entries if entry.picture is not None)
    known = {token.plain for entry in entries if entry.picture for token in tokenise(entry.label)}
    written = {token.plain for entry in entries for token in tokenise(f"{entry.label} {entry.price}")}
    gone = known if spec.kind is Kind.ICON else written
    left = tuple(word for word in spec.not_understood if not {t.plain for t in tokenise(word)} <= gone)
    return replace(spec, entries=entries, subjects=shown, relations=(), not_understood=left)


def _foods(spec: PictureSpec) -> tuple[Entry, ...]:
    """Three and more foods and drinks that a prompt names are what the menu has."""
    foods = [one for one in spec.subjects if is_food(one.concept) or is_in(one.concept, "vessel")]
    if len(foods) < _FEWEST_STEPS:
        return ()
    return tuple(Entry(label=_capital(one.word), picture=one) for one in foods)


def _dishes(prompt: str, parse: Parse) -> tuple[Entry, ...]:
    priced = priced_entries(prompt)
    if len(priced) >= _FEWEST:
        return _each_drawing_once([replace(entry, picture=_dish(entry, parse)) for entry in priced])
    members = [Entry(label=_capital(member)) for member in list_members(prompt, fewest=_FEWEST)]
    found = [replace(entry, picture=_dish(entry, parse)) for entry in members]
    return _each_drawing_once(found) if any(entry.picture is not None for entry in found) else ()


def _dish(entry: Entry, parse: Parse) -> Subject | None:
    """The drawing of a dish, else of what its heading names: a `Classic` among the burgers."""
    shown = _served(entry.label, parse)
    return shown or (_served(entry.section, parse) if entry.section else None)


def _served(text: str, parse: Parse) -> Subject | None:
    """The first thing of the words that is eaten or drunk; of fish and beasts none."""
    things = [one for one in parse(text).subjects if is_food(one.concept) or is_in(one.concept, "vessel")]
    return replace(things[0], count=1, spot=None) if things and not is_animate(things[0].concept) else None


def _each_drawing_once(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """A drawing stands beside the first dish it shows, so that coffee and cappuccino do not look the same."""
    seen: set[str] = set()
    kept = []
    for entry in entries:
        concept = entry.picture.concept if entry.picture else ""
        kept.append(replace(entry, picture=None) if concept in seen else entry)
        seen.add(concept)
    return tuple(kept)


def _steps(prompt: str, parse: Parse) -> tuple[Entry, ...]:
    members = list_members(prompt, fewest=_FEWEST_STEPS)
    things = parse(prompt.partition(":")[0]).subjects
    thing = replace(things[-1], count=1, spot=None) if things else None
    return tuple(_colored(member, thing, parse) or _step(member, parse) for member in members)


def _named_in_whole(entries: tuple[Entry, ...], spec: PictureSpec) -> tuple[Entry, ...]:
    """Members whose one word was no thing by itself, as what it is in its sentence."""
    things = {fold(one.word): replace(one, count=1, spot=None) for one in spec.subjects}
    return tuple(replace(one, picture=one.picture or things.get(fold(one.label))) for one in entries)


def _step(member: str, parse: Parse) -> Entry:
    return Entry(label=_capital(member), picture=_picture(member, parse))


def _colored(member: str, thing: Subject | None, parse: Parse) -> Entry | None:
    """`four bins: blue for paper`: the thing that is listed in the colour, labelled with what it is for."""
    color, _, purpose = _FOR.sub("\0", member, count=1).partition("\0")
    if thing is None or not purpose:
        return None
    palette = parse(f"{color} background").palette or parse(color).palette
    if len(color.split()) > _MOST_COLOR_WORDS or not palette:
        return None
    return Entry(label=_capital(purpose), picture=replace(thing, color=palette[0]))


def _signs(prompt: str, parse: Parse) -> tuple[Entry, ...]:
    members = list_members(prompt, fewest=_FEWEST_STEPS)
    entries = tuple(Entry(label=m, picture=_picture(m, parse)) for m in members)
    return entries if sum(e.picture is not None for e in entries) >= _FEWEST else ()


@cache
def _sign_words() -> tuple[tuple[str, str], ...]:
    rows = read_topic("entry_signs").items()
    return tuple((word, concept) for concept, words in rows for word in str(words).split())


def _sign(text: str) -> str:
    """The drawing of what is no thing of a scene: evaporation, settings, a user."""
    for token in tokenise(text):
        for word, concept in _sign_words():
            if token.plain == word or (len(word) > _WHOLE_UP_TO and token.plain.startswith(word)):
                return concept
    return ""


def _deed(text: str) -> str:
    """The sign of the first word where that tells what one does: sleep 8 hours, drink water."""
    return next((_sign(token.plain) for token in tokenise(text)[:1] if token.plain in _DEEDS), "")


def _picture(text: str, parse: Parse) -> Subject | None:
    """The one thing that shows a member of a list, None where no drawing is sure to."""
    spec = parse(text)
    things = [one for one in spec.subjects if one.concept not in _NO_SIGNS]
    is_word = len(tokenise(text)) == 1
    sign = (_sign(text) if is_word or not things else _deed(text)) or ("" if things else _weather_sign(spec))
    if sign:
        return Subject(concept=sign, word=text)
    if not things:
        return next((Subject(concept=_GROWS[one], word=text) for one in spec.settings if one in _GROWS), None)
    return replace(things[0], spot=None)


def _weather_sign(spec: PictureSpec) -> str:
    return _WEATHERS.get(spec.weather, "") if spec.weather is not None else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

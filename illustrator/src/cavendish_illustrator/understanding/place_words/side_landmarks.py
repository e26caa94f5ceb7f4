"""Turns a place that was asked for on one side of others into a thing that can stand there."""

from typing import Final

from cavendish_illustrator.understanding.place_words.stated_places import StatedPlaces, find_stated_places
from cavendish_illustrator.understanding.reading.prompt_reader import PromptReader
from cavendish_illustrator.understanding.reading.scene_draft import Attributes, DraftSubject
from cavendish_illustrator.vocabulary.lexicon import read_topic

_AS_THINGS: Final = {
    "lighthouse": "lighthouse",
    "castle": "castle",
    "church": "church",
    "mosque": "mosque",
    "barn": "barn",
    "factory": "factory",
    "hospital": "hospital",
    "haunted_house": "haunted_house",
    "windmill_field": "windmill",
    "volcano": "volcano",
    "camp_site": "tent",
    "statue_of_liberty": "statue_of_liberty",
    "big_ben": "big_ben",
    "taj_mahal": "taj_mahal",
    "igloo": "igloo",
}
"""Places with a drawing of their own, by which they are known."""

_SHORES: Final = {"sea": "beach", "storm_sea": "beach"}
"""With water in the background, what stands before it stands ashore."""
_MERE_SURROUNDINGS: Final = frozenset({"sky", "clouds", "hills"})


def settle_things(reader: PromptReader, source: str) -> StatedPlaces:
    """Find every stated place; a landmark on a side becomes a thing wherever other things are asked for."""
    draft, seen = reader.nouns.draft, reader.seen
    found = find_stated_places(reader.reading, source, draft)
    sided = [name for name, spot in found.settings.items() if spot.across and not spot.depth]
    seen.settings = [*(n for n in sided if n in seen.settings), *(n for n in seen.settings if n not in sided)]
    if draft.subjects:
        far = {name for name, spot in found.settings.items() if spot.depth == "back"}
        seen.settings = [_SHORES.get(one, one) if one in far else one for one in seen.settings]
    for name, spot in list(found.settings.items()):
        concept = _AS_THINGS.get(name)
        if concept is None or spot.depth == "back" or not (spot.across and draft.subjects):
            continue
        index = draft.add(DraftSubject(concept, word_for(reader, name), Attributes(), spot=spot))
        if index is not None:
            parent = str(read_topic("settings")[name].get("parents", "")).split(",")[0].strip()
            left = [one for one in seen.settings if one != name]
            is_bare = all(one in _MERE_SURROUNDINGS for one in left)
            seen.settings = [*left, parent] if is_bare and parent else left
            del found.settings[name]
    return found


def word_for(reader: PromptReader, setting: str) -> str:
    """The prompt's own word for a place, else the lexicon's first."""
    for match in reader.reading.matches:
        if match.topic == "setting" and match.value == setting:
            return reader.reading.words(match)
    return str(read_topic("settings")[setting].get("en", setting)).split(",")[0]

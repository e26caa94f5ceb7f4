"""The table, cloth or slab that a clause puts under the main object: `on a white marble table`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cavendish_illustrator.understanding.design_words.surfaces import surface_of_words
from cavendish_illustrator.understanding.instructions.clause import INDEFINITE, Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import ReplaceBackground
from cavendish_illustrator.understanding.prompt_parser import parse_prompt
from cavendish_illustrator.vocabulary.concept_classes import is_food, is_in
from cavendish_illustrator.vocabulary.lexicon import Match

_SCENES: Final = frozenset({"grass", "mirror", "ice"})
"""Surfaces that are whole places, or that a picture cannot show."""
TABLES: Final = frozenset({"table_top", "table", "desk", "office"})
_ROOMS: Final = frozenset({"office"})
"""Words that name a table in one language and a room in others: only something lies *on* a table."""
_WALLS: Final = ("wall", "scian", "wand", "mauer", "pared", "mur", "muro", "parede", "muur", "стін", "zed")
_WITHOUT_ARTICLES: Final = frozenset({"pl", "uk", "cs"})
_CHECKED: Final = "checked"
_WHITE: Final = "#f2f2f0"
_NEAR: Final = 3
_TALKING: Final = frozenset({"replace", "remove", "write", "crop", "extend", "add"})


def exchanged_surface(clause: Clause) -> Iterator[ReplaceBackground]:
    """The marble of `replace the wooden table with a marble one`."""
    tables = [item for item in clause.matches if item.topic == "setting" and item.value in TABLES - _ROOMS]
    if not tables or not clause.verbs("replace", "change") or clause.is_about_background:
        return
    for match in reversed(clause.matches):
        words = [token.plain for token in clause.reading.tokens[match.start : match.end]]
        name = surface_of_words(words)
        # Czech `za` is behind, too; else it is the same table of marble.
        is_only_made_anew = match.topic == "material" and len(tables) == 1
        is_only_made_anew = is_only_made_anew and not clause.has("relation", "behind")
        if name and name not in _SCENES and match.start > tables[0].end and not is_only_made_anew:
            is_checked = clause.has("edit", "checks")
            yield _with_surface(clause, match, _CHECKED if is_checked else name)
            return


def surface_under(clause: Clause) -> Iterator[ReplaceBackground]:
    """A new surface for the main object to stand or lie on."""
    is_put = clause.verbs("put")
    if clause.verbs(*_TALKING) and not is_put and not clause.is_about_background:
        return
    found = _named(clause)
    if found is None or not (is_put or clause.is_about_background or not clause.values("edit")):
        return
    place, name = found
    if is_put and _brings_something(clause, place):
        return
    if not is_put and not clause.is_about_background and not _is_all_told(clause, place):
        return
    yield _with_surface(clause, place, name)


def _with_surface(clause: Clause, place: Match, name: str) -> ReplaceBackground:
    spec = parse_prompt(clause.text)
    color = next(iter(_colors_near(clause, place)), None)
    if name == _CHECKED and color == _WHITE:
        color = None  # every check has white squares
    spec = replace(
        spec, surface=name, surface_color=color, palette=(), subjects=(), relations=(), settings=()
    )
    return ReplaceBackground(spec=spec, is_surface=True)


def _named(clause: Clause) -> tuple[Match, str] | None:
    """The first word for a surface behind a preposition, and the surface."""
    for match in clause.matches:
        words = [token.plain for token in clause.reading.tokens[match.start : match.end]]
        rest = [token.plain for token in clause.reading.tokens[match.start : match.end + 2]]
        name = surface_of_words(words) or (
            "wood" if match.topic == "setting" and match.value in TABLES else ""
        )
        is_wall = any(word.startswith(_WALLS) for word in rest)
        is_cloth = match.topic == "subject" and is_in(match.value, "wearable")
        is_other = is_wall or is_cloth or match.topic == "weather"
        if name and name not in _SCENES and not is_other and _is_led(clause, match):
            return match, name
    return None


def _is_led(clause: Clause, match: Match) -> bool:
    """Whether an `on` stands before it or is part of it, or it is said of the background."""
    before = [item for item in clause.matches if item.end <= match.start and match.start - item.end <= _NEAR]
    is_room = match.value in _ROOMS
    leading = ("on",) if is_room else ("on", "in")
    is_on = any(item.topic in ("relation", "word") and item.value in leading for item in before)
    if is_room:
        return is_on and not clause.is_about_background
    return is_on or match.end - match.start > 1 or clause.is_about_background


def _brings_something(clause: Clause, place: Match) -> bool:
    """`Put a cookie on the wooden table`: what is put there is new."""
    nouns = [noun for noun in clause.nouns() if noun.end <= place.start]
    if not nouns or is_in(nouns[0].value, "wearable"):
        return False
    before = clause.reading.tokens[nouns[0].start - 1].plain if nouns[0].start else ""
    is_counted = any(item.topic == "number" for item in clause.matches)
    if clause.reading.language in _WITHOUT_ARTICLES:
        is_vessel = is_in(nouns[0].value, "small_container") or is_in(nouns[0].value, "vessel")
        return is_counted or (is_food(nouns[0].value) and not is_vessel)
    return before in INDEFINITE or is_counted


def _is_all_told(clause: Clause, place: Match) -> bool:
    """Whether a clause without a verb names hardly more than the surface."""
    others = [noun for noun in clause.nouns() if noun is not place and not clause.is_definite(noun)]
    return not others and not clause.values("style")


def _colors_near(clause: Clause, place: Match) -> Iterator[str]:
    for item in clause.matches:
        gap = max(place.start - item.end, item.start - place.end)
        if item.topic == "color" and gap <= _NEAR - 1:
            yield item.value

"""Finds which part of a picture is to stay free, and whether its things lie along its edge as a border."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise

_SIDES: Final = ("top", "bottom", "left", "right", "middle")
_LONGEST_SPOT: Final = 5
_REACH: Final = 4
"""So many words may stand between a room and what it is for."""
_FRAMED: Final = frozenset({Kind.SCENE, Kind.CARD, Kind.POSTER, Kind.MENU})
_EDGED: Final = frozenset({Kind.CARD, Kind.POSTER, Kind.MENU, Kind.BORDER, Kind.BOOK_COVER, Kind.LABEL})
_EDGES: Final = {
    "gold_edges": "#c9a13c",
    "silver_edges": "#aab2ba",
    "red_edges": "#b8323a",
    "black_edges": "#26262a",
    "blue_edges": "#2f5f9f",
    "green_edges": "#3f7a4c",
}
_ROOMY: Final = _FRAMED | {Kind.BOOK_COVER, Kind.LABEL}


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """A prompt's body without the words for the room that it keeps, and that room."""

    body: str
    place: str = ""
    """`top`, `bottom`, `left`, `right`, `middle`; `any` where none is named; empty where no room is kept."""
    is_border: bool = False
    """Whether things are to lie along the edge."""
    is_edge: bool = False
    """Whether an edge or a frame is named, which only a designed piece has of what it shows."""

    edge: str | None = None
    """`#rrggbb` of a line around the piece, as a gold edge is."""

    def given_to(self, spec: PictureSpec) -> PictureSpec:
        """The picture with its room and its edge; what lies along the edge makes it a border."""
        if self.edge is not None and spec.kind in _EDGED:
            spec = replace(spec, edge=self.edge)
        if self.place in _SIDES[:4] and _is_layout(spec):
            spec = replace(spec, kind=Kind.POSTER)
        if self.place and spec.kind in _ROOMY:
            is_beside_title = self.place not in {"top", "any", "middle"} and spec.kind is Kind.POSTER
            quiet = frozenset() if spec.texts or (is_beside_title and spec.title) else frozenset({"text"})
            spec = replace(spec, room=self.place, excluded=spec.excluded | quiet)
        is_piece = spec.kind is not Kind.SCENE or bool(self.place)
        is_round = self.is_border or self.place == "middle" or (self.is_edge and is_piece)
        is_list = spec.kind is Kind.MENU and not {":", "€", "$"}.isdisjoint(spec.prompt)
        spec = _with_flowers_of_place(spec) if self.is_border else spec
        if is_round and spec.kind in _FRAMED and spec.subjects and not is_list:
            spec = replace(spec, kind=Kind.BORDER, relations=())
        return spec


_FLOWERS_OF: Final = {
    "lavender_field": "lavender-sprig",
    "sunflower_field": "sunflower",
    "tulip_field": "tulip",
    "poppy_field": "poppy",
    "flower_field": "blossom",
}


def _with_flowers_of_place(spec: PictureSpec) -> PictureSpec:
    """A border of lavender has the flower and not the field."""
    name = next((name for name in spec.settings if name in _FLOWERS_OF), "")
    if spec.subjects or not name:
        return spec
    return replace(spec, subjects=(Subject(concept=_FLOWERS_OF[name], word=name, count=3),), settings=())


def _is_layout(spec: PictureSpec) -> bool:
    """Whether things alone are named beside the room, without a land, a light or a table."""
    has_scene = spec.settings or spec.time_of_day or spec.weather or spec.season or spec.relations
    is_bare = spec.kind is Kind.SCENE and bool(spec.subjects) and not has_scene
    return is_bare and not any_animate(spec.subjects)


_COMPOUNDS: Final = ("goldra", "goldka", "goldum", "silberra")
"""How a line and its colour begin in one word."""
_OF: Final = frozenset({"of", "de", "aus", "von", "di", "z", "ze", "van", "із", "з"})
_DOGS: Final = ("collie", "terrier")
"""What a border before them is no frame of."""


@cache
def _words(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = str(read_topic("room_words")[name]["words"]).split()
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(words), stems


def _is(name: str, token: Token) -> bool:
    words, stems = _words(name)
    return token.plain in words or token.plain.startswith(stems)


@cache
def _spots() -> dict[tuple[str, ...], str]:
    """The phrases for the sides of a picture in all languages, folded."""
    found: dict[tuple[str, ...], str] = {}
    for side in _SIDES:
        for language in LANGUAGES:
            for phrase in split_phrases(read_topic("spots")[side].get(language, "")):
                found.setdefault(tuple(fold(phrase.replace("'", " ").replace("-", " ")).split()), side)
    return found


def take_kept_room(body: str) -> KeptRoom:
    """Cut the words for free room and for borders out of a prompt; the places of the rest stay the same."""
    letters, place = list(body), ""
    is_border = is_edge = False
    edge, line = _edge_in(tokenise(body))
    for token in line:
        _blank(letters, [token])
    for clause in _clauses([token for token in tokenise(body) if token not in line]):
        found = _room_in(clause)
        if found is not None:
            start, end, named = found
            place = named if not place or place == "any" else place
            _blank(letters, clause[start:end])
        rest = clause if found is None else clause[: found[0]]
        for index, token in enumerate(rest):
            span = _border_in(rest, index)
            if span is not None:
                is_border = is_border or _is("borders", token)
                is_edge = is_edge or not _is("borders", token)
                _blank(letters, rest[span[0] : span[1]])
    return KeptRoom("".join(letters), place, is_border, is_edge, edge)


def _edge_in(tokens: Sequence[Token]) -> tuple[str | None, Sequence[Token]]:
    """The colour of a line around the piece, and the words that name it: `gold border`, `Goldrand`."""
    for index, token in enumerate(tokens):
        name = next((name for name in _EDGES if _is(name, token)), None)
        if name is None:
            continue
        if token.plain.startswith(_COMPOUNDS):
            return _EDGES[name], tokens[index : index + 1]
        for beside in (index + 1, index - 1):
            near = tokens[min(index, beside) : max(index, beside) + 1] if 0 <= beside < len(tokens) else ()
            if len(near) == 2 and _is("edge_lines", tokens[beside]) and not near[1].is_after_break:
                after = tokens[max(index, beside) + 1 : max(index, beside) + 2]
                is_of_things = any(_is("made_of", one) and one.plain in _OF for one in after)
                return (None, ()) if is_of_things else (_EDGES[name], near)
    return None, ()


def _clauses(tokens: Sequence[Token]) -> list[list[Token]]:
    clauses: list[list[Token]] = []
    for token in tokens:
        if token.is_after_break or not clauses:
            clauses.append([])
        clauses[-1].append(token)
    return clauses


def _blank(letters: list[str], tokens: Sequence[Token]) -> None:
    if tokens:
        start, end = tokens[0].start, tokens[-1].end
        letters[start:end] = " " * (end - start)


def _room_in(clause: Sequence[Token]) -> tuple[int, int, str] | None:
    """Where the words for free room begin and end in a clause, and which side they name."""
    core = next((span for index in range(len(clause)) if (span := _core(clause, index))), None)
    if core is None:
        return None
    start, end = core
    side, side_start, side_end = _side_in(clause, start)
    if side:
        start, end = min(start, side_start), max(end, side_end)
    while start and _is("leaders", clause[start - 1]):
        start -= 1
    if end < len(clause) and _is("reasons", clause[end]):
        end = len(clause)
    return start, end, side or "any"


def _core(clause: Sequence[Token], index: int) -> tuple[int, int] | None:
    """`space for text`, `negative space`, `empty in the middle` where they begin at a word."""
    first = clause[index]
    if _is("rooms", first) or _is("rooms_for_text", first):
        found = _after_small(clause, index, "purposes")
        if found is not None:
            while found < len(clause) and (_is("purposes", clause[found]) or _is("leaders", clause[found])):
                found += 1
            return index, found
        is_free = index + 1 < len(clause) and _is("free", clause[index + 1]) and _is("rooms", first)
        return (index, index + 2) if is_free else None
    if _is("free", first):
        if index + 1 < len(clause) and _is("rooms", clause[index + 1]):
            return _core(clause, index + 1) or (index, index + 2)
        found = _after_small(clause, index, "middles")
        return None if found is None or _is_of_something(clause, found) else (index, found)
    is_left_free = _is("middles", first) and index + 1 < len(clause) and _is("free", clause[index + 1])
    return (index, index + 2) if is_left_free else None


def _after_small(clause: Sequence[Token], index: int, name: str) -> int | None:
    """The end of the first word of a list after a word, with only small words between them."""
    for place in range(index + 1, min(len(clause), index + 1 + _REACH)):
        if _is(name, clause[place]):
            return place + 1
        if not _is("small", clause[place]):
            return None
    return None


def _is_of_something(clause: Sequence[Token], index: int) -> bool:
    """`empty in the middle of the night` keeps nothing free."""
    return index < len(clause) and clause[index].plain in {"of", "de", "der", "des", "du", "di", "van"}


def _side_in(clause: Sequence[Token], start: int) -> tuple[str, int, int]:
    """The side named after a word, else right before it, and where its phrase begins and ends."""
    for index in (*range(start, len(clause)), *range(max(0, start - _REACH), start)):
        for length in range(min(_LONGEST_SPOT, len(clause) - index), 0, -1):
            side = _spots().get(tuple(token.plain for token in clause[index : index + length]))
            if side is not None:
                return side, index, index + length
    middle = next((i for i in range(start, len(clause)) if _is("middles", clause[i])), None)
    return ("middle", middle, middle + 1) if middle is not None else ("", 0, 0)


def _border_in(clause: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Where the words for a border begin and end: `around the edge`, `a frame of ivy`."""
    start, end = index, index + 1
    while start and _is("around", clause[start - 1]):
        start -= 1
    is_made_of = end < len(clause) and _is("made_of", clause[end])
    following = clause[index + 1].plain if index + 1 < len(clause) else ""
    if not _is("borders", clause[index]) or following.startswith(_DOGS):
        is_along = _is("edges", clause[index]) and start < index and not is_made_of
        is_bound = _is("frames", clause[index]) or (_is("edges", clause[index]) and _is_given(clause, index))
        is_frame = is_bound and is_made_of
        if not (is_along or is_frame):
            return None
    return start, end + (1 if is_made_of else 0)


def _is_given(clause: Sequence[Token], index: int) -> bool:
    """`con un borde de girasoles`, unlike `at the edge of the wood`."""
    while index and _is("small", clause[index - 1]):
        index -= 1
    return index > 0 and _is("given", clause[index - 1])

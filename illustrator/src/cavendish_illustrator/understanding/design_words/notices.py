"""Tells printed signs and notices from scenes: `no parking`, `for rent`, a sale's arrow, a lost cat."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Subject
from cavendish_illustrator.understanding.design_words.limited_palette import named_color
from cavendish_illustrator.understanding.design_words.topical import EVENTS
from cavendish_illustrator.vocabulary.concept_classes import any_animate, is_person
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading, read_phrases
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise

ARROW: Final = "arrow-sign"
PET: Final = "pet"
_WHOLE_UP_TO: Final = 4
_KEY: Final = 3
"""Letters that the phrases are found by."""
_WORDS: Final = "words"
_OPEN: Final = frozenset({Kind.SCENE, Kind.SHOP_SIGN, Kind.POSTER})
_BOARDS: Final = frozenset(
    {"sign-board", "hanging-sign", "placard", "pavement-sign", "stop-sign", "street-sign"}
)
_NEARBY: Final = frozenset(
    {"garden", "meadow", "park", "plain", "studio", "street", "room", "shop_front", "cafe"}
)
"""Places that a notice's own words bring along."""
_ON_DOORS: Final = frozenset({"open", "closed"})
"""Said by signs of all sorts, neon and wood."""
_WELCOME: Final = "welcome"
"""A sign that is stationery: flowers around its words."""
_FIRST: Final = 4
"""A sign that is all of the picture is named among so many words."""
_MOST_LINES: Final = 3
_PHONE: Final = re.compile(r"\+?\d(?:[ \-./()]{0,2}\d){5,}")
_PHONES: Final = frozenset({"mobile-phone", "telephone", "telephone-receiver"})


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that everybody knows."""

    name: str
    phrases: tuple[tuple[str, ...], ...]
    texts: dict[str, str]
    shape: str
    """`board`, `ban`, `warning` or `pet`."""
    ground: str | None
    shows: str


@cache
def _notices() -> dict[str, Notice]:
    rows = read_topic("notices")
    return {name: _notice(name, row) for name, row in rows.items() if name != _WORDS}


def _notice(name: str, row: Mapping[str, str]) -> Notice:
    phrases = tuple(tuple(fold(word) for word in phrase.split()) for phrase in split_phrases(row["words"]))
    texts = dict(zip(LANGUAGES, (text.strip() for text in row["text"].split("|")), strict=True))
    return Notice(name, phrases, texts, row.get("shape", "board"), row.get("ground"), row.get("shows", ""))


def notice_of(spec: PictureSpec) -> Notice | None:
    """The well-known notice that a sign is, None for any other."""
    return _notices().get(spec.topic)


@cache
def _words(name: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole words, beginnings and endings of a row."""
    words = list(split_phrases(read_topic("notices")[_WORDS][name]))
    starts = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(words), starts, tuple(word[1:] for word in words if word.startswith("-"))


def _is(name: str, token: Token) -> bool:
    whole, starts, ends = _words(name)
    return (
        token.plain in whole
        or token.plain.startswith(starts or ("\0",))
        or token.plain.endswith(ends or ("\0",))
    )


def as_notice(spec: PictureSpec) -> PictureSpec:
    """The sign or notice that the picture is to be; any other picture as it is."""
    if spec.kind not in _OPEN or "text" in spec.excluded:
        return spec
    tokens = tokenise(spec.prompt)
    found = _find(tokens)
    notice = found[0] if found is not None else None
    if not _is_sign(spec, tokens, notice):
        return spec
    taken = {token.plain for token in tokens[found[1] : found[2]]} if found is not None else set()
    return _printed(spec, notice, taken, tokens)


def _find(tokens: Sequence[Token]) -> tuple[Notice, int, int] | None:
    """The notice with the longest words, a ban before a board, and where they begin and end."""
    found = [
        (notice.shape != "board", len(phrase), sum(map(len, phrase)), -order, -start, notice)
        for start in range(len(tokens))
        for order, notice, phrase in _begun_at(tokens[start].plain)
        if start + len(phrase) <= len(tokens)
        and all(map(_begins, tokens[start : start + len(phrase)], phrase))
    ]
    if not found:
        return None
    _, length, _, _, start, notice = max(found, key=lambda item: item[:5])
    return notice, -start, length - start


_Begun = tuple[int, Notice, tuple[str, ...]]


def _begun_at(word: str) -> Iterator[_Begun]:
    """The phrases whose first word may be this one, with the order in which they are listed."""
    for size in range(1, _KEY + 1):
        yield from _by_beginning().get(word[:size], ()) if len(word) >= size else ()


@cache
def _by_beginning() -> dict[str, list[_Begun]]:
    """The phrases by the first letters of their first words: nearly every word begins none."""
    found: dict[str, list[_Begun]] = {}
    for notice in _notices().values():
        for phrase in notice.phrases:
            order = sum(map(len, found.values()))
            found.setdefault(phrase[0].removesuffix("*")[:_KEY], []).append((order, notice, phrase))
    return found


def _begins(token: Token, word: str) -> bool:
    if word.endswith("*"):
        return token.plain.startswith(word[:-1])
    return token.plain == word if len(word) <= _WHOLE_UP_TO else token.plain.startswith(word)


def _is_sign(spec: PictureSpec, tokens: Sequence[Token], notice: Notice | None) -> bool:
    """Whether the prompt names a sign first of all, and what it says, or somebody who is looked for."""
    if notice is not None and notice.shape == PET:
        return spec.kind is Kind.POSTER or any(_is("signs", token) for token in tokens[: 2 * _FIRST])
    if any(_is("others", token) for token in tokens) or not _has_no_place(spec):
        return False
    if any(r.kind in {RelationKind.HOLDING, RelationKind.RIDING} for r in spec.relations):
        return False
    reach = _FIRST + (len(tokens) if notice is not None and notice.shape != "board" else 2)
    at = next((k for k, token in enumerate(tokens[:reach]) if _is("signs", token)), None)
    if at is None or (spec.kind is Kind.POSTER and notice is None):
        return False
    has_arrow = any(one.concept == ARROW for one in spec.subjects)
    others = [one for one in spec.subjects if one.concept not in _BOARDS]
    is_of_things = spec.kind is Kind.SCENE and bool(others) and not any_animate(others)
    is_flat = has_arrow or spec.ground is not None or is_of_things
    if notice is None or (notice.name in _ON_DOORS and spec.texts):
        return is_flat and bool(spec.texts or has_arrow)
    return is_flat or notice.shape != "board" or spec.kind is not Kind.SHOP_SIGN


def _has_no_place(spec: PictureSpec) -> bool:
    is_told = bool(spec.time_of_day or spec.weather or spec.season)
    return not is_told and all(name in EVENTS | _NEARBY for name in spec.settings[:1])


def _printed(
    spec: PictureSpec, notice: Notice | None, taken: set[str], tokens: Sequence[Token]
) -> PictureSpec:
    """The sign with its heading, its lines, its arrow and what else it shows."""
    if notice is not None and notice.name == _WELCOME:
        spec = spec.with_subjects([k for k, one in enumerate(spec.subjects) if one.concept not in _BOARDS])
        return replace(spec, kind=Kind.CARD, texts=spec.texts or (_wording(spec, notice),))
    reading = read_phrases(tokens)
    phones = tuple(match.group().strip() for match in _PHONE.finditer(spec.prompt))
    wording = _wording(spec, notice) if notice is not None else ""
    is_pet = notice is not None and notice.shape == PET
    texts = spec.texts
    if is_pet and not any(_names(text, notice) for text in texts):
        texts = (wording, *texts)
    heading, *rest = texts or (wording or _named(spec, tokens),)
    lines = [
        *rest,
        *spec.lines,
        *(one for one in phones if not any(one in text for text in (*texts, *spec.lines))),
    ]
    return replace(
        spec,
        kind=Kind.NOTICE,
        title=heading,
        texts=(),
        text_places=(),
        lines=tuple(lines[:_MOST_LINES]),
        topic=notice.name if notice is not None else "",
        motifs=(),
        settings=(),
        relations=(),
        entries=(),
        panels=(),
        excluded=frozenset(),
        subjects=_shown(spec, notice, taken, tokens),
        ground=spec.ground or _palette_ground(spec),
        ink=_letters(reading),
    )


def _wording(spec: PictureSpec, notice: Notice) -> str:
    return notice.texts.get(spec.language, notice.texts["en"])


def _named(spec: PictureSpec, tokens: Sequence[Token]) -> str:
    """What an English sign is called where no notice knows it: the words before `sign`."""
    at = next((k for k, token in enumerate(tokens) if token.plain == "sign"), 0)
    first = 1 if at and tokens[0].plain in {"a", "an", "the"} else 0
    words = spec.prompt[tokens[first].start : tokens[at - 1].end] if at > first else ""
    return words[:1].upper() + words[1:]


def _palette_ground(spec: PictureSpec) -> str | None:
    """A colour that was said of the whole sign: `wet floor sign, yellow`."""
    arrows = {one.color for one in spec.subjects}
    return next((color for color in spec.palette if color not in arrows), None)


def _names(text: str, notice: Notice | None) -> bool:
    """Whether a text says what the notice is: `LOST`, `Zaginął kot`."""
    if notice is None:
        return False
    firsts = tuple(phrase[0].rstrip("*") for phrase in notice.phrases)
    return any(token.plain.startswith(firsts) for token in tokenise(text))


def _letters(reading: Reading) -> str | None:
    """The colour of the letters: `red letters`, `mit roter Schrift`."""
    for index, match in enumerate(reading.matches):
        color = named_color(reading, index)
        near = (
            *reading.tokens[match.end : match.end + 1],
            *reading.tokens[max(0, match.start - 1) : match.start],
        )
        if color is not None and any(_is("letters", token) for token in near):
            return color
    return None


def _shown(
    spec: PictureSpec, notice: Notice | None, taken: set[str], tokens: Sequence[Token]
) -> tuple[Subject, ...]:
    """What is drawn: the arrow with its direction, and the things named besides the notice's own words."""
    is_pet = notice is not None and notice.shape == PET
    kept = [one for one in spec.subjects if _is_shown(one, taken, is_pet=is_pet)]
    if is_pet:
        animals = sorted(
            kept, key=lambda one: (one.color is None, one.concept == (notice.shows if notice else ""))
        )
        kept = animals[:1]
    if not any(one.concept != ARROW for one in kept) and notice is not None and notice.shows:
        has_arrow = bool(kept) or (is_pet and not kept)
        own = [Subject(concept=name, word=name) for name in notice.shows.split()]
        kept = kept if has_arrow and not is_pet else [*kept, *own]
    pointing = _direction(tokens)
    return tuple(
        replace(one, pose=pointing) if one.concept == ARROW else replace(one, pose=None) for one in kept
    )


def _is_shown(one: Subject, taken: set[str], *, is_pet: bool) -> bool:
    words = {token.plain for token in tokenise(one.word)}
    is_own = bool(words) and words <= taken and not (is_pet and one.color)
    is_spare = one.concept in _BOARDS | _PHONES | {"paw-print-big"} or is_person(one.concept)
    return not (is_own or is_spare)


def _direction(tokens: Sequence[Token]) -> str:
    """Where the arrow points: `left`, `right`, `up` or `down`; right where nothing is said."""
    for token in tokens:
        for side in ("left", "right", "up", "down"):
            if _is(side, token):
                return side
    return "right"

"""Words that tell the members of a group apart: `one in red, the other in blue`."""

from typing import Final

from cavendish_illustrator.picture_spec import RelationKind
from cavendish_illustrator.understanding.reading.neighbourhood import NOUNS
from cavendish_illustrator.understanding.reading.noun_placer import NounPlacer
from cavendish_illustrator.understanding.reading.scene_draft import DraftSubject
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_ONE: Final = frozenset(
    {
        "one", "jeden", "jedna", "jedno", "einer", "eine", "eines", "uno", "una", "un", "une", "um", "uma",
        "een", "один", "одна", "одне",
    }
)  # fmt: skip
_OTHER: Final = frozenset(
    {
        "other", "another", "second", "drugi", "druga", "drugie", "andere", "anderer", "anderes", "zweite",
        "zweiter", "zweites", "otro", "otra", "autre", "altro", "altra", "outro", "outra", "ander",
        "другий", "друга", "друге", "інший", "інша", "інше", "druhy", "druha", "druhe", "jiny", "jina",
    }
)  # fmt: skip
_AND: Final = frozenset({"and", "i", "oraz", "a", "und", "y", "et", "e", "en", "і", "та", "й", "while", "l"})
_ARTICLES: Final = frozenset(
    {"a", "an", "the", "ein", "der", "die", "das", "el", "la", "le", "il", "o", "de", "het"}
)
_FEWEST: Final = 2
_SHE: Final = {
    "en": ("she",),
    "pl": ("ona",),
    "es": ("ella",),
    "fr": ("elle",),
    "it": ("lei",),
    "pt": ("ela",),
    "nl": ("zij", "ze"),
    "uk": ("вона",),
    "cs": ("ona",),
}
_HE: Final = {
    "en": ("he",),
    "pl": ("on",),
    "de": ("er",),
    "fr": ("lui",),
    "it": ("lui",),
    "pt": ("ele",),
    "nl": ("hij",),
    "uk": ("він",),
    "cs": ("on",),
}
_WOMEN: Final = frozenset(
    {"woman", "girl", "old-woman", "queen", "princess", "bride", "nurse", "ballerina", "woman-mage"}
)
_MEN: Final = frozenset({"man", "boy", "old-man", "king", "prince", "groom"})
_COUPLES: Final = {
    "couple": ("man", "woman"),
    "old-couple": ("old-man", "old-woman"),
    "parents": ("man", "woman"),
    "newlyweds": ("groom", "bride"),
}
_SMALL: Final = frozenset({"small", "tiny"})
_OF_THEM: Final = frozenset(
    {
        *(("of", "them"), ("of", "which"), ("davon",), ("von", "ihnen"), ("z", "nich"), ("de", "ellos")),
        *(("de", "ellas"), ("dentre", "eux"), ("d", "entre"), ("di", "loro"), ("deles",), ("delas",)),
        *(("ervan",), ("van", "hen"), ("з", "них"), ("із", "них")),
    }
)
_TOLD_BY: Final = frozenset({"color", "material"})
"""What a single word after `one` tells it apart by."""
_REACH: Final = 16
"""So many words may lie between `one` and `the other`."""
_OWN: Final = frozenset({RelationKind.WEARING, RelationKind.HOLDING})


def tells_apart(nouns: NounPlacer, reading: Reading, position: int) -> bool:
    """Whether the meaning at `position` only says which of a group the next words are about."""
    match = reading.matches[position]
    word = reading.tokens[match.start].plain
    if match.topic == "color" and _in_run(nouns, reading, position):
        return True
    if match.end - match.start != 1:
        return False
    is_she, is_he = (word in table.get(reading.language, ()) for table in (_SHE, _HE))
    if is_she or is_he:
        return _turn_to(nouns, is_she=is_she)
    member = None if _names_a_thing(reading, position) else _member(nouns, reading, match)
    if member is not None:
        _next_member(nouns, member)
        if match.topic == "size":
            nouns.draft.subjects[member].attributes.size = "small" if match.value in _SMALL else None
    return member is not None


def _in_run(nouns: NounPlacer, reading: Reading, position: int) -> bool:
    """`three parrots: red, blue and green`: each of them has one of as many colours."""
    run = _run_of_colors(reading, reading.matches[position])
    if len(run) < _FEWEST or _is_said_of_next(reading, run[-1]):
        return False
    subjects, colors = nouns.draft.subjects, [one.value for one in run]
    if reading.matches[position] is not run[0]:
        return [one.attributes.color for one in subjects][-len(run) :] == colors
    group = _group(nouns)
    if group is None or subjects[group].attributes.count != len(run):
        return False
    for color in colors[:-1]:
        rest = _split(nouns, group)
        subjects[group].attributes.color = color
        if rest is None:
            return True
        group = rest
    subjects[group].attributes.color = colors[-1]
    return True


def _run_of_colors(reading: Reading, match: Match) -> list[Match]:
    """The colours with nothing but `and` and `one` between them, of which `match` is one."""
    colors = [one for one in reading.matches if one.topic == "color"]
    run = [match]
    for later in colors[colors.index(match) + 1 :]:
        if not _are_joined(reading, run[-1], later):
            break
        run.append(later)
    for earlier in reversed(colors[: colors.index(match)]):
        if not _are_joined(reading, earlier, run[0]):
            break
        run.insert(0, earlier)
    return run


def _are_joined(reading: Reading, first: Match, second: Match) -> bool:
    between = reading.tokens[first.end : second.start]
    is_apart = bool(between) or reading.tokens[second.start].is_after_break
    return is_apart and all(token.plain in _AND | _ONE | _ARTICLES for token in between)


def _is_said_of_next(reading: Reading, last: Match) -> bool:
    """Whether a thing right after the colours has them: `two dogs, a red and a blue ball`."""
    return any(
        one.start == last.end and one.topic in NOUNS and not reading.tokens[one.start].is_after_break
        for one in reading.matches
    )


def _member(nouns: NounPlacer, reading: Reading, match: Match) -> int | None:
    """Which group `one` or `the other` takes somebody from."""
    word = reading.tokens[match.start].plain
    is_one = word in _ONE or match.topic == "size"
    if word in _OTHER or not is_one or not _opens_clause(reading, match):
        return nouns.rest if word in _OTHER else None
    if nouns.rest is not None:
        return nouns.rest
    return _group(nouns) if _goes_on(reading, match) else None


def _names_a_thing(reading: Reading, position: int) -> bool:
    """`one red ball`, `the other dog` name something themselves."""
    for later in reading.matches[position + 1 : position + 3]:
        if reading.tokens[later.start].is_after_break:
            return False
        if later.topic in NOUNS:
            return True
        if later.topic not in {"color", "size", "material", "mood"}:
            return False
    return False


def _opens_clause(reading: Reading, match: Match) -> bool:
    token = reading.tokens[match.start]
    before = reading.tokens[match.start - 1] if match.start else token
    return token.is_after_break or before.plain in _AND or before.is_after_break


def _goes_on(reading: Reading, match: Match) -> bool:
    later = reading.tokens[match.end : match.end + _REACH]
    sizes = (one for one in reading.matches if one.topic == match.topic == "size" and one.start >= match.end)
    is_other_told = any(t.plain in _OTHER | _ONE for t in later)
    return is_other_told or any(one.value != match.value for one in sizes) or _is_of_them(reading, match)


def _is_of_them(reading: Reading, match: Match) -> bool:
    """`one of them is golden`, `einer davon`, `jedno z nich`: the rest stays as it was."""
    later = [token.plain for token in reading.tokens[match.end : match.end + 2]]
    if tuple(later) in _OF_THEM or tuple(later[:1]) in _OF_THEM:
        return True
    told = next((one for one in reading.matches if one.start >= match.end and one.topic != "word"), None)
    is_close = told is not None and told.start - match.end <= 1
    return told is not None and is_close and told.topic in _TOLD_BY


def _group(nouns: NounPlacer) -> int | None:
    """The last of which several were counted."""
    counted = (i for i, one in enumerate(nouns.draft.subjects) if (one.attributes.count or 1) > 1)
    return max(counted, default=None)


def _next_member(nouns: NounPlacer, index: int) -> None:
    """What follows is about one of those at `index`; the rest stays for the next `one`."""
    nouns.drop_relation()
    nouns.rest = _split(nouns, index) if (nouns.draft.subjects[index].attributes.count or 1) > 1 else None
    _look_at(nouns, index)
    if nouns.last_relation in _OWN and nouns.rest is None:
        nouns.relation = nouns.last_relation  # `one holding a balloon and the other an ice cream`


def _split(nouns: NounPlacer, index: int) -> int | None:
    """Part one from its group; the rest does the same, but has nothing that is somebody's own."""
    first = nouns.draft.subjects[index]
    said = first.attributes
    rest = DraftSubject(first.concept, first.word, said.copy(), at=first.at, spot=first.spot)
    rest.attributes.count = (said.count or 1) - 1
    new = nouns.draft.add(rest)
    if new is None:
        return None
    said.count, first.is_plural = 1, False
    for relation in tuple(nouns.draft.relations):
        if relation.kind in _OWN:
            continue
        if relation.subject == index:
            nouns.draft.relate(relation.kind, new, relation.target)
        elif relation.target == index:
            nouns.draft.relate(relation.kind, relation.subject, new)
    return new


def _look_at(nouns: NounPlacer, index: int) -> None:
    nouns.draft.head, nouns.open_noun, nouns.together = index, index, [index]
    nouns.is_joined = nouns.is_another = False


def _turn_to(nouns: NounPlacer, *, is_she: bool) -> bool:
    """The last woman or man named, who may be one of a couple."""
    wanted, subjects = (_WOMEN if is_she else _MEN), nouns.draft.subjects
    found = [index for index, one in enumerate(subjects) if one.concept in wanted]
    couple = next((i for i, one in enumerate(subjects) if one.concept in _COUPLES), None)
    if not found and couple is not None:
        he, she = _COUPLES[subjects[couple].concept]
        subjects[couple].attributes.count = 2
        other = _split(nouns, couple)
        if other is None:
            return False
        subjects[couple].concept, subjects[other].concept = he, she
        found = [other if is_she else couple]
    if not found:
        return False
    nouns.drop_relation()
    _look_at(nouns, found[-1])
    nouns.open_noun = None
    return True

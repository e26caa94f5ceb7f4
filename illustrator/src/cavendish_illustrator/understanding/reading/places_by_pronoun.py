"""Places that a pronoun stands for: `a box with a cat on it`, `eine Vase, daneben eine Brille`."""

from typing import Final

from cavendish_illustrator.picture_spec import RelationKind
from cavendish_illustrator.understanding.reading.clauses import NOUNS, QUALITIES, Clause
from cavendish_illustrator.understanding.reading.noun_placer import NounPlacer
from cavendish_illustrator.understanding.reading.scene_draft import relation_of
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_PRONOUNS: Final = frozenset(
    {
        "it", "him", "her", "them", "itself", "hem", "haar", "ihm", "ihr", "ihnen", "lui", "elle", "elles",
        "eux", "lei", "loro", "ella", "ellas", "ellos", "нею", "ним", "ними", "ni", "nim", "nimi",
    }
)  # fmt: skip
_OWNERS: Final = frozenset({"her", "haar", "ihr"})
"""Before a thing these say whose it is."""
_ARTICLES: Final = frozenset({"a", "an", "ein", "eine", "een"})
_ADVERBS: Final = {
    "de": {
        "darauf": "on", "drauf": "on", "obendrauf": "on", "daneben": "beside", "davor": "in_front",
        "dahinter": "behind", "darunter": "under", "drunter": "under", "darin": "inside", "drin": "inside",
    },
    "nl": {
        "erop": "on", "bovenop": "on", "ernaast": "beside", "daarnaast": "beside", "ervoor": "in_front",
        "erachter": "behind", "eronder": "under", "erin": "inside", "daarop": "on", "eromheen": "beside",
    },
    "fr": {"dessus": "on", "dedans": "inside", "dessous": "under"},
    "en": {"inside": "inside", "underneath": "under"},
}  # fmt: skip
_PLACING: Final = frozenset({"on", "under", "beside", "behind", "in_front", "inside", "over", "in"})
_GOES_ON: Final = frozenset({"and", "with"})


def takes_place_by_pronoun(nouns: NounPlacer, reading: Reading, position: int) -> bool:
    """Whether the meaning places a thing at one that was named; of the last thing, or of the next."""
    match = reading.matches[position]
    by_adverb = _ADVERBS.get(reading.language, {}).get(reading.tokens[match.start].plain)
    if by_adverb is not None and match.end - match.start == 1:
        return _place(nouns, reading, position + 1, by_adverb, is_adverb=match.topic != "relation")
    is_placing = Clause(reading, reading.matches).is_preposition(match)
    if not is_placing or match.value not in _PLACING or position + 1 >= len(reading.matches):
        return False
    following = reading.matches[position + 1]
    if reading.tokens[following.start].plain not in _PRONOUNS or following.end - following.start != 1:
        return False
    is_owner = reading.tokens[following.start].plain in _OWNERS and not _is_article_next(reading, following)
    return _place(nouns, reading, position + 2, match.value, is_adverb=not is_owner)


def _is_article_next(reading: Reading, match: Match) -> bool:
    """`achter haar een oven`: not her oven, but one behind her."""
    return match.end < len(reading.tokens) and reading.tokens[match.end].plain in _ARTICLES


def _place(nouns: NounPlacer, reading: Reading, after: int, word: str, *, is_adverb: bool) -> bool:
    """Relate the last thing, or let the next be related, where nothing else follows."""
    following = reading.matches[after] if after < len(reading.matches) else None
    if following is None or _ends(reading, following):
        _relate_last(nouns, word)
        return True
    named = _noun_after(reading, after) if is_adverb else None
    if named is None:
        return False
    nouns.drop_relation()
    nouns.onto, nouns.is_another = word, True
    return True


def _ends(reading: Reading, match: Match) -> bool:
    is_joint = match.topic == "word" and match.value in _GOES_ON
    return is_joint or reading.tokens[match.start].is_after_break


def _noun_after(reading: Reading, after: int) -> Match | None:
    """What is named next, behind articles, qualities and the verb that only says that it is there."""
    for one in reading.matches[after:]:
        if reading.tokens[one.start].is_after_break:
            return None
        if one.topic in NOUNS:
            return one
        if one.topic not in QUALITIES | {"word", "pose"} or one.value in _GOES_ON:
            return None
    return None


def _relate_last(nouns: NounPlacer, word: str) -> None:
    draft, last = nouns.draft, len(nouns.draft.subjects) - 1
    nouns.relation, nouns.open_noun = None, None
    if last < 1 or draft.head is None:
        return
    placed, target = [last], draft.head if draft.head != last else nouns.placed_at
    if target is None:
        placed, target = _with_mate(nouns, last)
    if target is None or target in placed:
        return
    for one in placed:
        kind, is_reversed = relation_of(word, draft.subjects[one].concept, draft.subjects[target].concept)
        draft.relations = [r for r in draft.relations if {r.subject, r.target} != {one, target}]
        if kind is not RelationKind.WEARING and not is_reversed:
            draft.relate(kind, one, target)
    draft.head = nouns.placed_at = target


def _with_mate(nouns: NounPlacer, last: int) -> tuple[list[int], int | None]:
    """`with a princess and a tiger on it`: both, and what the first of them was named with."""
    mate = last - 1
    tie = next((r for r in reversed(nouns.draft.relations) if mate in (r.subject, r.target)), None)
    if tie is None:
        return [last], None
    return [mate, last], tie.target if tie.subject == mate else tie.subject

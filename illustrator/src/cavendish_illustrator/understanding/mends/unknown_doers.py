"""Somebody whose trade is no known word is drawn as a person: the bread does not bake itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_person
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import Token, tokenise

_SHORTEST: Final = 6
_FIRST_WORDS: Final = 4
"""Among so many words of the prompt stands whom it is about."""
_OWN_DOINGS: Final = frozenset(
    {None, "standing", "falling", "flying", "floating_back", "sleeping", "smiling"}
)
"""What things may do by themselves."""


def with_unknown_doers(spec: PictureSpec) -> PictureSpec:
    """The picture with a man, a woman or several people where an unknown word at its beginning means them."""
    if spec.kind is not Kind.SCENE or spec.panels or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    if any(is_person(one.concept) for one in spec.subjects):
        return spec
    tokens = tokenise(spec.prompt)
    doer = next(((at, one) for at, one in enumerate(tokens[:_FIRST_WORDS]) if _is_unknown(one, spec)), None)
    if doer is None or any(token.is_after_break for token in tokens[1 : doer[0] + 1]):
        return spec
    at, word = doer
    busy = next((i for i, one in enumerate(spec.subjects) if _is_done_to(one)), None)
    is_one, is_many = (_ends(word.plain, row, spec.language) for row in ("one", "many"))
    if not (is_one or is_many or (busy is not None and _stands_before(tokens, at, spec.subjects[busy]))):
        return spec
    return _with_somebody(spec, word.raw, busy, is_many=is_many)


def _with_somebody(spec: PictureSpec, word: str, busy: int | None, *, is_many: bool) -> PictureSpec:
    pose = spec.subjects[busy].pose if busy is not None else None
    if busy is not None:
        spec = spec.with_subject(busy, replace(spec.subjects[busy], pose=None))
    somebody = Subject(concept="person", word=word, count=3 if is_many else 1, pose=pose)
    relations = tuple(replace(r, subject=r.subject + 1, target=r.target + 1) for r in spec.relations)
    if busy is not None:
        beside = Relation(kind=RelationKind.BESIDE, subject=0, target=busy + 1)
        relations = (*relations, beside)
    return replace(
        spec,
        subjects=(somebody, *spec.subjects),
        relations=relations,
        not_understood=tuple(one for one in spec.not_understood if one != word),
    )


def _is_unknown(token: Token, spec: PictureSpec) -> bool:
    return len(token.plain) >= _SHORTEST and token.raw in spec.not_understood


def _is_done_to(one: Subject) -> bool:
    """Whether a thing does what only somebody could do to it."""
    return one.pose not in _OWN_DOINGS and not is_animate(one.concept)


def _stands_before(tokens: Sequence[Token], at: int, one: Subject) -> bool:
    """Whether the unknown word comes before the thing that seems to do something."""
    words = tokenise(one.word)
    place = next((i for i, token in enumerate(tokens) if words and token.plain == words[-1].plain), 0)
    return at < place


def _ends(word: str, row: str, language: str) -> bool:
    endings = tuple(read_topic("unknown_trades")[row].get(language, "").split())
    return bool(endings) and word.endswith(endings)

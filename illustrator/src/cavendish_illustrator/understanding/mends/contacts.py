"""Lets things touch what they are told to touch: lanterns hang, a ladder leans on its tree."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.figures.drawings.thing_states import HANGING, LEANING
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.tokens import Token, tokenise

_REACH: Final = 4
"""So many words may stand between a thing and the verb that tells how it is."""
_TARGET_REACH: Final = 5
_WALL, _FAR, _OF_LEANING = "house_wall", 1000, 0.7
_LARGEST_HUNG_M: Final = 1.6
_LARGEST_LEANT_M: Final = 4.0
_HELD_BY: Final = frozenset(
    {RelationKind.ON, RelationKind.HANGING, RelationKind.INSIDE, RelationKind.UNDER, RelationKind.OVER}
)
_DECKING: Final = "decorating"
"""What a verb for hanging is read as."""
_PAPER, _MOTLEY = "paper", "colorful"


def with_contacts(spec: PictureSpec) -> PictureSpec:
    """The picture with the things that hang and lean marked as such, and nobody who hangs them up."""
    spec = _with_lanterns_of_paper(spec)
    if spec.kind is not Kind.SCENE or not spec.subjects:
        return spec
    tokens = tokenise(spec.prompt)
    places = _places(tokens, spec.subjects)
    for at, token in enumerate(tokens):
        if _begins(token, "hanging") and not _begins(token, "not_hanging"):
            spec = _hung(spec, _before(places, at), is_read=True)
        elif _begins(token, "leaning") or _begins(token, "against"):
            spec = _leant(spec, places, at)
    for index, one in enumerate(spec.subjects):
        if one.concept in _names("always_hung"):
            spec = _hung(spec, index, is_read=False)
    return _without_nails(spec)


def _without_nails(spec: PictureSpec) -> PictureSpec:
    """What hangs from a nail or a hook hangs: the nail itself would be as large as a table."""
    nails = {i for i, one in enumerate(spec.subjects) if one.concept in _names("hung_from")}
    hung = [r.subject for r in spec.relations if r.target in nails and r.kind in _HELD_BY]
    if not hung:
        return spec
    spec = replace(spec, relations=tuple(r for r in spec.relations if r.target not in nails))
    for index in hung:
        spec = _hung(spec, index, is_read=True)
    return spec.with_subjects([i for i in range(len(spec.subjects)) if i not in nails])


def _with_lanterns_of_paper(spec: PictureSpec) -> PictureSpec:
    """Lanterns of paper shine in many colours and are not white as a sheet."""
    subjects = tuple(
        replace(one, material=None, mood=None if one.color else _MOTLEY)
        if one.concept in _names("always_hung") and one.material == _PAPER
        else one
        for one in spec.subjects
    )
    return replace(spec, subjects=subjects)


@cache
def _stems(row: str) -> tuple[str, ...]:
    return tuple(read_table("understanding/mends/contacts.toml")[row].split())


@cache
def _names(row: str) -> frozenset[str]:
    return frozenset(read_table("understanding/mends/contacts.toml")[row])


def _begins(token: Token, row: str) -> bool:
    return token.plain.startswith(_stems(row))


def _places(tokens: Sequence[Token], subjects: Sequence[Subject]) -> list[tuple[int, int] | None]:
    """The first and the last token of each subject's words; None where they are not in the prompt."""
    plain = [token.plain for token in tokens]
    found: list[tuple[int, int] | None] = []
    for one in subjects:
        words = [token.plain for token in tokenise(one.word)]
        starts = (i for i in range(len(plain)) if words and plain[i : i + len(words)] == words)
        start = next(starts, None)
        found.append(None if start is None else (start, start + len(words) - 1))
    return found


def _before(places: Sequence[tuple[int, int] | None], at: int) -> int | None:
    """The subject that ends last before a token, if it is near."""
    near = [(place[1], index) for index, place in enumerate(places) if place and 0 < at - place[1] <= _REACH]
    return max(near)[1] if near else None


def _hung(spec: PictureSpec, index: int | None, *, is_read: bool) -> PictureSpec:
    """The thing on its cord, unless something else holds it; who was thought to hang it up is taken away."""
    if index is None or index >= len(spec.subjects):
        return spec
    one = spec.subjects[index]
    if (
        is_animate(one.concept)
        or one.concept in _names("never_hung")
        or real_height(one.concept) > _LARGEST_HUNG_M
    ):
        return spec
    if is_read and one.pose == _DECKING:
        spec = spec.with_subject(index, one := replace(one, pose=None))
    is_held = any(r.subject == index and r.kind in _HELD_BY for r in spec.relations)
    is_taken = any(r.target == index and r.kind is RelationKind.HOLDING for r in spec.relations)
    if is_held or is_taken or one.state not in (None, HANGING):
        return spec
    kept = tuple(r for r in spec.relations if r.subject != index or r.kind is not RelationKind.BETWEEN)
    return replace(spec.with_subject(index, replace(one, state=HANGING)), relations=kept)


def _leant(spec: PictureSpec, places: Sequence[tuple[int, int] | None], at: int) -> PictureSpec:
    index = _before(places, at)
    if index is None:
        return spec
    one = spec.subjects[index]
    is_thing = not is_animate(one.concept) and real_height(one.concept) <= _LARGEST_LEANT_M
    if not is_thing or one.state is not None or spec.settings[:1] == ("table_top",):
        return spec
    spec = spec.with_subject(index, replace(one, state=LEANING, pose=None))
    if any(index in (r.subject, r.target) for r in spec.relations):
        return spec
    large = [i for i in range(len(spec.subjects)) if i != index and _can_carry(spec.subjects[i], one)]
    near = [place[0] - at for i in large if (place := places[i]) and 0 < place[0] - at <= _TARGET_REACH]
    if not large or (spec.settings[:1] == (_WALL,) and not near):
        return spec
    target = min(large, key=lambda i: abs((places[i] or (_FAR, _FAR))[0] - at))
    beside = Relation(kind=RelationKind.BESIDE, subject=index, target=target)
    return replace(spec, relations=(*spec.relations, beside))


def _can_carry(one: Subject, leaning: Subject) -> bool:
    """Whether something is large enough that the other may lean on it."""
    return real_height(one.concept) >= _OF_LEANING * real_height(leaning.concept)

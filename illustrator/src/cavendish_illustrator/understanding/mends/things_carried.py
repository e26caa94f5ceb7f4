"""Who has several things has all: `a girl with boots, a red umbrella and a duck` holds the umbrella."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import can_act, is_animate, is_in, is_person
from cavendish_illustrator.vocabulary.tokens import fold

_HAVING: Final = frozenset({RelationKind.WEARING, RelationKind.HOLDING, RelationKind.BESIDE})
_IDLE: Final = frozenset({None, "standing", "smiling", "walking", "waiting"})
_MOST_IN_HAND: Final = 1
_ON_SHOULDERS: Final = frozenset(
    {"parrot", "owl", "crow", "black-bird", "cockatoo", "robin", "monkey", "bird"}
)
_JOINTS: Final = frozenset(
    {
        "and", "a", "an", "the", "his", "her", "its", "i", "oraz", "und", "ein", "eine", "einen", "einem",
        "einer", "y", "e", "un", "una", "uno", "unos", "unas", "et", "une", "des", "du", "de", "la", "le",
        "il", "lo", "um", "uma", "en", "een", "і", "й", "та", "con", "com", "with", "avec", "mit", "met",
        "z", "ze", "s", "se", "з", "із", "el", "los", "las", "les", "der", "die", "das", "den", "dem",
    }
)  # fmt: skip
_PLACING: Final = frozenset(
    {
        "on", "in", "at", "by", "near", "under", "behind", "from", "na", "w", "przy", "pod", "za", "obok",
        "auf", "im", "bei", "neben", "unter", "hinter", "an", "am", "sobre", "junto", "bajo", "sur", "dans",
        "sous", "su", "sotto", "sul", "nel", "sob", "no", "op", "bij", "onder", "naast", "у",
        "в", "під", "біля", "v", "u", "vedle", "daneben", "поруч", "поряд", "next", "beside", "while",
        "tuz",
    }
)  # fmt: skip
_MOST_BETWEEN: Final = 1
"""Adjectives that may stand before a thing of the list."""


def with_things_carried(spec: PictureSpec) -> PictureSpec:
    """The picture with what the list of one person names in their hand or on them, not on the ground."""
    spec = _on_what_is_decked(_things_hold_nothing(spec))
    for owner, one in enumerate(spec.subjects):
        if one.count == 1 and _has_hands(one) and _has_next(spec, owner):
            return _carrying(spec, owner, list(_listed(spec, owner)))
    return spec


def _on_what_is_decked(spec: PictureSpec) -> PictureSpec:
    """`A dresser with a lamp, a clock and a book`: as the first of the list, all of it is on the dresser."""
    relations = list(spec.relations)
    for relation in spec.relations:
        owner = relation.target
        is_decked = relation.kind is RelationKind.ON and is_in(spec.subjects[owner].concept, "decked")
        if not is_decked or relation.subject != owner + 1:
            continue
        tied = {index for r in spec.relations for index in (r.subject, r.target)}
        relations += [
            Relation(kind=RelationKind.ON, subject=index, target=owner)
            for index in _listed(spec, owner)
            if index not in tied and not is_animate(spec.subjects[index].concept)
        ]
    return replace(spec, relations=tuple(relations))


def _has_hands(one: Subject) -> bool:
    """A cup of tea has none unless it does something, as it does in a picture book."""
    return is_animate(one.concept) or (can_act(one.concept) and one.pose is not None)


def _things_hold_nothing(spec: PictureSpec) -> PictureSpec:
    """In `flowers, an apple and books` the apple has no books."""
    words = fold(spec.prompt)

    def is_mere_list(relation: Relation) -> bool:
        holder, held = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_thing = relation.kind is RelationKind.HOLDING and not is_animate(holder.concept)
        end = _after(words, holder.word, 0)
        start = words.find(fold(held.word), end)
        return is_thing and relation.subject > 0 and 0 <= end <= start and _goes_on(words[end:start])

    return replace(spec, relations=tuple(r for r in spec.relations if not is_mere_list(r)))


def _has_next(spec: PictureSpec, owner: int) -> bool:
    return any(
        r.subject == owner and r.target == owner + 1 and r.kind in _HAVING for r in spec.relations
    ) and not any(r.target == owner for r in spec.relations)


def _listed(spec: PictureSpec, owner: int) -> range:
    """The places of the things that the list of the owner names, as far as it goes on."""
    words, cursor = fold(spec.prompt), 0
    for index in range(owner + 1):
        cursor = _after(words, spec.subjects[index].word, cursor)
    end = _after(words, spec.subjects[owner + 1].word, cursor)
    last = owner + 1
    for index in range(owner + 2, len(spec.subjects)):
        start = words.find(fold(spec.subjects[index].word), end)
        if start < 0 or is_person(spec.subjects[index].concept) or not _goes_on(words[end:start]):
            break
        last, end = index, start + len(fold(spec.subjects[index].word))
    return range(owner + 2, last + 1)


def _after(words: str, word: str, cursor: int) -> int:
    start = words.find(fold(word), cursor)
    return cursor if start < 0 else start + len(fold(word))


def _goes_on(between: str) -> bool:
    """Whether nothing but commas, `and`, articles and an adjective stands between two things of a list."""
    found = re.findall(r"\w+", between)
    rest = [word for word in found if word not in _JOINTS]
    return len(rest) <= _MOST_BETWEEN and _PLACING.isdisjoint(rest) and not re.search(r"[.;:!?]", between)


def _carrying(spec: PictureSpec, owner: int, listed: list[int]) -> PictureSpec:
    in_hand = sum(r.subject == owner and r.kind is RelationKind.HOLDING for r in spec.relations)
    is_free = in_hand < _MOST_IN_HAND
    relations = [r for r in spec.relations if not (is_free and _is_of_companion(spec, r, owner, listed))]
    tied = {index for r in relations for index in (r.subject, r.target) if r.kind is not RelationKind.INSIDE}
    tied |= {r.subject for r in relations if r.kind is RelationKind.INSIDE}
    is_idle = spec.subjects[owner].pose in _IDLE
    for index in listed:
        thing = spec.subjects[index]
        if index in tied:
            continue
        if is_animate(thing.concept):
            is_on_shoulder = thing.concept in _ON_SHOULDERS and is_person(spec.subjects[owner].concept)
            kind = RelationKind.ON if is_on_shoulder and thing.count == 1 else RelationKind.BESIDE
            relations.append(Relation(kind=kind, subject=index, target=owner))
            continue
        if is_in(thing.concept, "wearable"):
            relations.append(Relation(kind=RelationKind.WEARING, subject=owner, target=index))
        elif in_hand < _MOST_IN_HAND and is_idle and thing.count == 1 and not _is_too_big(thing.concept):
            relations.append(Relation(kind=RelationKind.HOLDING, subject=owner, target=index))
            in_hand += 1
    return replace(spec, relations=tuple(relations))


def _is_too_big(concept: str) -> bool:
    return is_in(concept, "too_big_to_hold") or is_in(concept, "mount")


def _is_of_companion(spec: PictureSpec, relation: Relation, owner: int, listed: list[int]) -> bool:
    """Whether a parrot of the list was taken for the holder of the lantern that is named after it."""
    is_next = relation.target == relation.subject + 1
    is_listed = relation.subject in listed and relation.target in listed
    is_companion = is_animate(spec.subjects[relation.subject].concept) and relation.subject != owner
    return is_next and is_listed and is_companion and relation.kind is RelationKind.HOLDING

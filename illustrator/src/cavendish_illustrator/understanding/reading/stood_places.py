"""Reads what it means to be in, on or under a place: in a lake, on the bed, under the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.doings.supports import support_of
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import Match, language_lexicon
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import tokenise

_WITHIN: Final = frozenset({"in", "inside"})
_ON: Final = "on"
_TREE, _BRANCH = "deciduous-tree", "perch-tree"
_DOORS: Final = frozenset({"door", "open-doorway"})
_SHELVES: Final = "bookshelf"
_KEPT_ON_SHELVES: Final = frozenset({"books", "open-book"})
_IN_THE_AIR: Final = frozenset({"sky", "clouds", "space", "galaxy", "sea", "lake", "river"})
_HUNG: Final = "decorating"
"""The doing that `hanging` is where somebody hangs something up."""
_KINDS: Final = {"in": RelationKind.INSIDE}
_WINDOWS: Final = frozenset({"window_outlook", "windowsill"})
"""What is behind one of these is looked at."""
_WHOLE_UP_TO: Final = 3
"""Words this short must match whole: `bed` does not begin `bedroom`."""
_ABOVE_WATER: Final = frozenset(
    {
        "drinking",
        "flying",
        "skating",
        "fishing",
        "feeding",
        "painting",
        "drawing",
        "photographing",
        "rowing",
        "surfing",
        "sailing",
        "jumping",
        "walking",
        "running",
        "skiing",
    }
)
_CARRIED: Final = frozenset({RelationKind.INSIDE, RelationKind.ON, RelationKind.RIDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Whom a prompt says to be how in which of its places."""

    relation: str
    setting: str
    words: tuple[str, ...]
    """Of the place, folded."""
    subjects: tuple[int, ...]
    """Indexes of the draft; one beyond the last is who is named next."""
    color: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceThing:
    """One row of `stood_places.toml`, where its fields are explained."""

    concept: str
    words: tuple[str, ...]
    settings: frozenset[str]
    relations: frozenset[str]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    waters: frozenset[str]
    frozen: tuple[str, ...]
    things: tuple[PlaceThing, ...]
    exchanges: Mapping[RelationKind, Mapping[str, str]]
    stages: Mapping[str, str]


@cache
def _table() -> _Table:
    rows = read_table("understanding/reading/stood_places.toml")
    things = tuple(
        PlaceThing(
            concept=row["concept"],
            words=tuple(row["words"]),
            settings=frozenset(row["settings"]),
            relations=frozenset(row["relations"]),
            place=row["place"],
        )
        for row in rows["things"]
    )
    return _Table(
        waters=frozenset(rows["waters"]),
        frozen=tuple(rows["frozen"]),
        things=things,
        stages=rows["stages"],
        exchanges={RelationKind(kind): table for kind, table in rows["exchanges"].items()},
    )


def stand_at(
    match: Match, reading: Reading, relation: str | None, subjects: Sequence[int], color: str | None
) -> Stand | None:
    """Who is how in the place just named; None where no word says how."""
    how = relation or relation_within(match, reading)
    if how is None:
        return None
    words = tuple(token.plain for token in reading.tokens[match.start : match.end])
    return Stand(relation=how, setting=match.value, words=words, subjects=tuple(subjects), color=color)


def relation_within(match: Match, reading: Reading) -> str | None:
    """The relation word that the name of a thing or a place begins with: `in the leaves`, `auf der Mauer`."""
    tokens = reading.tokens[match.start : match.end]
    entry = language_lexicon(match.language).find(tokens[:1], 0) if len(tokens) > 1 else None
    is_relation = entry is not None and (entry.topic == "relation" or entry.value == "in")
    return entry.value if entry is not None and is_relation else None


def with_stands(spec: PictureSpec, stands: Sequence[Stand]) -> PictureSpec:
    """The picture with those in the water who are in it, and with the bed or table that somebody is at."""
    for stand in stands:
        is_water = stand.setting in _table().waters
        spec = _in_water(spec, stand) if is_water else _at_thing(_on_stage(spec, stand), stand)
    return spec


def _in_water(spec: PictureSpec, stand: Stand) -> PictureSpec:
    words = [token.plain for token in tokenise(spec.prompt)]
    is_frozen = any(_begins(word, _table().frozen) for word in words)
    is_seen = stand.setting in spec.settings and _WINDOWS.isdisjoint(spec.settings)
    if is_frozen or not is_seen:
        return spec
    carried = {r.subject for r in spec.relations if r.kind in _CARRIED}
    for index in stand.subjects:
        if index < len(spec.subjects) and index not in carried:
            spec = spec.with_subject(index, _bathing(spec.subjects[index], stand.relation))
    return spec


def _bathing(subject: Subject, relation: str) -> Subject:
    """An animal is in the water where it is on it; a person only where the prompt says in."""
    is_in = relation in _WITHIN or (relation == _ON and not is_person(subject.concept))
    is_bather = is_animate(subject.concept) and subject.pose not in _ABOVE_WATER
    return replace(subject, is_in_water=True) if is_in and is_bather else subject


def _on_stage(spec: PictureSpec, stand: Stand) -> PictureSpec:
    """Who is on a bridge is seen there, not before it; what flies comes down where the prompt sets it."""
    if stand.relation != _ON or stand.setting not in spec.settings:
        return spec
    alive = [i for i in stand.subjects if i < len(spec.subjects) and is_animate(spec.subjects[i].concept)]
    stage = _table().stages.get(stand.setting)
    if alive and stage is not None:
        settings = (stage, *(name for name in spec.settings if name != stand.setting))
        spec = replace(spec, settings=settings)
    for index in alive:
        if spec.subjects[index].pose is None and stand.setting not in _IN_THE_AIR:
            spec = spec.with_subject(index, replace(spec.subjects[index], pose=_perched(spec, index)))
    return spec


def _perched(spec: PictureSpec, index: int) -> str | None:
    return "sitting" if is_in(spec.subjects[index].concept, "flying") else None


def _at_thing(spec: PictureSpec, stand: Stand) -> PictureSpec:
    thing = next((row for row in _table().things if _is_meant(row, stand)), None)
    targets = [index for index in stand.subjects if index < len(spec.subjects)]
    if thing is None or not targets or stand.setting not in spec.settings:
        return spec
    subjects, place = spec.subjects, spec.index_of(thing.concept)
    if place is None:
        if len(subjects) >= MOST_SUBJECTS:
            return spec
        place = len(subjects)
        subjects = (*subjects, Subject(concept=thing.concept, word=stand.words[-1], color=stand.color))
    kind = _KINDS.get(stand.relation) or RelationKind(stand.relation)
    ties = tuple(Relation(kind=kind, subject=index, target=place) for index in targets if index != place)
    settings = spec.settings
    if thing.place:
        left = tuple(name for name in settings if name not in (stand.setting, thing.place, "room"))
        settings = (*left, thing.place, "room")
    return replace(spec, subjects=subjects, relations=(*spec.relations, *ties), settings=settings)


def _is_meant(row: PlaceThing, stand: Stand) -> bool:
    is_there = stand.setting in row.settings and stand.relation in row.relations
    return is_there and any(_begins(word, row.words) for word in stand.words)


def _begins(word: str, stems: Sequence[str]) -> bool:
    return any(word == stem or (len(stem) > _WHOLE_UP_TO and word.startswith(stem)) for stem in stems)


def with_fitting_supports(spec: PictureSpec) -> PictureSpec:
    """The picture with a flat rock to lie on, an open door to stand in and a clear jar to sit in."""
    for relation in spec.relations:
        spec = _exchanged(_told_rightly(spec, relation), relation)
    return _out_of_doors(spec)


def _told_rightly(spec: PictureSpec, relation: Relation) -> PictureSpec:
    """Among the leaves is in them; what hangs from nothing that holds it is on it; a thing is in no door."""
    subject, target = spec.subjects[relation.subject], spec.subjects[relation.target]
    is_held = support_of(target.concept).hang is not None
    match relation.kind:
        case RelationKind.BETWEEN if is_in(target.concept, "soft"):
            return _with_kind(spec, relation, RelationKind.INSIDE)
        case RelationKind.HANGING if not is_held:
            return _with_kind(spec, relation, RelationKind.ON)
        case RelationKind.HANGING if subject.pose == _HUNG:
            return spec.with_subject(relation.subject, replace(subject, pose=None))
        case RelationKind.INSIDE | RelationKind.ON if target.concept == _TREE and is_person(subject.concept):
            tree = replace(target, concept=_BRANCH)
            return _with_kind(spec.with_subject(relation.target, tree), relation, RelationKind.ON)
        case RelationKind.INSIDE if target.concept in _DOORS and not is_animate(subject.concept):
            return _with_kind(spec, relation, RelationKind.BESIDE)
        case _:
            return spec


def _exchanged(spec: PictureSpec, relation: Relation) -> PictureSpec:
    """The picture with a drawing that one can be on or in."""
    target = spec.subjects[relation.target]
    new = _table().exchanges.get(relation.kind, {}).get(target.concept)
    subject = spec.subjects[relation.subject].concept
    is_kept = subject in _KEPT_ON_SHELVES if target.concept == _SHELVES else not is_animate(subject)
    if new is None or is_kept:
        return spec
    return spec.with_subject(relation.target, replace(target, concept=new))


def _with_kind(spec: PictureSpec, relation: Relation, kind: RelationKind) -> PictureSpec:
    new = replace(relation, kind=kind)
    return replace(spec, relations=tuple(new if r == relation else r for r in spec.relations))


_OUTSIDE: Final = {"garden-wall": "house_wall", "clothes-line": "laundromat"}
"""What stands in a garden where its words alone would mean another place."""
_BORNE: Final = frozenset({RelationKind.ON, RelationKind.HANGING})


def _out_of_doors(spec: PictureSpec) -> PictureSpec:
    bearing = {spec.subjects[r.target].concept for r in spec.relations if r.kind in _BORNE}
    alone = {one.concept for one in spec.subjects} if len(spec.subjects) == 1 else set()
    is_out = any(spec.settings[:1] == (_OUTSIDE.get(concept),) for concept in bearing | alone)
    return replace(spec, settings=("garden",)) if is_out else spec

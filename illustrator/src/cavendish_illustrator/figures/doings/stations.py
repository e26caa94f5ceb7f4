"""Where somebody does what they do, seen from the side: at the piano, on skis, up in an apple tree."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_ROLLING: Final = "roller-skate"
_ON_ICE, _ON_WHEELS = "on-skates", "on-roller-skates"
_LADDER, _BASKET, _FRUIT_TREE = "ladder", "basket", "at-apple-tree"
_UP: Final = "climbing"
_TAKING_OUT: Final = "taking_out"
"""What is done at other places than the one of its station: honey comes from a hive."""
_TREES: Final = frozenset({"apple-tree", "deciduous-tree"})
_STIFF: Final = frozenset({"robot", "astronaut"})
_FISH_TAILED: Final = frozenset({"mermaid", "merman", "merperson"})
_LEGLESS: Final = frozenset({"snake", "snail", "turtle", "slug", "seal", "walrus"})
_CREEPING: Final = frozenset({38, 39})
"""Sea animals and insects, by the kinds of the emoji data."""
_NOT_TIED: Final = frozenset({RelationKind.WEARING, RelationKind.UNDER, RelationKind.BEHIND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One row of `stations.toml`, where its fields are explained."""

    name: str
    poses: frozenset[str]
    things: frozenset[str]
    settings: frozenset[str] = frozenset()
    is_optional: bool = False
    becomes: str | None = None
    held: str | None = None
    is_dyed: bool = True
    is_shared: bool = False
    is_never_held: bool = False


@cache
def _stations() -> tuple[Station, ...]:
    return tuple(
        Station(
            **{
                "name": name,
                **row,
                **{key: frozenset(row.get(key, ())) for key in ("poses", "things", "settings")},
            }
        )
        for name, row in read_table("figures/doings/stations.toml").items()
    )


def at_their_stations(spec: PictureSpec) -> PictureSpec:
    """Return the picture where whoever plays a harp or skis is on the drawing of it, seen from the side."""
    for one in spec.subjects:
        index = next((i for i, other in enumerate(spec.subjects) if other is one), None)
        if index is None or not is_animate(one.concept) or _is_away(spec, index):
            continue
        for station in _stations():
            if _is_for(station, spec, one):
                moved = _moved(spec, index, station)
                if moved is not None:
                    spec = moved
                    break
    return spec


def _is_for(station: Station, spec: PictureSpec, one: Subject) -> bool:
    is_place = not station.settings or not station.settings.isdisjoint(spec.settings)
    return is_place and (one.pose or "") in station.poses


def _is_away(spec: PictureSpec, index: int) -> bool:
    """Whether somebody has them on a lap or in hand, or they are in or on something else already."""
    concept = spec.subjects[index].concept
    if concept in _FISH_TAILED:
        return True
    has_profile = concept in role_names() or concept in _STIFF or (concept in FACES and _has_legs(concept))
    return not has_profile or any(
        r.target == index and r.kind in (RelationKind.HOLDING, RelationKind.RIDING) for r in spec.relations
    )


def _has_legs(concept: str) -> bool:
    """Whether an animal may stand on two legs and be believed: no walrus, snail or snake does."""
    facts = asset_pack.find_icon(find_alias(concept))
    return concept not in _LEGLESS and (facts is None or facts.subgroup not in _CREEPING)


def _moved(spec: PictureSpec, index: int, station: Station) -> PictureSpec | None:
    """The picture with one of its subjects at a station; None where its thing is not there."""
    not_tied = _NOT_TIED | ({RelationKind.HOLDING} if station.is_never_held else frozenset())
    own = {r.target for r in spec.relations if r.subject == index and r.kind not in not_tied}
    own |= {r.target for r in spec.relations if r.subject in own and r.kind is RelationKind.INSIDE}
    others = own | (_untied(spec) if station.is_optional else set())
    thing = _thing_of(station, spec, others)
    is_elsewhere = spec.subjects[index].pose == _TAKING_OUT and bool(own)
    if thing is None and station.things and (not station.is_optional or is_elsewhere):
        return None
    name = _ON_WHEELS if station.name == _ON_ICE and _is_rolling(spec) else station.name
    mount = Subject(concept=name, word=spec.subjects[index].word)
    if thing is None:
        thing = len(spec.subjects)
        spec = replace(spec, subjects=(*spec.subjects, mount))
    else:
        color = spec.subjects[thing].color if station.is_dyed else None
        spec = spec.with_subject(thing, replace(mount, color=color))
    kept = tuple(
        r
        for r in spec.relations
        if thing not in (r.subject, r.target) or (station.is_shared and r.kind is RelationKind.RIDING)
    )
    riding = Relation(kind=RelationKind.RIDING, subject=index, target=thing)
    spec = replace(spec, relations=(*kept, riding))
    if station.becomes is not None:
        spec = _at_work(spec, index, station, others - {thing})
    return _without_what_it_shows(spec, thing) if name == _FRUIT_TREE else spec


def _thing_of(station: Station, spec: PictureSpec, others: set[int]) -> int | None:
    """The thing that becomes the station, or the station itself where somebody is there already."""
    shared = (i for i, one in enumerate(spec.subjects) if station.is_shared and one.concept == station.name)
    things = (i for i in sorted(others) if spec.subjects[i].concept in station.things)
    return next(shared, None) or next(things, None)


def _untied(spec: PictureSpec) -> set[int]:
    """Things that stand in no relation."""
    tied = {i for r in spec.relations for i in (r.subject, r.target)}
    return {i for i, one in enumerate(spec.subjects) if i not in tied and not is_animate(one.concept)}


def _at_work(spec: PictureSpec, index: int, station: Station, others: set[int]) -> PictureSpec:
    """Who is at a bench or a table needs no tool and none of the things that its drawing shows."""
    worker = spec.subjects[index]
    spec = spec.with_subject(index, replace(worker, pose=station.becomes))
    if station.held is not None:
        tool = Relation(kind=RelationKind.HOLDING, subject=index, target=len(spec.subjects))
        thing = Subject(concept=station.held, word=worker.word)
        spec = replace(spec, subjects=(*spec.subjects, thing), relations=(*spec.relations, tool))
    shown = {i for i in others if spec.subjects[i].concept in station.things}
    return spec.with_subjects([i for i in range(len(spec.subjects)) if i not in shown])


def _is_rolling(spec: PictureSpec) -> bool:
    """Whether the skates have wheels: where there is a street and no ice."""
    return any(one.concept == _ROLLING for one in spec.subjects) or "street" in spec.settings


def _without_what_it_shows(spec: PictureSpec, tree: int) -> PictureSpec:
    """An apple tree with a ladder shows the ladder, the tree and its basket, unless somebody else has it."""
    tied = {
        i
        for r in spec.relations
        for i in (r.subject, r.target)
        if is_animate(spec.subjects[r.subject].concept)
    }
    shown = {_LADDER, _BASKET, *_TREES}
    picker = next(r.subject for r in spec.relations if r.target == tree)
    spec = spec.with_subject(picker, replace(spec.subjects[picker], pose=_UP))
    own = {r.target for r in spec.relations if r.subject == picker} - {tree}
    others = tied - own
    kept = [
        i
        for i, one in enumerate(spec.subjects)
        if i == tree or one.concept not in shown or (one.concept == _BASKET and i in others)
    ]
    return spec.with_subjects(kept)

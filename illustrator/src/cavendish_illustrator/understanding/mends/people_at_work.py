"""Mends what people do: fences that are painted over, boats and sleds nobody named, the stop of a bus."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_person
from cavendish_illustrator.vocabulary.tokens import fold

_KITCHENS: Final = frozenset({"kitchen", "bakery", "storefront"})
_BAKING: Final = frozenset({"chef", "oven", "cooking-stove", "masonry-oven"})
_PAINTED_OVER: Final = frozenset({"fence", "house", "shed", "door", "boat", "rowing-boat", "chair", "bench"})
_PAINTS: Final = re.compile(
    r"\b(?:paint(?:s|ing)|malu\w+|natir\w+|streich\w*|pinta\w*|pein(?:t|d|gn)\w*|repein\w*|dipin\w*|verf\w*|"
    r"фарбу\w*|anstreich\w*)\b"
)
_DOES_NOTHING: Final = frozenset({None, "standing", "painting", "handling"})
_ROLE_MOUNTS: Final = {"rower": "rowing-boat", "kayaker": "kayak"}
_ROLE_DOINGS: Final = {"dj": "djing"}
"""What somebody does who was only named."""
_POSE_MOUNTS: Final = {"rowing": "rowing-boat", "paddling": "kayak", "sledding": "sled"}
_BOATS: Final = frozenset({"canoe", "sailboat", "rowing-boat", "kayak", "fishing-boat", "speedboat"})
_AFLOAT: Final = frozenset({"rowing-boat", "kayak"})
_PADDLED: Final = ("kaja", "kaya", "каяк", "байдар", "piragu", "cano", "kanu", "kano")
_ON_SOMETHING: Final = frozenset({RelationKind.RIDING, RelationKind.INSIDE, RelationKind.ON})
_MOST_AFLOAT: Final = {"rowing-boat": 3, "kayak": 1}
_WAITING: Final = frozenset({"waiting", "queueing"})
_OWN_TABLES: Final = frozenset({"kneading", "rolling_dough", "examining", "injecting", "soldering", "typing"})
_ROLLING: Final = re.compile(r"\b(?:roll\w*|rolk\w*|wrotk\w*|patins|patines|skeeler\w*|inline\w*|ролик\w*)\b")
_STOP: Final = "bus-stop-sign"
_TUB: Final = "bathtub"
_IN_TUB: Final = re.compile(
    r"\b(?:in (?:a |the |his |her |my )?(?:bath ?tub|tub|bath)\b|w wannie|"
    r"in (?:der|einer|seiner|ihrer) badewanne|"
    r"en (?:la|una|su) banera|dans (?:une|la|sa) baignoire|"
    r"(?:nella|in una) vasca(?: da bagno)?\b|na banheira|"
    r"numa banheira|in (?:het|een) bad\b|in de badkuip|[ув] ванні|ve vane\b)"
)
_CHASED: Final = re.compile(
    r"\b(?:chased by|pursued by|goni\w+ przez|scigan\w+ przez|verfolgt von|gejagt von|perseguid\w+ por|"
    r"poursuivie?s? par|inseguit\w+ da|rincors\w+ da|achtervolgd door|pronasledovan\w*|honen\w*)\b"
)
_HEALERS: Final = frozenset({"doctor", "nurse", "paramedic", "health-worker"})
_BUSY_HEALERS: Final = frozenset(
    {
        "examining",
        "injecting",
        "bandaging",
        "grooming",
        "telling",
        "feeding",
        "washing",
        "carrying",
        "rescuing",
    }
    | {"giving", "hugging", "running", "dancing", "sleeping", "measuring", "reading"}
)
_LABELS: Final = ("character", "hero", "figure", "avatar", "postac", "charakter", "personaje", "personnage")
_TOO_SMALL: Final = frozenset({"books", "open-book", "keyboard", "laptop", "pillow"})
_BUILT_BY_HAND: Final = frozenset({"snowman", "snowman-without-snow", "sandcastle", "toy-blocks"})


def with_work_meant(spec: PictureSpec) -> PictureSpec:
    """Return the picture with its painters at the fence, its rowers afloat and its bus at a stop."""
    mends: tuple[Callable[[PictureSpec], PictureSpec], ...] = (
        _only_bread_is_baked,
        _fences_are_painted,
        _rowers_float,
        _hands_build,
        _nobody_lies_on_books,
        _stand_where_it_is_done,
        _buses_stop,
        _bathers_sit_in_tubs,
        _the_chased_run,
        _healers_examine,
        _characters_are_who_they_are,
    )
    subjects = (replace(s, pose=s.pose or _ROLE_DOINGS.get(s.concept)) for s in spec.subjects)
    spec = replace(spec, subjects=tuple(subjects))
    for mend in mends:
        spec = mend(spec)
    return spec


def _only_bread_is_baked(spec: PictureSpec) -> PictureSpec:
    """Who takes something out that is no food pulls at it: `rybacy wyciągają sieci`."""
    is_kitchen = not _KITCHENS.isdisjoint(spec.settings)
    if is_kitchen or any(is_food(one.concept) or one.concept in _BAKING for one in spec.subjects):
        return spec
    for index, one in enumerate(spec.subjects):
        if one.pose == "taking_out":
            spec = spec.with_subject(index, replace(one, pose="pulling"))
    return spec


def _fences_are_painted(spec: PictureSpec) -> PictureSpec:
    """`mum painting the fence` has a roller, and no picture of a fence on an easel."""
    if not _PAINTS.search(fold(spec.prompt)):
        return spec
    who = next((i for i, one in enumerate(spec.subjects) if is_animate(one.concept)), None)
    fence = next((i for i, one in enumerate(spec.subjects) if one.concept in _PAINTED_OVER), None)
    if who is None or fence is None or fence < who:
        return spec
    if len(spec.palette) == 1 and spec.subjects[fence].color is None:  # `maluje płot na niebiesko`
        spec = spec.with_subject(fence, replace(spec.subjects[fence], color=spec.palette[0]))
        spec = replace(spec, palette=())
    if spec.subjects[who].pose not in _DOES_NOTHING:
        return spec
    painter = replace(spec.subjects[who], pose="painting_wall")
    tied = {(r.subject, r.target) for r in spec.relations}
    beside = Relation(kind=RelationKind.BESIDE, subject=who, target=fence)
    more = () if (who, fence) in tied else (beside,)
    return replace(_with(spec, who, painter), relations=(*spec.relations, *more))


def _rowers_float(spec: PictureSpec) -> PictureSpec:
    """Rowers are in a boat and kayakers in a kayak; who sleds is on a sled."""
    for index, one in enumerate(spec.subjects):
        mount = _ROLE_MOUNTS.get(one.concept) or _POSE_MOUNTS.get(one.pose or "")
        if mount is None or not is_animate(one.concept):
            continue
        if mount == "rowing-boat" and any(word in fold(spec.prompt) for word in _PADDLED):
            mount = "kayak"
        spec = _mounted(spec, index, mount)
    return spec


def _mounted(spec: PictureSpec, index: int, mount: str) -> PictureSpec:
    used = next((r for r in spec.relations if r.subject == index and r.kind in _ON_SOMETHING), None)
    named = next(
        (i for i, one in enumerate(spec.subjects) if mount in _AFLOAT and one.concept in _BOATS), None
    )
    target = used.target if used is not None else named
    if target is not None and spec.subjects[target].concept not in _BOATS | {mount}:
        return spec
    if target is None and len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    rider = spec.subjects[index]
    spec = _with(spec, index, replace(rider, count=min(rider.count, _MOST_AFLOAT.get(mount, rider.count))))
    boat = Subject(concept=mount, word=rider.word)
    if target is None:
        target = len(spec.subjects)
        spec = replace(spec, subjects=(*spec.subjects, boat))
    else:
        spec = _with(spec, target, replace(spec.subjects[target], concept=mount, count=1))
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {index, target})
    kind = RelationKind.INSIDE if mount in _AFLOAT else RelationKind.RIDING
    sits = Relation(kind=kind, subject=index, target=target)
    is_dry = mount in _AFLOAT and not spec.settings
    return replace(spec, relations=(*kept, sits), settings=("lake",) if is_dry else spec.settings)


def _hands_build(spec: PictureSpec) -> PictureSpec:
    """Who builds a snowman has no hammer."""
    if not any(one.concept in _BUILT_BY_HAND for one in spec.subjects):
        return spec
    subjects = (replace(one, pose=None) if one.pose == "building" else one for one in spec.subjects)
    return replace(spec, subjects=tuple(subjects))


def _nobody_lies_on_books(spec: PictureSpec) -> PictureSpec:
    """Who sleeps `on a pile of textbooks` has their head on it, and lies beside."""
    relations = tuple(
        replace(r, kind=RelationKind.BESIDE)
        if r.kind is RelationKind.ON
        and spec.subjects[r.target].concept in _TOO_SMALL
        and is_person(spec.subjects[r.subject].concept)
        else r
        for r in spec.relations
    )
    return replace(spec, relations=relations)


def _stand_where_it_is_done(spec: PictureSpec) -> PictureSpec:
    """Roller skates need no ice, and who kneads has a table of their own."""
    poses = {one.pose for one in spec.subjects}
    if "skating" in poses and not spec.settings and _ROLLING.search(fold(spec.prompt)):
        return replace(spec, settings=("street", "city"))
    if spec.settings[:1] == ("table_top",) and not poses.isdisjoint(_OWN_TABLES):
        return replace(spec, settings=spec.settings[1:])
    return spec


def _buses_stop(spec: PictureSpec) -> PictureSpec:
    """Who waits for a bus stands at its stop, in a street."""
    is_waited_for = any(one.concept in ("bus", "school-bus", "double-decker") for one in spec.subjects)
    waiting = next((i for i, one in enumerate(spec.subjects) if one.pose in _WAITING), None)
    if waiting is None or not is_waited_for or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    stop = Subject(concept=_STOP, word=_STOP)
    beside = Relation(kind=RelationKind.BESIDE, subject=waiting, target=len(spec.subjects))
    kept = tuple(r for r in spec.relations if r.subject != waiting or r.kind not in _ON_SOMETHING)
    return replace(
        spec,
        subjects=(*spec.subjects, stop),
        relations=(*kept, beside),
        settings=spec.settings or ("street", "city"),
    )


def _with(spec: PictureSpec, index: int, subject: Subject) -> PictureSpec:
    return replace(spec, subjects=(*spec.subjects[:index], subject, *spec.subjects[index + 1 :]))


def _bathers_sit_in_tubs(spec: PictureSpec) -> PictureSpec:
    """`a pirate in a bathtub` is in it and not in a bathroom beside it."""
    if not _IN_TUB.search(fold(spec.prompt)) or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    bather = next((i for i, one in enumerate(spec.subjects) if is_animate(one.concept)), None)
    if bather is None or any(r.subject == bather and r.kind in _ON_SOMETHING for r in spec.relations):
        return spec
    tub = next((i for i, one in enumerate(spec.subjects) if one.concept == _TUB), len(spec.subjects))
    subjects = (
        spec.subjects if tub < len(spec.subjects) else (*spec.subjects, Subject(concept=_TUB, word=_TUB))
    )
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {bather, tub})
    inside = Relation(kind=RelationKind.INSIDE, subject=bather, target=tub)
    return replace(spec, subjects=subjects, relations=(*kept, inside))


def _the_chased_run(spec: PictureSpec) -> PictureSpec:
    """`a postman chased by a goose`: the goose runs after him."""
    alive = [i for i, one in enumerate(spec.subjects) if is_animate(one.concept)]
    if len(alive) != 2 or not _CHASED.search(fold(spec.prompt)):
        return spec
    chased, chaser = alive
    spec = _with(spec, chaser, replace(spec.subjects[chaser], pose="running"))
    if any(r.subject == chased and r.kind in _ON_SOMETHING for r in spec.relations):
        return spec
    spec = _with(spec, chased, replace(spec.subjects[chased], pose="running"))
    after = Relation(kind=RelationKind.BESIDE, subject=chaser, target=chased)
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {chaser, chased})
    return replace(spec, relations=(*kept, after))


def _healers_examine(spec: PictureSpec) -> PictureSpec:
    """A doctor beside a patient has a hand on them."""
    healer = next(
        (i for i, one in enumerate(spec.subjects) if one.concept in _HEALERS and one.count == 1), None
    )
    if healer is None or spec.subjects[healer].pose in _BUSY_HEALERS:
        return spec
    patients = [i for i, one in enumerate(spec.subjects) if i != healer and _is_patient(one)]
    if not patients or (spec.subjects[healer].pose is not None and healer < patients[0]):
        return spec
    spec = _with(spec, healer, replace(spec.subjects[healer], pose="examining"))
    touched = Relation(kind=RelationKind.BESIDE, subject=healer, target=patients[0])
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {healer, patients[0]})
    return replace(spec, relations=(*kept, touched))


def _is_patient(one: Subject) -> bool:
    return one.count == 1 and one.pose is None and (is_animate(one.concept) or one.concept == "teddy-bear")


def _characters_are_who_they_are(spec: PictureSpec) -> PictureSpec:
    """`my dnd character: a bard` is one person."""
    for index, one in enumerate(spec.subjects[:1]):
        is_label = one.concept == "person" and one.word.lower().endswith(_LABELS)
        if is_label and len(spec.subjects) > 1 and is_person(spec.subjects[index + 1].concept):
            return without_subject(spec, index)
    return spec

"""Mends single subjects that a figure of speech or a second sense would turn into something else."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import (
    Kind,
    PictureSpec,
    Relation,
    RelationKind,
    Style,
    Subject,
    TimeOfDay,
)
from cavendish_illustrator.understanding.mends.animal_belongings import with_animals_complete
from cavendish_illustrator.understanding.mends.animal_drivers import with_animals_driving
from cavendish_illustrator.understanding.mends.animal_weddings import with_animals_wed
from cavendish_illustrator.understanding.mends.served_together import STEMMED_FLOWERS, without_subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_person

_KINGS: Final = ("king", "król", "könig", "rey", "roi", "re ", "rei", "koning", "король", "цар", "král")
_WREATHED: Final = frozenset(
    {"wedding", "engagement", "anniversary", "communion", "confirmation", "christening", "condolence"}
)
"""Cards whose flowers lie in their corners."""
_FEW: Final = 3
_ON_CARDS: Final = {"blossom": "bouquet", "evergreen-tree": "christmas-tree"}
_SWORDSMEN: Final = frozenset({"knight", "samurai", "pirate", "viking", "warrior"})
_GROUPS: Final = frozenset({"family", "friends", "people", "couple", "crowd", "team", "children", "band"})
_APPOSED: Final = frozenset({"friends", "couple"})
_AT_PLAY: Final = frozenset({"boy", "girl", "child", "baby"})
_TOY_BEARS: Final = ("miś", "mis", "ведмедик", "medvíd", "osit", "ourson", "orsett", "ursinh", "beertje")
_ELSEWHERE: Final = frozenset({RelationKind.INSIDE, RelationKind.ON, RelationKind.RIDING})
_SAILS: Final = (
    "sail",
    "segel",
    "żagl",
    "vel",
    "voil",
    "zeil",
    "вітрил",
    "plach",
    "yacht",
    "jacht",
    "jach",
    "яхт",
)
_PADDLED: Final = ("kaja", "kaya", "cano", "kanu", "kano", "кано", "kánoe", "gond")
_COASTS: Final = frozenset({"sea", "harbour", "beach", "lighthouse", "cliff", "pier", "storm_sea", "coast"})
_LIVING_TREES: Final = frozenset({"deciduous-tree", "evergreen-tree"})
_BOAT_OF: Final = (
    (frozenset({"harbour", "pier", "canal_town"}), "fishing-boat"),
    (frozenset({"lake", "river", "pond", "lake_village", "stream", "amsterdam"}), "rowing-boat"),
)
_HEROES: Final = ("hero", "bohater", "held", "héro", "eroe", "herói", "геро", "hrdin")


def meant(spec: PictureSpec) -> PictureSpec:
    """Return the picture with the king of the jungle a crowned lion, and a comic's hero in a cape."""
    for mend in (
        _groups_are_told_once,
        _gulls_fly,
        _trees_are_decorated,
        _boats_suit_their_water,
        _lions_reign,
        _comics_have_superheroes,
        _cards_have_bouquets,
        _the_sick_lie_in_bed,
        _fighters_are_armed,
        _small_bears_are_toys,
        _riders_have_a_mount,
        _in_their_beds,
        _watch_the_sun,
        with_animals_wed,
        with_animals_driving,
        with_animals_complete,
    ):
        spec = mend(spec)
    return spec


_IN_BED: Final = re.compile(
    r"\b(in (her |his |their |the |a )?bed|w (swoim )?łóżk\w*|im bett|in (ihrem|seinem) bett|en (la|su) cama|"
    r"(au|dans son) lit|(a|nel suo) letto|na (sua )?cama|in (haar |zijn )?bed|[ву] ліжку|v posteli)\b"
)
FROM_BEHIND: Final = "from_behind"
_ASLEEP: Final = frozenset({"sleeping", "flying", "jumping", "dancing"})


def _in_their_beds(spec: PictureSpec) -> PictureSpec:
    """Who is awake in bed sits in it, with whom or what they hug in their arms."""
    who = [i for i, one in enumerate(spec.subjects) if is_person(one.concept) or is_animal(one.concept)]
    if "bedroom" not in spec.settings or not _IN_BED.search(spec.prompt.lower()) or len(who) != 1:
        return spec
    sitter, bed = who[0], len(spec.subjects)
    one = spec.subjects[sitter]
    is_busy = any(r.subject == sitter and r.kind in _ELSEWHERE for r in spec.relations)
    if one.pose in _ASLEEP or one.count > 1 or is_busy or bed >= MOST_SUBJECTS:
        return spec
    relations = tuple(
        replace(r, kind=RelationKind.HOLDING)
        if r.subject == sitter and r.kind is RelationKind.BESIDE and one.pose == "hugging"
        else r
        for r in spec.relations
    )
    inside = Relation(kind=RelationKind.INSIDE, subject=sitter, target=bed)
    return replace(
        spec,
        subjects=(*spec.subjects, Subject(concept="bed", word="bed")),
        relations=(*relations, inside),
    )


_WATCHING: Final = re.compile(
    r"\b(watch(es|ing)?|gaz(es|ing) at|looking at|admir(es|ing)|ogląda\w*|patrz\w*|podziwia\w*|schau\w*|"
    r"betracht\w*|bestaun\w*|mira(n|ndo)?|contempla\w*|regard\w*|admire\w*|guarda\w*|ammira\w*|olha\w*|kijk\w*|bekijk\w*|"
    r"дивит\w*|милу\w*|sleduj\w*|pozoruj\w*)\b",
    re.IGNORECASE,
)
_AT_REST: Final = frozenset({None, "standing", "sitting", "wondering_at"})


def _watch_the_sun(spec: PictureSpec) -> PictureSpec:
    """Who watches the sun go down or rise looks at it and not at us; `watch it with your dog` are two."""
    is_sun_low = spec.time_of_day in (TimeOfDay.SUNSET, TimeOfDay.DAWN)
    watchers = [s for s in spec.subjects if is_person(s.concept) or is_animal(s.concept)]
    if not is_sun_low or not watchers or spec.kind is not Kind.SCENE or not _WATCHING.search(spec.prompt):
        return spec
    turned = tuple(
        replace(s, pose=FROM_BEHIND) if s in watchers and s.pose in _AT_REST else s for s in spec.subjects
    )
    is_order = _WATCHING.match(spec.prompt) is not None and not any(is_person(s.concept) for s in watchers)
    if is_order and len(turned) < MOST_SUBJECTS:
        turned = (*turned, Subject(concept="person", word=spec.prompt.split()[0], pose=FROM_BEHIND))
    return replace(spec, subjects=turned)


def _boats_suit_their_water(spec: PictureSpec) -> PictureSpec:
    """Boats nobody said more of are fishing boats in a harbour and rowing boats on a lake."""
    kind = next((boat for places, boat in _BOAT_OF if not places.isdisjoint(spec.settings[:1])), None)
    used = {r.target for r in spec.relations if r.kind in (RelationKind.RIDING, RelationKind.INSIDE)}
    subjects = tuple(
        replace(one, concept=boat)
        if index not in used and (boat := _boat_meant(one, kind)) is not None
        else one
        for index, one in enumerate(spec.subjects)
    )
    return replace(spec, subjects=subjects)


def _gulls_fly(spec: PictureSpec) -> PictureSpec:
    """Gulls that do nothing else are in the air over water, their wings spread."""
    is_coast = not _COASTS.isdisjoint(spec.settings)
    tied = {index for relation in spec.relations for index in (relation.subject, relation.target)}
    subjects = tuple(
        replace(one, concept="seagull-flying", pose="flying")
        if one.concept == "seagull"
        and (one.pose == "flying" or (is_coast and one.pose is None and index not in tied and one.count > 1))
        else one
        for index, one in enumerate(spec.subjects)
    )
    return replace(spec, subjects=subjects)


def _trees_are_decorated(spec: PictureSpec) -> PictureSpec:
    """The tree of a room at Christmas is no oak."""
    if "christmas" not in spec.settings:
        return spec
    subjects = tuple(
        replace(one, concept="christmas-tree")
        if one.concept in _LIVING_TREES and one.count == 1 and one.color is None
        else one
        for one in spec.subjects
    )
    return replace(spec, subjects=subjects)


def _boat_meant(one: Subject, kind: str | None) -> str | None:
    if one.concept == "canoe" and not any(stem in one.word for stem in _PADDLED):
        return "rowing-boat"
    return kind if one.concept == "sailboat" and not any(stem in one.word for stem in _SAILS) else None


def _lions_reign(spec: PictureSpec) -> PictureSpec:
    """Who is called the king of the jungle wears its crown there."""
    king = next((i for i, one in enumerate(spec.subjects) if one.concept == "lion"), None)
    if king is None or not spec.subjects[king].word.startswith(_KINGS):
        return spec
    if len(spec.subjects) >= MOST_SUBJECTS or any(r.subject == king for r in spec.relations):
        return spec
    crown = Subject(concept="crown", word=spec.subjects[king].word)
    worn = Relation(kind=RelationKind.WEARING, subject=king, target=len(spec.subjects))
    return replace(
        spec,
        subjects=(*spec.subjects, crown),
        relations=(*spec.relations, worn),
        settings=spec.settings or ("jungle", "forest"),
    )


def _comics_have_superheroes(spec: PictureSpec) -> PictureSpec:
    """The hero of a comic is a superhero."""
    if spec.style is not Style.COMIC:
        return spec
    subjects = tuple(
        replace(one, concept="superhero", pose=one.pose or "standing")
        if one.concept == "person" and any(stem in one.word for stem in _HEROES)
        else one
        for one in spec.subjects
    )
    return replace(spec, subjects=subjects)


def _cards_have_bouquets(spec: PictureSpec) -> PictureSpec:
    """A card with flowers has a bunch of them, and its spruce is decorated."""
    if spec.kind is not Kind.CARD:
        return spec
    subjects = tuple(
        replace(one, concept=_ON_CARDS[one.concept], count=1)
        if one.concept in _ON_CARDS and one.color is None
        else one
        for one in spec.subjects
    )
    if len(subjects) == 1 and spec.topic not in _WREATHED and _is_bunch(subjects[0]):
        subjects = (replace(subjects[0], state="bouquet", count=1),)
    return replace(spec, subjects=subjects)


def _the_sick_lie_in_bed(spec: PictureSpec) -> PictureSpec:
    """A get-well card has no bedroom, but the bed of whoever is in it."""
    is_in_bed = spec.kind is Kind.CARD and spec.topic == "get_well" and "bedroom" in spec.settings[:1]
    if not is_in_bed or len(spec.subjects) != 1:
        return spec
    inside = Relation(kind=RelationKind.INSIDE, subject=0, target=1)
    bed = Subject(concept="bed", word="bed")
    return replace(spec, subjects=(*spec.subjects, bed), relations=(*spec.relations, inside))


def _is_bunch(one: Subject) -> bool:
    """Whether flowers of a card are so many as to be tied, and nothing else is said of them."""
    return one.concept in STEMMED_FLOWERS and one.count == _FEW and one.state is None


def _fighters_are_armed(spec: PictureSpec) -> PictureSpec:
    """A knight who fights a dragon has a sword in hand, unless he was given something else."""
    for index, one in enumerate(spec.subjects):
        holds = any(r.kind is RelationKind.HOLDING and r.subject == index for r in spec.relations)
        is_fighter = one.concept in _SWORDSMEN and one.pose == "fighting" and one.count == 1
        if not is_fighter or holds or len(spec.subjects) >= MOST_SUBJECTS:
            continue
        sword = Subject(concept="sword", word=one.word)
        held = Relation(kind=RelationKind.HOLDING, subject=index, target=len(spec.subjects))
        spec = replace(spec, subjects=(*spec.subjects, sword), relations=(*spec.relations, held))
    return spec


def _small_bears_are_toys(spec: PictureSpec) -> PictureSpec:
    """A diminutive bear beside a child, or indoors, is made of plush, and the child has it in hand."""
    bear = spec.index_of("bear")
    if bear is None or not spec.subjects[bear].word.startswith(_TOY_BEARS):
        return spec
    owner = next((i for i in range(bear - 1, -1, -1) if spec.subjects[i].concept in _AT_PLAY), None)
    if owner is None or spec.subjects[bear].pose is not None:
        return spec
    toy = replace(spec.subjects[bear], concept="teddy-bear", count=1)
    spec = spec.with_subject(bear, toy)
    if any(bear in (r.subject, r.target) and r.kind is not RelationKind.BESIDE for r in spec.relations):
        return spec
    kept = tuple(r for r in spec.relations if bear not in (r.subject, r.target))
    held = Relation(kind=RelationKind.HOLDING, subject=owner, target=bear)
    return replace(spec, relations=(*kept, held))


def _riders_have_a_mount(spec: PictureSpec) -> PictureSpec:
    """A jockey is on a horse, named or not."""
    rider = spec.index_of("horse-rider")
    if rider is None or spec.subjects[rider].count > 1:
        return spec
    if any(r.subject == rider and r.kind in (RelationKind.RIDING, RelationKind.ON) for r in spec.relations):
        return spec
    horse = spec.index_of("horse", "unicorn", "zebra", "donkey", "camel")
    if horse is None:
        if len(spec.subjects) >= MOST_SUBJECTS:
            return spec
        horse = len(spec.subjects)
        mount = Subject(concept="horse", word=spec.subjects[rider].word, pose=spec.subjects[rider].pose)
        spec = replace(spec, subjects=(*spec.subjects, mount))
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {rider, horse})
    riding = Relation(kind=RelationKind.RIDING, subject=rider, target=horse)
    return replace(spec, relations=(*kept, riding))


def _groups_are_told_once(spec: PictureSpec) -> PictureSpec:
    """`a family at the table: dad on the left, mum on the right` are no more than those told one by one."""
    group = spec.index_of(*_GROUPS)
    if group is None:
        return spec
    told = [one for one in spec.subjects[group + 1 :] if one.spot is not None and is_person(one.concept)]
    pair = spec.subjects[group + 1 : group + 3]
    is_pair = len(pair) == 2 and all(is_animate(one.concept) and one.count == 1 for one in pair)
    is_apart = any(group in (r.subject, r.target) for r in spec.relations)
    if is_pair and not is_apart and spec.subjects[group].concept in _APPOSED:
        return without_subject(_with_the_pose_of(spec, group), group)  # `two friends, a fox and a rabbit`
    return without_subject(spec, group) if len(told) >= 2 else spec


def _with_the_pose_of(spec: PictureSpec, group: int) -> PictureSpec:
    pose = spec.subjects[group].pose
    subjects = (
        replace(one, pose=one.pose or pose) if is_animate(one.concept) else one for one in spec.subjects
    )
    return replace(spec, subjects=tuple(subjects))

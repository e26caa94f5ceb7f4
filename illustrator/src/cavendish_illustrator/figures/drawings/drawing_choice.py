"""Chooses between drawings of one thing by what the picture makes of it: a snowman given a hat had none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.clothing.wearing import GARMENTS, HATS
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in

_LOOKS = {
    "steampunk": ("steampunk", "стімпанк", "стимпанк"),
    "old_timer": (
        "vintage", "retro", "classic", "oldtimer", "1930", "1940", "1950", "1960", "1970", "30s", "40s",
        "50s", "60s", "70s", "50er", "60er", "70er", "lat 50", "lat 60", "lat 70", "lata 50", "lata 60",
        "años 50", "años 60", "años cincuenta", "años sesenta", "anni 50", "anni 60", "annees 50",
        "années 50", "années 60", "anos 50", "anos 60", "jaren 50", "jaren 60", "old car", "old-fashioned",
        "zabytkow", "antiguo", "antigua", "clásic", "rétro", "d'epoca", "clássic", "ретро", "старовинн",
        "class", "klassi", "50 х", "60 х", "50-х", "60-х", "cuba", "kuba", "havan", "hawan", "куб",
    ),
    "open_top": ("convertible", "cabrio", "kabrio", "descapotable", "décapotable", "кабріолет", "roadster"),
}  # fmt: skip
"""Looks that have drawings of their own, by the words for them in all languages."""


_LAID = {RelationKind.ON: "laid_on", RelationKind.INSIDE: "in_vessel"}
_IN_USE = frozenset({RelationKind.HOLDING, RelationKind.WEARING, RelationKind.RIDING})
FISHERS = frozenset({"fisherman", "old-fisherman"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """One row of `drawing_choice.toml`, where its fields are explained."""

    concept: str
    drawing: str
    when: str = ""
    words: str = ""

    def is_named(self, subject: Subject) -> bool:
        """Whether the thing came from one of the words, if there are any."""
        said = subject.word.lower().split()
        exact = {one for one in self.words.split() if not one.endswith("*")}
        begun = tuple(one[:-1] for one in self.words.split() if one.endswith("*"))
        return not self.words or any(word in exact or (begun and word.startswith(begun)) for word in said)


@cache
def _choices() -> tuple[_Choice, ...]:
    return tuple(_Choice(**row) for row in read_table("figures/drawings/drawing_choice.toml")["choice"])


def with_chosen_drawings(spec: PictureSpec) -> PictureSpec:
    """The spec with its subjects renamed to the drawings that suit it best; everything else stays."""
    subjects = tuple(_chosen(spec, index) for index in range(len(spec.subjects)))
    return spec if subjects == spec.subjects else replace(spec, subjects=subjects)


def _chosen(spec: PictureSpec, index: int) -> Subject:
    subject = spec.subjects[index]
    rows = (row for row in _choices() if row.concept == subject.concept)
    states = frozenset(_states(spec, index))
    for row in rows:
        if (not row.when or row.when in states) and row.is_named(subject):
            is_several = is_in(row.drawing, "never_counted")
            return replace(subject, concept=row.drawing, count=1 if is_several else subject.count)
    return subject


def _fishes(subject: Subject) -> bool:
    return subject.pose == "fishing" or subject.concept in FISHERS


def _states(spec: PictureSpec, index: int) -> Iterator[str]:
    """What a row's `when` may name of a subject."""
    yield from spec.settings
    yield from _own_states(spec, index)
    yield from (word for word, stems in _LOOKS.items() if any(stem in spec.prompt.lower() for stem in stems))
    for relation in spec.relations:
        mover, target = spec.subjects[relation.subject], spec.subjects[relation.target]
        match relation.kind:
            case RelationKind.UNDER if relation.target == index:
                yield "under"
            case RelationKind.ON if relation.target == index and is_animate(mover.concept):
                yield "on"
            case RelationKind.WEARING if relation.subject == index and target.concept in HATS:
                yield "hat"
            case RelationKind.WEARING if relation.subject == index and target.concept in GARMENTS:
                yield "clothed"
            case RelationKind.INSIDE | RelationKind.ON if relation.target == index and _fishes(mover):
                yield "fishing"
            case RelationKind.HOLDING if relation.target == index:
                yield "held"


def _own_states(spec: PictureSpec, index: int) -> Iterator[str]:
    """What is said of the thing itself, and whether it is alone."""
    one = spec.subjects[index]
    yield from filter(None, (spec.season, one.pose, one.state))
    if not any(r.target == index and r.kind in _IN_USE for r in spec.relations):
        yield "unworn"
    if not any(index in (r.subject, r.target) for r in spec.relations):
        yield "alone"
    own = {r.kind for r in spec.relations if r.subject == index}
    yield from (word for kind, word in _LAID.items() if kind in own)
    if one.color or one.pattern or one.material or one.mood == "colorful":
        yield "dyed"
    if one.material:
        yield f"of_{one.material}"

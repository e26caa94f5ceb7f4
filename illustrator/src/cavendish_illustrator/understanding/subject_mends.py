"""Mends single subjects that a figure of speech or a second sense would turn into something else."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Style, Subject
from cavendish_illustrator.understanding.scene_draft import MOST_SUBJECTS

_KINGS: Final = ("king", "król", "könig", "rey", "roi", "re ", "rei", "koning", "король", "цар", "král")
_ON_CARDS: Final = {"blossom": "bouquet", "evergreen-tree": "christmas-tree"}
_SWORDSMEN: Final = frozenset({"knight", "samurai", "pirate", "viking", "warrior"})
_HEROES: Final = ("hero", "bohater", "held", "héro", "eroe", "herói", "геро", "hrdin")


def meant(spec: PictureSpec) -> PictureSpec:
    """Return the picture with the king of the jungle a crowned lion, and a comic's hero in a cape."""
    for mend in (_lions_reign, _comics_have_superheroes, _cards_have_bouquets, _fighters_are_armed):
        spec = mend(spec)
    return spec


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
    return replace(spec, subjects=subjects)


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

"""Draws the head and shoulders of people in what they wear, for portraits."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.bodies.genders import gender_of
from cavendish_illustrator.figures.clothing.attire import UNUSUAL_SKINS
from cavendish_illustrator.figures.clothing.clothes import cloths
from cavendish_illustrator.figures.clothing.hat_choice import MANS_HAT, hat_on
from cavendish_illustrator.figures.clothing.roles import SitterFacts, sitter_facts
from cavendish_illustrator.figures.clothing.wearing import GARMENTS, HATS, wear
from cavendish_illustrator.figures.clothing.weaves import weave_names
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import apart_from
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.hands.close_hands import HANDS
from cavendish_illustrator.figures.people.anime_bust import anime_bust, anime_kinds
from cavendish_illustrator.figures.people.bust import Sitter, bust, with_hat
from cavendish_illustrator.figures.people.bust_clothes import bust_cut
from cavendish_illustrator.figures.people.person_builder import (
    BEARD,
    FRECKLES,
    as_beard,
    beard_kind,
    beard_of,
    build_hands,
    garment_color,
)
from cavendish_illustrator.picture_spec import Style, Subject

_WIDER_ON_BUSTS: Final = 1.3
_APRON: Final = "#d9cdb8"
_ALL_HATS: Final = frozenset(HATS.values()) | {MANS_HAT}
_COVERING: Final = frozenset({"knight-helm", "ninja-hood"})


def build_bust(cast: Cast, style: Style | None = None) -> Figure | None:
    """Draw the head and shoulders of a person for a portrait; None for anybody else."""
    name = find_alias(cast.subject.concept)
    if name in HANDS:
        return build_hands(name, cast)
    facts = sitter_facts(name, gender_of(cast.subject), cast.variant)
    if facts is None or cast.mount is not None or cast.subject.material or facts.hat in _COVERING:
        return None
    garment = next((s for s in cast.worn if s.concept in GARMENTS), None)
    beard = beard_of(cast)
    sitter = Sitter(
        kind=facts.kind,
        variant=cast.variant,
        top=(_bust_color(garment) if garment else None)
        or cast.subject.color
        or apart_from(facts.top, cast.worn),
        hair=cast.subject.hair or as_beard(beard, facts.kind),
        eyes=cast.subject.eyes,
        hair_style=cast.subject.hair_style or facts.hair_style,
        skin=cast.subject.skin,
        tone=UNUSUAL_SKINS.get(name),
        mood=cast.subject.mood,
        is_bearded=facts.is_bearded or beard is not None,
        beard=beard or facts.beard,
        beard_kind=beard_kind(cast) if beard is not None else facts.beard_kind,
        has_freckles=any(s.concept == FRECKLES for s in cast.worn),
        apron=next((s.color or _APRON for s in cast.worn if s.concept == "apron-cook"), None),
        garment=_collar(garment, facts),
        pattern=_woven_pattern(garment),
        ink=garment.pattern_color if garment is not None else None,
    )
    is_anime = style is Style.ANIME and facts.kind in anime_kinds() and not facts.is_bearded
    worn = [s for s in cast.worn if s.concept not in (*GARMENTS, "apron-cook", BEARD, FRECKLES)]
    figure = anime_bust(sitter) if is_anime else bust(sitter)
    for accessory in worn:
        hat = accessory.concept
        hat = hat_on(name, hat, gender_of(cast.subject) or facts.kind) if hat in HATS else hat
        figure = _on_bust(figure, hat, accessory.color, is_anime=is_anime)
    if facts.hat and not any(s.concept in HATS for s in worn):
        figure = _on_bust(figure, facts.hat, None, is_anime=is_anime)
    return figure


def _bust_color(garment: Subject) -> str | None:
    cloth = cloths().get(garment.concept)
    return garment_color(garment) or (cloth.color if cloth is not None else None)


def _collar(garment: Subject | None, facts: SitterFacts) -> str:
    """What the shoulders of a sitter are in."""
    name, cut = (garment.concept, GARMENTS[garment.concept]) if garment is not None else ("", facts.cut)
    return bust_cut(name, cut, is_man=facts.kind in ("man", "old-man"))


def _woven_pattern(garment: Subject | None) -> str | None:
    """What the cloth of a garment has all over it, where that was said or is its own."""
    if garment is None:
        return None
    cloth = cloths().get(garment.concept)
    names = (garment.pattern, cloth.pattern if cloth is not None else None)
    return next((name for name in names if name in weave_names()), None)


def _on_bust(figure: Figure, concept: str, color: str | None, *, is_anime: bool = False) -> Figure:
    """Put something on a head whose hair and neck are wider than its face."""
    hat = HATS.get(concept, concept)
    if not is_anime and hat in _ALL_HATS:
        return with_hat(figure, hat, color)
    wider = _WIDER_ON_BUSTS if concept in HATS or concept == "scarf" else 1.0
    dressed = wear(replace(figure, head_width=figure.head_width * wider), concept, color)
    return replace(dressed, head_width=figure.head_width)

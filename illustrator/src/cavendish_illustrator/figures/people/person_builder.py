"""From a person of the cast to a figure: a whole one in clothes and doing something, or a bust."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.figures.bodies.beards import LONG
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.bodies.expressions import expression_of, with_expression
from cavendish_illustrator.figures.bodies.genders import gender_of
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.clothing.clothes import Cloth, cloths
from cavendish_illustrator.figures.clothing.flamenco import with_rose
from cavendish_illustrator.figures.clothing.hat_choice import hat_on
from cavendish_illustrator.figures.clothing.on_limbs import FOOTWEAR, HANDWEAR, SOCKS, usual_color
from cavendish_illustrator.figures.clothing.patterns import pattern_names
from cavendish_illustrator.figures.clothing.roles import (
    TOPS,
    head_of,
    outfit,
    pose_names,
)
from cavendish_illustrator.figures.clothing.shields import SHIELD, with_shield
from cavendish_illustrator.figures.clothing.wearing import (
    GARMENT_COLORS,
    GARMENTS,
    HATS,
    ROLE_HATS,
    wear,
)
from cavendish_illustrator.figures.clothing.weaves import Weave, weave_names
from cavendish_illustrator.figures.doings.doings import Doing, doing_of, with_scenery
from cavendish_illustrator.figures.doings.flower_bunches import BOUQUET
from cavendish_illustrator.figures.doings.flower_bunches import BUNCH_TALL as FLOWERS_TALL
from cavendish_illustrator.figures.doings.holding import KITE, filled_in_hand
from cavendish_illustrator.figures.doings.second_things import raised_first, with_second
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import drawable, find_alias
from cavendish_illustrator.figures.hands.balloon_bunches import BALLOON, BUNCH_TALL
from cavendish_illustrator.figures.hands.both_hands import PAINTING, with_brush
from cavendish_illustrator.figures.hands.close_hands import HANDS, close_hands
from cavendish_illustrator.figures.hands.grips import grip_of
from cavendish_illustrator.figures.hands.kites import on_string
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.figures.people.side_figures import side_person
from cavendish_illustrator.picture_spec import Subject

_MOST_AT_CHEST: Final = 122.0
"""What is higher, held before the chest, hides the face."""
_GROWN: Final = {"big": 1.45, "giant": 2.1}
COAT_CUTS: Final = frozenset({"coat", "jacket", "raincoat", "suit", "lab-coat"})
_KITE_ARMS: Final = (14.0, -8.0, 136.0, 6.0)
_MOUTH_ARMS: Final = (14.0, -8.0, 40.0, -146.0)
_TASTING: Final = frozenset({"eating", "drinking", "licking"})
_MOST_TASTED, _FLAT = 84.0, 1.35
_CAPE_RED: Final = "#c8372d"
_OWN_COLORS: Final = {"flamenco": "#d8232f"}
_DRESSES: Final = frozenset({"dress", "gown", "skirt", "sari"})
BEARD: Final = "beard-worn"
FRECKLES: Final = "freckles"


def build_hands(name: str, cast: Cast) -> Figure:
    """Draw two hands with what is in them, or with what their doing is done to."""
    doing = doing_of(cast.doing)
    scenery = doing.scenery.name if doing is not None and doing.scenery is not None else None
    held = cast.held[0] if cast.held else None
    thing = find_figure(find_alias(held.concept) if held is not None else scenery or "")
    thing = dyed(thing, held.color) if thing is not None and held is not None and held.color else thing
    sleeve = cast.subject.color or TOPS[cast.variant % len(TOPS)]
    return close_hands(name, thing, skin=cast.subject.skin, sleeve=sleeve, variant=cast.variant)


def build_person(name: str, cast: Cast) -> Figure:
    """Draw a whole person in their clothes, with what is in hand and what stands by them."""
    if name in HANDS:
        return build_hands(name, cast)
    cast = replace(cast, held=raised_first(cast.held)) if len(cast.held) > 1 else cast
    in_hand = [s for s in cast.held if drawable(s.concept)]
    shield = next((s for s in in_hand if s.concept == SHIELD), None) if len(in_hand) > 1 else None
    held = next((s for s in in_hand if s is not shield), None)
    doing = doing_of(cast.doing)
    look = _shod_and_gloved(_look(name, cast, held, doing), cast)
    figure = person(look) if cast.side is None else side_person(look, cast.side)
    figure = figure if look.is_drawn else with_expression(figure, expression_of(cast.subject))
    for accessory in cast.worn:
        is_drawn = look.is_drawn and accessory.concept in (BEARD, FRECKLES)
        if accessory.concept not in HATS and accessory.concept != "cape" and not is_drawn:
            cloth = Weave(accessory.pattern, accessory.pattern_color)
            figure = wear(figure, accessory.concept, accessory.color, cloth)
    if cast.doing == "flamenco":
        figure = with_rose(figure)
    if held is not None and held.concept == KITE:
        figure = _flying_kite(figure, cast)
    if shield is not None:
        figure = with_shield(figure, shield.color)
    elif len(in_hand) > 1:
        figure = with_second(figure, in_hand[0], in_hand[1])
    figure = with_brush(figure) if cast.doing == PAINTING and cast.has_scenery else figure
    return with_scenery(figure, doing) if cast.has_scenery else figure


def _look(name: str, cast: Cast, thing: Subject | None, doing: Doing | None) -> Look:
    """How somebody of the cast is dressed and stands, with a thing in hand."""
    subject = cast.subject
    held = thing.concept if thing else None
    hat = next((s for s in cast.worn if s.concept in HATS), None)
    pose = doing.body if doing is not None and subject.pose == cast.doing else subject.pose
    garment = next((s for s in cast.worn if s.concept in GARMENTS), None)
    cape = next((s.color or _CAPE_RED for s in cast.worn if s.concept == "cape"), None)
    role = outfit(find_alias(subject.role)) if subject.role else None
    costume_hat = ROLE_HATS.get(subject.role or "") if hat is None else None
    if costume_hat == "cape":
        cape, costume_hat = cape or _CAPE_RED, None
    gender = gender_of(subject) or ("woman" if any(s.concept in _DRESSES for s in cast.worn) else None)
    is_tool = doing is not None and doing.tool == held
    is_tasted = held is not None and subject.pose in _TASTING and _is_for_one_hand(held)
    cloth = cloths().get(garment.concept) if garment is not None else None
    tone, bottom = _top_and_bottom(garment, cloth)
    return Look(
        role=name,
        pose=str(pose) if pose in pose_names() else "standing",
        variant=cast.variant,
        color=tone or subject.color or (role[1] if role else None) or _OWN_COLORS.get(str(cast.doing)),
        cut=_cut_of(cast, garment, role),
        pattern=_pattern(garment, cloth),
        ink=garment.pattern_color if garment is not None else None,
        bottom=bottom,
        cape=cape,
        wings=subject.color,
        held=find_alias(held) if held and held != KITE else None,
        held_color=thing.color if thing is not None else None,
        held_figure=filled_in_hand(cast),
        hat=hat_on(name, hat.concept, gender) if hat is not None else costume_hat,
        hair=subject.hair or as_beard(beard_of(cast), name),
        eyes=subject.eyes,
        hair_style=subject.hair_style,
        skin=subject.skin,
        mood=subject.mood,
        doing=cast.doing,
        beard=beard_of(cast),
        beard_kind=beard_kind(cast),
        has_freckles=any(s.concept == FRECKLES for s in cast.worn),
        hat_color=hat.color if hat is not None else None,
        gender=gender,
        arms=cast.arms or (_KITE_ARMS if held == KITE else _MOUTH_ARMS if is_tasted else None),
        place=doing.place if doing is not None and is_tool else "lips" if is_tasted else None,
        held_size=doing.size if doing is not None and is_tool else _held_size(thing),
    )


def _shod_and_gloved(look: Look, cast: Cast) -> Look:
    """The look with what is on hands and feet."""
    return replace(
        look,
        has_boots=any("boot" in s.concept for s in cast.worn if s.concept in FOOTWEAR),
        shoes=_color_of(cast, FOOTWEAR - {SOCKS}),
        gloves=_color_of(cast, HANDWEAR),
        socks=_color_of(cast, frozenset({SOCKS})),
    )


def _color_of(cast: Cast, pieces: frozenset[str]) -> str | None:
    """The colour of the one of these that somebody wears; None where there is none."""
    piece = next((s for s in cast.worn if s.concept in pieces), None)
    return None if piece is None else piece.color or usual_color(piece.concept)


def _top_and_bottom(garment: Subject | None, cloth: Cloth | None) -> tuple[str | None, str | None]:
    """The colours of body and legs that a garment brings; a suit's are one."""
    if garment is None:
        return None, None
    named = garment_color(garment)
    if cloth is not None:
        return cloth.top_and_bottom(named)
    return named, named if garment.concept == "suit" else None


def garment_color(garment: Subject) -> str | None:
    """The colour that was told, else what coats and suits have; of others chance decides."""
    usual = GARMENT_COLORS.get(garment.concept) if garment.concept in COAT_CUTS else None
    return garment.color or usual


def _is_for_one_hand(held: str) -> bool:
    """Whether a thing to eat or drink goes to the mouth as it is, and is no plate or bowl."""
    name = find_alias(held)
    figure, grip = find_figure(name), grip_of(name)
    is_small = grip.place == "hand" and grip.size <= _MOST_TASTED
    return figure is not None and is_small and figure.aspect < _FLAT and "bowl" not in name


def _pattern(garment: Subject | None, cloth: Cloth | None) -> str | None:
    """What is on the clothes: what was said of the garment, else its own."""
    said = garment.pattern if garment is not None else None
    if said in pattern_names() | weave_names():
        return said
    return cloth.pattern if cloth is not None else None


def _held_size(thing: Subject | None) -> float | None:
    """How high a thing in the hand is that was called big or is several; None for its usual size."""
    if thing is not None and thing.concept == BALLOON and thing.count > 1:
        return BUNCH_TALL
    if thing is not None and thing.state == BOUQUET:
        return FLOWERS_TALL
    grown = _GROWN.get(thing.size or "") if thing is not None else None
    if thing is None or grown is None:
        return None
    grip = grip_of(find_alias(thing.concept))
    return min(grip.size * grown, _MOST_AT_CHEST) if grip.place == "chest" else grip.size * grown


def beard_of(cast: Cast) -> str | None:
    """The colour of a beard that somebody was said to have: its own, the hair's, or one that suits."""
    worn = next((s for s in cast.worn if s.concept == BEARD), None)
    if worn is None:
        return None
    head = head_of(find_alias(cast.subject.concept), gender_of(cast.subject), cast.variant)
    is_old = head.startswith("old") or (cast.subject.head or "").startswith("old")
    return worn.color or cast.subject.hair or ("#e4e1da" if is_old else "#4a3020")


def as_beard(beard: str | None, kind: str) -> str | None:
    """Hair has the colour of the beard where only that was told; the old are grey anyway."""
    return None if kind.startswith("old") else beard


def beard_kind(cast: Cast) -> str:
    """How long the beard is that was asked for."""
    return LONG if any(s.concept == BEARD and s.size in _GROWN for s in cast.worn) else "full"


def _cut_of(cast: Cast, garment: Subject | None, role: tuple[str, str] | None) -> str | None:
    """The cut of what somebody wears; who dances flamenco in a dress wears one with flounces."""
    cut = GARMENTS[garment.concept] if garment else role[0] if role else None
    is_lady = cast.subject.concept in ("woman", "girl", "dancer") or cut in ("dress", "gown", "skirt")
    return "flamenco" if cast.doing == "flamenco" and is_lady else cut


def _flying_kite(figure: Figure, cast: Cast) -> Figure:
    kite = find_figure(KITE)
    if kite is None:
        return figure
    color = next((thing.color for thing in cast.held if thing.concept == KITE), None)
    return on_string(figure, dyed(kite, color) if color else kite)

"""From a subject to a figure: animal, person, composite or icon, with what it wears and holds."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, vector_figure, vector_names
from cavendish_illustrator.company.composing import composed
from cavendish_illustrator.company.riding import astride
from cavendish_illustrator.figures.animals.animal_heads import rarely_seated
from cavendish_illustrator.figures.animals.animals import (
    FACES,
    ONLY_A_FACE,
    WHOLE,
    sitting_animal,
    sleeping_animal,
    sleeps_curled,
    with_dyed_limbs,
)
from cavendish_illustrator.figures.animals.breed_coats import COATED, in_coat
from cavendish_illustrator.figures.animals.creatures import (
    brown_duck,
    hot_air_balloon,
    whole_unicorn,
    winged_dragon,
)
from cavendish_illustrator.figures.animals.fur import coated
from cavendish_illustrator.figures.animals.living_things import LIVELY, comes_alive, living
from cavendish_illustrator.figures.animals.perching import (
    PLACES,
    UNDERFOOT,
    on_branch,
    perched,
    standing_on,
)
from cavendish_illustrator.figures.bodies.dyeing import dyed, main_hue_dyed
from cavendish_illustrator.figures.bodies.expressions import (
    TOLD,
    expression_of,
    has_face_to_us,
    with_expression,
)
from cavendish_illustrator.figures.bodies.head_places import has_head_place, with_anchors, with_head
from cavendish_illustrator.figures.bodies.limb_places import with_limbs
from cavendish_illustrator.figures.bodies.moods import thing_with_face
from cavendish_illustrator.figures.clothing.facewear import EYEWEAR
from cavendish_illustrator.figures.clothing.on_limbs import FOOTWEAR, HANDWEAR
from cavendish_illustrator.figures.clothing.roles import outfit, role_names
from cavendish_illustrator.figures.clothing.trains import steam_train
from cavendish_illustrator.figures.clothing.wearing import (
    GARMENTS,
    HATS,
    ON_BODY,
    ROLE_HATS,
    clothe,
    wear,
)
from cavendish_illustrator.figures.clothing.weaves import Weave
from cavendish_illustrator.figures.doings.doings import doing_names, doing_of, with_scenery
from cavendish_illustrator.figures.doings.gaits import GALLOPING, HEAD_DOWN, facing_animal, moving_animal
from cavendish_illustrator.figures.doings.holding import holding
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import color_of, is_clothed
from cavendish_illustrator.figures.drawings.drawing_names import drawable, drawing_of, find_alias
from cavendish_illustrator.figures.drawings.real_sizes import relative_height
from cavendish_illustrator.figures.drawings.thing_states import in_state, partly_lit, stack_of
from cavendish_illustrator.figures.hands.crockery import crockery_dyed, lends_color, rim_painted
from cavendish_illustrator.figures.hands.garnishes import garnished, is_garnish, takes_garnish
from cavendish_illustrator.figures.hands.gestures import GESTURES
from cavendish_illustrator.figures.hands.tied_bunches import flowers_in, tied_bunch
from cavendish_illustrator.figures.hands.vessels import Helping, filled
from cavendish_illustrator.figures.people.from_behind import FROM_BEHIND, animal_from_behind
from cavendish_illustrator.figures.people.person_builder import COAT_CUTS, build_person
from cavendish_illustrator.figures.people.profile_riders import rider_in_profile
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_grown
from cavendish_illustrator.vocabulary.species import sort_of

_FOR_A_BODY = frozenset(GARMENTS) | ON_BODY | FOOTWEAR | HANDWEAR
"""What an animal sits up to wear."""
_GRIPS = {"grip": (178.0, 200.0), "left_grip": (22.0, 200.0), "left_hand": (22.0, 200.0)}
"""Where a robot's hands are, which hang straight down."""
_HEADS = {"astronaut": 120.0, "t-rex": 200.0}
"""How wide the heads of those in one piece are."""
_IN_POSES = {
    **dict.fromkeys((("robot", pose) for pose in ("cooking", "working", "playing")), "robot-at-work"),
    ("robot", "fighting"): "robot-fighting",
    **dict.fromkeys((("robot", pose) for pose in ("sitting", "sleeping")), "robot-sitting"),
    **dict.fromkeys((("astronaut", pose) for pose in ("sitting", "sleeping")), "astronaut-sitting"),
}
"""Drawings of those without joints who do something."""
_HANDS = {"robot-at-work": (138.0, 170.0), "robot-sitting": (136.0, 202.0)}
_UNDERFOOT = {"lotus": "lily-pad"}
"""What is drawn of something when it is stood on."""
_COMPOSED: dict[str, Callable[[], Figure]] = {
    "unicorn": whole_unicorn,
    "locomotive": steam_train,
}
_SUNNY = ("sun", "sonn", "słon", "giras", "sol")
_VASE_WORDS = ("vas", "wazon", "jarr", "florero", "ваз", "váz")
_ON_ALL_FOURS = frozenset(
    {
        "throwing", "kicking", "pulling", "catching", "climbing", "wondering_at", "crossing", "stealing",
        "stretching", *HEAD_DOWN,
    }
)  # fmt: skip
"""Doings for which an animal need not sit up."""
_IN_FLIGHT = frozenset({"catching", "flying", "stealing", *HEAD_DOWN})
"""What one does on all fours or on the wing with something in the mouth or the claws."""
_WINGS_FOR_ARMS = frozenset({"bat"})
_DRAWN_IN_POSES = frozenset({"octopus-fighting", "hummingbird-flying"})
"""Drawings of animals by what they do."""
_AS_IT_IS = frozenset({"flying", "fighting"})
"""What a dragon does as the dragon that it is."""
_LYING = ("sleeping", "floating_back")
_NEVER_FACED = frozenset(
    {"sign-board", "blackboard", "whiteboard", "picture_frame", "framed-picture", "easel"}
)
"""What is funny for what is on it."""
_POSES_ON_TOP = dict.fromkeys(("boy", "girl", "child", "baby"), "seated") | {"cat": "sitting"}
_MANTLED, _PURPLE = frozenset({"king", "queen", "prince", "princess"}), "#a8283a"
"""Whom an animal is by its cloak."""
_RAINCOAT = "#f0c22e"
_PAINTED = "#2f5fc0"
"""What crockery is painted with."""


def _bare(name: str, cast: Cast) -> Figure | None:
    """Return the figure without what it wears or holds."""
    wants_body = bool(
        cast.worn
        or cast.held
        or cast.subject.pose in ("sitting", *GESTURES, *(doing_names() - _ON_ALL_FOURS))
        or cast.subject.role
    )
    is_plain = cast.subject.pose != "sleeping" and not _must_face_us(name, cast)
    if name == "dragon" and is_plain and not _needs_upright(name, cast):
        return winged_dragon(is_breathing_fire=cast.subject.pose == "breathing_fire")
    if name == "duck" and cast.is_one_of_many and cast.variant % 2 and sort_of(cast.subject) is None:
        return with_head(name, brown_duck())
    if name in _COMPOSED and cast.subject.pose not in _LYING:
        return with_head(name, _COMPOSED[name]()) if has_head_place(name) else _COMPOSED[name]()
    if name == "hot-air-balloon":
        return hot_air_balloon(cast.variant)
    if name == "bouquet" and any(word in cast.subject.word.lower() for word in _VASE_WORDS):
        return _bouquet_in_vase(cast.subject.word.lower())
    bunch = tied_bunch(cast.subject) if name == "bouquet" else None
    return bunch or _single(name, cast, wants_body=wants_body)


def _bouquet_in_vase(words: str) -> Figure | None:
    return filled("amphora", "sunflower" if any(s in words for s in _SUNNY) else "rose", None, None)


def _in_one_piece(name: str, cast: Cast) -> Figure:
    """A robot, an astronaut, or a T-rex that has something in hand, for which it stands upright."""
    usual = "robot-broken" if name == "robot" and cast.subject.state == "cracked" else name
    drawing = "t-rex-upright" if name == "t-rex" else _IN_POSES.get((name, cast.subject.pose or ""), usual)
    whole = with_limbs(with_anchors(vector_figure(drawing), head_width=_HEADS.get(name, 112.0)), drawing)
    if drawing in _HANDS:
        return replace(whole, anchors={**whole.anchors, "hand": _HANDS[drawing]})
    return replace(whole, anchors={**whole.anchors, **_GRIPS}) if name == "robot" else whole


def _curled(name: str) -> str:
    """Who lies curled up; a unicorn by the head that is drawn of it."""
    return "unicorn-face" if name == "unicorn" else name


def _single(name: str, cast: Cast, *, wants_body: bool) -> Figure | None:
    if name in ("astronaut", "robot") or (name == "t-rex" and cast.held):
        return _in_one_piece(name, cast)
    has_body = name in FACES and (name not in WHOLE or _needs_upright(name, cast))
    if cast.subject.pose in _LYING and sleeps_curled(_curled(name)):
        return sleeping_animal(_curled(name))
    if has_body and cast.subject.pose == FROM_BEHIND:
        return animal_from_behind(name)
    moving = None if _needs_upright(name, cast) else moving_animal(name, cast.subject.pose, cast.variant)
    if moving is not None:
        return moving
    if has_body and (name in ONLY_A_FACE | WHOLE or wants_body or cast.variant % 3 == 0):
        return sitting_animal(name)
    return _as_its_drawing(name, cast)


def _as_its_drawing(name: str, cast: Cast) -> Figure | None:
    """An icon or a drawing in one piece, or the face turned to us where that must tell a feeling."""
    own = None if cast.subject.pose == "flying" else sort_of(cast.subject)
    if own is not None:
        return with_head(own, vector_figure(own))
    posed = f"{name}-{cast.subject.pose}"
    name = posed if posed in _DRAWN_IN_POSES else name
    tones = asset_pack.skin_tone_variants(name) if name not in vector_names() else ()
    figure = find_figure(tones[(cast.variant * 2 + 1) % 5] if tones else name)
    figure = None if figure is None else with_head(name, figure)
    if figure is not None and _must_face_us(name, cast) and not has_face_to_us(figure):
        return facing_animal(name, cast.subject.pose)
    return figure


def _must_face_us(name: str, cast: Cast) -> bool:
    """Whether what an animal feels is told by its face, and it has one to turn to us."""
    if name in GALLOPING and cast.subject.pose == "standing":
        return True
    is_told = name in FACES and name not in _WINGS_FOR_ARMS and cast.subject.pose not in _AS_IT_IS
    return is_told and expression_of(cast.subject) in TOLD


def _needs_upright(name: str, cast: Cast) -> bool:
    """Whether the animal has clothes, things in hand or a human doing, for which it sits up."""
    if _wears_its_own_coat(name, cast) or _is_on_the_wing(name, cast):
        return False
    has_things = cast.subject.role or (cast.held and cast.subject.pose not in _IN_FLIGHT)
    is_dressed = any(thing.concept in _FOR_A_BODY for thing in cast.worn)
    is_headless = bool(cast.worn) and name in rarely_seated() and not has_head_place(name)
    gestures = cast.subject.pose in GESTURES and (name, cast.subject.pose) != ("dragon", "fighting")
    return bool(has_things or is_dressed or is_headless or cast.is_upright or gestures or _is_at_work(cast))


def _is_on_the_wing(name: str, cast: Cast) -> bool:
    """Whether it is a hummingbird that has nothing, which does all it does in the air."""
    return name == "hummingbird" and not (cast.held or cast.worn or cast.subject.role or cast.is_upright)


def _is_at_work(cast: Cast) -> bool:
    """Whether something stands by for what it does, for which an animal sits up."""
    doing = doing_of(cast.doing)
    return doing is not None and doing.scenery is not None and cast.doing not in _ON_ALL_FOURS


def _wears_its_own_coat(name: str, cast: Cast) -> bool:
    """Whether a coat is all that a dog wears whose coat is drawn on all fours."""
    garments = {thing.concept for thing in cast.worn if thing.concept in GARMENTS}
    has_shoes = any(thing.concept in FOOTWEAR | HANDWEAR for thing in cast.worn)
    is_busy = cast.subject.role or cast.held or cast.is_upright or has_shoes
    return name in COATED and bool(garments) and garments <= COAT_CUTS and not is_busy


def build_figure(cast: Cast) -> Figure | None:
    """Draw a subject with its mount, clothes and things in hand; None when it has no drawing."""
    breed = sort_of(cast.subject)
    if breed in FACES:
        cast = replace(cast, subject=replace(cast.subject, concept=str(breed)))
    if cast.scheme is not None:
        return composed(cast, build_figure)
    figure = stack_of(cast) or _alone(cast)
    figure = figure and _with_garnish(figure, cast)
    if figure is not None and cast.subject.lit is not None:
        figure = partly_lit(figure, cast.subject.lit)
    if figure is not None and cast.subject.state is not None:
        figure = in_state(figure, cast)
    if figure is not None and cast.on_top is not None:
        figure = _with_rider(figure, cast, cast.on_top)
    ground = _ground(cast.underfoot) if cast.underfoot is not None else None
    if figure is None or ground is None or cast.underfoot is None:
        return figure
    if cast.underfoot.concept == "perch-tree":
        return on_branch(figure, ground)
    ground = dyed(ground, cast.underfoot.color) if cast.underfoot.color else ground
    return standing_on(figure, ground, UNDERFOOT[cast.underfoot.concept])


def _with_garnish(dish: Figure, cast: Cast) -> Figure:
    """The dish on its plate as that was said to be, with what lies on it."""
    if lends_color(cast.subject.concept):
        if cast.subject.pattern:
            dish = rim_painted(dish, cast.subject.pattern_color or _PAINTED)
        dish = (cast.subject.color and crockery_dyed(dish, cast.subject.color)) or dish
    if not takes_garnish(cast.subject.concept):
        return dish
    laid = [one for one in (cast.content, *cast.more_content) if one is not None]
    return _strewn(dish, cast.subject.concept, laid) if laid else dish


def _strewn(dish: Figure, concept: str, toppings: Sequence[Subject]) -> Figure:
    return garnished(dish, concept, [(find_alias(one.concept), one.color, one.count) for one in toppings])


def _helped(content: Subject, more: Sequence[Subject]) -> tuple[Figure | None, list[tuple[str, str | None]]]:
    """What lies in a vessel where it is more than its plain drawing, and all else that does."""
    whole = _altered(content)
    if takes_garnish(content.concept) and more and all(is_garnish(find_alias(one.concept)) for one in more):
        plain = whole or find_figure(drawing_of(content))
        return (None if plain is None else _strewn(plain, content.concept, more)), []
    return whole, [(drawing_of(one), one.color) for one in more]


def _ground(underfoot: Subject) -> Figure | None:
    concept = underfoot.concept
    return find_figure(_UNDERFOOT.get(concept, find_alias(concept)))


def _with_rider(figure: Figure, cast: Cast, rider: Subject) -> Figure:
    """Set on somebody what is on their shoulder, head or lap."""
    small = build_figure(Cast(subject=replace(rider, pose=_POSES_ON_TOP.get(rider.concept)), variant=1))
    if small is None:
        return figure
    small = main_hue_dyed(small, rider.color) if rider.color else small
    is_child = rider.concept in role_names()
    usual = "shoulder" if cast.subject.concept in role_names() else "head"
    place = rider.pose if rider.pose in PLACES else usual
    limited = 330.0 if is_child else min(150.0, max(64.0, relative_height(rider, cast.subject) * 300))
    return perched(figure, small, limited, "shoulders" if is_child else str(place))


def _altered(content: Subject) -> Figure | None:
    """What lies in a vessel where it is stacked, cut or otherwise more than its plain drawing."""
    if content.state is None:
        return None
    cast = Cast(subject=content)
    plain = stack_of(cast) or find_figure(drawing_of(content))
    return None if plain is None else in_state(plain, cast)


def _alone(cast: Cast) -> Figure | None:
    name = find_alias(cast.subject.concept)
    if cast.content is not None and not takes_garnish(cast.subject.concept):
        return filled(
            cast.subject.concept,
            drawing_of(cast.content),
            cast.subject.color,
            cast.content.color,
            count=cast.content.count,
            helping=Helping(
                *_helped(cast.content, cast.more_content),
                cast.subject.pattern and (cast.subject.pattern_color or _PAINTED),
            ),
        )
    if cast.mount is not None:
        return astride([replace(cast, mount=None)], cast.mount, build_figure) or _alone(
            replace(cast, mount=None)
        )
    in_profile = rider_in_profile(name, cast)
    if in_profile is not None:
        return in_profile
    if name in role_names():
        return build_person(name, cast)
    figure = _bare(name, cast)
    color = color_of(cast) if is_clothed(cast) else None
    if figure is None:
        return None
    is_dyed = color and not (name == "bouquet" and flowers_in(cast.subject.word))
    figure = main_hue_dyed(figure, str(color)) if is_dyed else figure
    return _equipped(coated(figure, cast.subject.concept), cast)


def _worn_by(cast: Cast) -> tuple[Subject, ...]:
    """What somebody wears; the helmet of one in space is the one that belongs to it."""
    is_in_space = cast.subject.role == "astronaut"
    return tuple(thing for thing in cast.worn if not (is_in_space and thing.concept == "helmet"))


def is_lively(cast: Cast) -> bool:
    """Whether a thing does or has what only somebody alive does or has."""
    has_clothes = any(thing.concept not in HATS and thing.concept not in EYEWEAR for thing in cast.worn)
    is_busy = cast.subject.pose in LIVELY or bool(cast.held) or has_clothes or cast.subject.role is not None
    return is_busy and comes_alive(cast.subject.concept)


def _equipped(figure: Figure, cast: Cast) -> Figure:
    """Put on a figure without joints what it wears, is dressed as and holds."""
    concept = cast.subject.concept
    if concept in FACES or is_animate(concept):
        figure = with_expression(figure, expression_of(cast.subject))
    elif is_lively(cast):
        figure = living(figure, concept, cast.subject.mood, cast.subject.pose)
    elif (cast.subject.mood != "cute" or is_grown(concept)) and concept not in _NEVER_FACED:
        is_hidden = any(thing.concept in EYEWEAR for thing in cast.worn)
        mood = "sad" if cast.subject.pose == "crying" else cast.subject.mood
        figure = thing_with_face(figure, mood, has_eyewear=is_hidden)
    if _wears_its_own_coat(find_alias(concept), cast):
        coat = next((thing for thing in cast.worn if thing.concept in COAT_CUTS), None)
        figure = in_coat(figure, coat.color or _RAINCOAT) if coat is not None else figure
    for accessory in sorted(_worn_by(cast), key=lambda thing: thing.concept not in GARMENTS):
        cloth = Weave(accessory.pattern, accessory.pattern_color)
        figure = wear(figure, accessory.concept, accessory.color, cloth)
    role = cast.subject.role
    figure = _dressed_as(figure, role) if role else figure
    if role in ROLE_HATS and not any(s.concept in HATS for s in _worn_by(cast)):
        figure = wear(figure, ROLE_HATS[role], None)
    equipped = holding(figure, cast, find_alias(concept))
    dye, face = color_of(cast) if is_clothed(cast) else None, FACES.get(find_alias(concept))
    equipped = with_dyed_limbs(equipped, face, dye) if dye and face else equipped
    return with_scenery(equipped, doing_of(cast.doing)) if cast.has_scenery else equipped


def _dressed_as(figure: Figure, role: str) -> Figure:
    """In the clothes of a role; a royal animal wears a cloak over its fur."""
    if role in _MANTLED:
        return wear(figure, "cape", _PURPLE)
    dress = outfit(find_alias(role))
    return figure if dress is None else clothe(figure, *dress)


def figure_for(subject: Subject, seed: int) -> Figure | None:
    """Return the whole figure of one subject on its own, or None when it has no drawing."""
    return build_figure(Cast(subject=subject, variant=seed % 7)) if drawable(subject.concept) else None

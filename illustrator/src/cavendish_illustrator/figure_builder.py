"""From a subject to a figure: animal, person, composite or icon, with what it wears and holds."""

from dataclasses import dataclass

import numpy as np

from cavendish_illustrator import asset_pack
from cavendish_illustrator.color import Field, clamp, hsv, rgb
from cavendish_illustrator.figures.animals import FACES, ONLY_A_FACE, sitting_animal, sleeping_animal
from cavendish_illustrator.figures.bust import Sitter, bust
from cavendish_illustrator.figures.creatures import hot_air_balloon, rider_on, whole_unicorn, winged_dragon
from cavendish_illustrator.figures.dyeing import dyed
from cavendish_illustrator.figures.people import Look, person, pose_names, role_names, sitter_facts
from cavendish_illustrator.figures.vessels import filled
from cavendish_illustrator.figures.wearing import GARMENTS, HATS, ROLE_HATS, WEARABLE, hold, wear
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.pixel_ops import to_hsv, to_rgb
from cavendish_illustrator.svg_figure import Figure, find_figure, vector_figure, vector_names

_ALIASES = {
    "santa": "santa-claus",
    "wizard": "mage",
    "witch": "woman-mage",
    "dinosaur": "t-rex",
    "umbrella-beach": "umbrella-on-ground",
    "house-cottage": "cottage",
    "pine-tree": "evergreen-tree",
    "christmas-tree": "christmas_tree",
    "sofa": "sofa",
    "mug": "hot-beverage",
    "cup": "teacup-without-handle",
    "spaceship": "rocket",
    "ufo": "flying-saucer",
    "lamp": "floor_lamp",
    "box": "package",
    "suitcase": "luggage",
    "steam-train": "locomotive",
    "flag": "flag-in-hole",
    "tree": "deciduous-tree",
    "lantern": "red-paper-lantern",
    "table": "dining_table",
    "vase": "amphora",
    "moon": "full-moon",
    "jar": "honey-pot",
    "bottle": "bottle-with-popping-cork",
    "pirate-ship": "sailboat",
    "umbrella": "umbrella-held",
    "tent": "tent_camp",
    "bear-face": "bear",
    "panda-face": "panda",
    "mother": "woman",
    "father": "man",
    "grandmother": "old-woman",
    "grandfather": "old-man",
    "human": "person",
    "people": "person",
    "fire": "campfire",
    "cook": "chef",
    "technologist": "scientist",
    "ferris-wheel": "ferris",
    "cyclist": "person-biking",
    "surfer": "person-surfing",
    "squirrel": "chipmunk",
    "wind-mill": "windmill",
    "church": "church_drawn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """One subject with all that belongs to it, ready to be drawn."""

    subject: Subject
    worn: tuple[Subject, ...] = ()
    held: tuple[Subject, ...] = ()
    mount: Subject | None = None
    content: Subject | None = None
    """What the vessel is filled with."""
    variant: int = 0
    is_one_of_many: bool = False


def drawable(concept: str) -> bool:
    """Whether a concept has a drawing."""
    name = find_alias(concept)
    return (
        name in role_names()
        or name in FACES
        or name in vector_names()
        or name in WEARABLE
        or (asset_pack.find_icon(name) is not None)
    )


def is_tile(concept: str) -> bool:
    """Whether the concept's icon is a full square scene, which can never be a subject."""
    facts = asset_pack.find_icon(concept)
    return facts is not None and facts.is_tile


def _gender(subject: Subject) -> str | None:
    """Read `man` or `woman` out of the concept's own name."""
    for gender in ("woman", "man"):
        if subject.concept.startswith(f"{gender}-"):
            return gender
    return None


_COMPOSED = {"dragon": winged_dragon, "unicorn": whole_unicorn}
_SUNNY = ("sun", "sonn", "słon", "giras", "sol")
_VASE_WORDS = ("vas", "wazon", "jarr", "florero", "ваз", "váz")
_DOING_NEEDS = {"reading": "open-book", "fishing": "fishing-pole", "painting": "artist-palette"}
"""What is in the hand of somebody who does a thing, where the prompt names no other."""


_COATS_CUTS = frozenset({"coat", "jacket", "raincoat", "suit", "lab-coat"})
_COVERING = frozenset({"knight-helm", "ninja-hood"})


def build_bust(cast: Cast) -> Figure | None:
    """Draw the head and shoulders of a person for a portrait; None for anybody else."""
    name = find_alias(cast.subject.concept)
    facts = sitter_facts(name, _gender(cast.subject), cast.variant)
    if facts is None or cast.mount is not None or cast.subject.material or facts.hat in _COVERING:
        return None
    garment = next((s for s in cast.worn if s.concept in GARMENTS), None)
    figure = bust(
        Sitter(
            kind=facts.kind,
            variant=cast.variant,
            top=(garment.color if garment else None) or cast.subject.color or facts.top,
            hair=cast.subject.hair,
            is_bearded=facts.is_bearded,
            is_coat=facts.is_suit or (garment is not None and garment.concept in _COATS_CUTS),
        )
    )
    worn = [s for s in cast.worn if s.concept not in GARMENTS]
    for accessory in worn:
        figure = wear(figure, accessory.concept, accessory.color)
    if facts.hat and not any(s.concept in HATS for s in worn):
        figure = wear(figure, facts.hat, None)
    return figure


def _person(name: str, cast: Cast) -> Figure:
    subject = cast.subject
    held_thing = next((s for s in cast.held if drawable(s.concept)), None)
    held = held_thing.concept if held_thing is not None else _DOING_NEEDS.get(subject.pose or "")
    hat = next((s for s in cast.worn if s.concept in HATS), None)
    pose = subject.pose if subject.pose in pose_names() else "standing"
    if pose == "standing" and held in ("open-book", "book"):
        pose = "reading"
    garment = next((s for s in cast.worn if s.concept in GARMENTS), None)
    cape = next((s.color or "#c8372d" for s in cast.worn if s.concept == "cape"), None)
    look = Look(
        role=name,
        pose=str(pose),
        variant=cast.variant,
        color=(garment.color if garment else None) or subject.color,
        cut=GARMENTS[garment.concept] if garment else None,
        cape=cape,
        held=find_alias(held) if held else None,
        held_color=held_thing.color if held_thing is not None else None,
        hat=HATS[hat.concept] if hat is not None else None,
        hair=subject.hair,
        hat_color=hat.color if hat is not None else None,
        gender=_gender(subject),
    )
    figure = person(look)
    for accessory in cast.worn:
        if accessory.concept not in HATS and accessory.concept != "cape":
            figure = wear(figure, accessory.concept, accessory.color)
    return figure


def _bare(name: str, cast: Cast) -> Figure | None:
    """Return the figure without what it wears or holds."""
    wants_body = bool(
        cast.worn or cast.held or cast.subject.pose in ("sitting", *_DOING_NEEDS) or cast.subject.role
    )
    if name in _COMPOSED:
        return _COMPOSED[name]()
    if name == "hot-air-balloon":
        return hot_air_balloon(cast.variant)
    if name == "bouquet" and any(word in cast.subject.word.lower() for word in _VASE_WORDS):
        return _bouquet_in_vase(cast.subject.word.lower())
    return _single(name, cast, wants_body=wants_body)


def _bouquet_in_vase(words: str) -> Figure | None:
    return filled("amphora", "sunflower" if any(s in words for s in _SUNNY) else "rose", None, None)


def _single(name: str, cast: Cast, *, wants_body: bool) -> Figure | None:
    if name in ("astronaut", "robot"):
        return _with_anchors(vector_figure(name), head_width=120 if name == "astronaut" else 112)
    if name in FACES and cast.subject.pose == "sleeping":
        return sleeping_animal(name)
    if name in FACES and (name in ONLY_A_FACE or wants_body or cast.variant % 3 == 0):
        return sitting_animal(name)
    figure = find_figure(name)
    return None if figure is None else _with_anchors(figure, head_width=figure.width * 0.8)


def _with_anchors(figure: Figure, *, head_width: float) -> Figure:
    """Guess where a drawing that stands upright has its head, so that it can wear something."""
    middle = figure.left + figure.width / 2
    return Figure(
        markup=figure.markup,
        width=figure.width,
        height=figure.height,
        left=figure.left,
        top=figure.top,
        head_width=head_width,
        anchors={
            "head_top": (middle, figure.top + figure.height * 0.08),
            "eyes": (middle, figure.top + figure.height * 0.26),
            "neck": (middle, figure.top + figure.height * 0.42),
            "hand": (middle + figure.width * 0.34, figure.top + figure.height * 0.66),
        },
    )


def build_figure(cast: Cast) -> Figure | None:
    """Draw a subject with its mount, clothes and things in hand; None when it has no drawing."""
    name = find_alias(cast.subject.concept)
    if cast.content is not None:
        return filled(
            cast.subject.concept, find_alias(cast.content.concept), cast.subject.color, cast.content.color
        )
    mount = find_alias(cast.mount.concept) if cast.mount is not None else ""
    if mount == "dragon" or (mount and find_figure(mount) is not None):
        return rider_on(mount, sitting_animal(name) if name in FACES else None, name, cast.variant)
    if name in role_names():
        return _person(name, cast)
    figure = _bare(name, cast)
    return None if figure is None else _equipped(figure, cast)


def _equipped(figure: Figure, cast: Cast) -> Figure:
    """Put on a figure without joints what it wears, is dressed as and holds."""
    for accessory in cast.worn:
        figure = wear(figure, accessory.concept, accessory.color)
    role = cast.subject.role
    if role in ROLE_HATS and not any(s.concept in HATS for s in cast.worn):
        figure = wear(figure, ROLE_HATS[role], None)
    needed = _DOING_NEEDS.get(cast.subject.pose or "")
    concept = cast.held[0].concept if cast.held else needed
    held = find_figure(find_alias(concept)) if concept else None
    if held is not None:
        color = cast.held[0].color if cast.held else None
        held = dyed(held, color) if color else held
        large = concept in ("balloon", "fishing-pole", "umbrella")
        figure = hold(figure, held, figure.height * (0.5 if large else 0.3))
    return figure


def find_alias(name: str) -> str:
    """Return the best name the drawings know for this one: itself, or the pack's own spelling."""
    name = _ALIASES.get(name, name)
    role = name.removeprefix("woman-").removeprefix("man-")
    if name not in role_names() and role in role_names():
        return role
    if name in vector_names() or name in role_names() or name in FACES:
        return name
    return asset_pack.find_icon_name(name) or name


def recolor(rgba: Field, color: str) -> Field:
    """Give a figure's main hue another colour, leaving eyes, leaves and trim."""
    result = rgba.copy()
    field_hsv = to_hsv(clamp(rgba[..., :3]))
    hue, saturation, value = hsv(color)
    inside = (rgba[..., 3] > 0.5) & (field_hsv[..., 1] > 0.22)
    if inside.sum() < 0.12 * (rgba[..., 3] > 0.5).sum():
        near = (rgba[..., 3] > 0.05).astype(np.float32) * clamp((field_hsv[..., 2] - 0.25) * 4)
    else:
        main = np.histogram(field_hsv[..., 0][inside], 36, (0, 360))[0].argmax() * 10 + 5
        away = np.abs(field_hsv[..., 0] - main)
        near = np.exp(-((np.minimum(away, 360 - away) / 42) ** 4)) * clamp(field_hsv[..., 1] * 5)
    field_hsv[..., 0] = hue
    field_hsv[..., 1] = (
        clamp(field_hsv[..., 1] * 0.4 + saturation * 0.6) if saturation > 0.12 else field_hsv[..., 1] * 0.06
    )
    bright = field_hsv[..., 2]
    field_hsv[..., 2] = (
        clamp(bright * (0.32 + 0.75 * value))
        if value < 0.8
        else np.maximum(bright, 0.35 * value + 0.6 * bright)
    )
    painted = to_rgb(field_hsv)
    result[..., :3] += (painted - result[..., :3]) * near[..., None]
    return clamp(result)


_MATERIALS = {
    "gold": "#e0b030",
    "golden": "#e0b030",
    "silver": "#c4ccd4",
    "bronze": "#a8703a",
    "stone": "#8f8c86",
    "marble": "#e8e4dc",
    "wood": "#9a6a3c",
    "ice": "#bfe4f4",
    "glass": "#cfe8f0",
    "metal": "#9aa8b4",
    "chocolate": "#5f3a22",
    "paper": "#f4eee0",
}


_BALLOONS = ("#e0453c", "#f7b733", "#4fb0e0", "#7cc66a", "#a56fd8", "#ef6f9a")
_OWN_COLORS = {"black-cat": "#2b2b31", "black-bird": "#2b2b31"}
_COATS = {
    "cat": ("#e08a3c", "#8f8c8a", "#e8dcc8", "#6f5a48", "#d9a066", "#b8b4b0", "#c47838"),
    "cat-face": ("#e08a3c", "#8f8c8a", "#e8dcc8"),
}
"""Coats the seed chooses from, where the drawing has a colour no such animal has."""
_RUST = "#c8602a"
_REDDISH = frozenset(
    {"fox", "chipmunk", "squirrel", "panda", "deer", "orangutan", "cat", "dog", "cow", "horse"}
)
"""Called red, they are russet."""


def _animal_color(cast: Cast) -> str | None:
    name, color = cast.subject.concept, cast.subject.color
    if color is None:
        coats = _COATS.get(name)
        return coats[cast.variant % len(coats)] if coats and not cast.subject.material else None
    hue, saturation, _ = hsv(color)
    is_red = saturation > 0.6 and (hue < 14 or hue > 346)
    return _RUST if is_red and name in _REDDISH else color


def cast_pixels(cast: Cast, figure: Figure, height: float) -> Field:
    """Rasterise a figure to about a height, in the colour or material the prompt asks for."""
    rgba = figure.pixels(height * 1.3)
    name = cast.subject.concept
    if cast.content is not None:
        return rgba
    color = _animal_color(cast) or (
        _BALLOONS[cast.variant % 6] if name == "balloon" and cast.is_one_of_many else None
    )
    color = color or _OWN_COLORS.get(name) or _MATERIALS.get(cast.subject.material or "")
    is_person = name in role_names() and cast.subject.material is None
    if color is None or is_person or _has_color_already(rgba, color):
        return rgba
    return recolor(rgba, color)


def _has_color_already(rgba: Field, color: str) -> bool:
    opaque = rgba[rgba[..., 3] > 0.6][:, :3]
    if not len(opaque):
        return True
    distance = np.abs(opaque - rgb(color)).max(-1)
    return bool((distance < 0.16).mean() > 0.45)


def figure_for(subject: Subject, seed: int) -> Figure | None:
    """Return the whole figure of one subject on its own, or None when it has no drawing."""
    return build_figure(Cast(subject=subject, variant=seed % 7)) if drawable(subject.concept) else None

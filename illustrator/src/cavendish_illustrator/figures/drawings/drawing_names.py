"""Which names have a drawing, and under which name the drawings know them."""

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.artwork.svg_figure import vector_names
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.clothing.clothes import cloths
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.clothing.wearing import WEARABLE
from cavendish_illustrator.figures.hands.close_hands import HANDS
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.species import sort_of

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
    "flag": "flag-pole",
    "tree": "deciduous-tree",
    "lantern": "red-paper-lantern",
    "table": "dining_table",
    "vase": "amphora",
    "moon": "full-moon",
    "jar": "jam-jar",
    "bottle": "bottle-with-popping-cork",
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
    "chicken": "hen",
    "fork-and-knife-with-plate": "plate-flat",
    "cook": "chef",
    "technologist": "scientist",
    "ferris-wheel": "ferris",
    "cyclist": "person-biking",
    "baby-angel": "angel",
    "surfer": "person-surfing",
    "wind-mill": "windmill",
    "church": "church_drawn",
    "bowl": "bowl-open",
}


def drawable(concept: str) -> bool:
    """Whether a concept has a drawing."""
    name = find_alias(concept)
    return (
        name in role_names()
        or name in FACES
        or name in vector_names()
        or name in WEARABLE
        or name in HANDS
        or (asset_pack.find_icon(name) is not None)
    )


def is_tile(concept: str) -> bool:
    """Whether the concept's icon is a full square scene, which can never be a subject."""
    facts = asset_pack.find_icon(concept)
    return facts is not None and facts.is_tile


def find_alias(name: str) -> str:
    """Return the best name the drawings know for this one: itself, or the pack's own spelling."""
    name = _ALIASES.get(name, name)
    if name in cloths():
        return cloths()[name].unworn
    role = name.removeprefix("woman-").removeprefix("man-")
    if name not in role_names() and (role in role_names() or role in vector_names()):
        return role
    if name in vector_names() or name in role_names() or name in FACES:
        return name
    return asset_pack.find_icon_name(name) or name


def drawing_of(subject: Subject) -> str:
    """The name of the drawing that shows a thing: its species' own, or its concept's."""
    return sort_of(subject) or find_alias(subject.concept)

"""Puts hats, glasses, scarves and held things on any figure that has anchors."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest, vector_figure
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.clothing.animal_clothes import animal_garment
from cavendish_illustrator.figures.clothing.aprons import apron_in
from cavendish_illustrator.figures.clothing.at_throats import AT_THROATS, TIES, at_throat
from cavendish_illustrator.figures.clothing.backpacks import with_backpack
from cavendish_illustrator.figures.clothing.clothes import cloths, hat_seats
from cavendish_illustrator.figures.clothing.facewear import EYEWEAR, FACEWEAR, on_face, with_eyewear
from cavendish_illustrator.figures.clothing.on_body import on_body
from cavendish_illustrator.figures.clothing.on_limbs import FOOTWEAR, HANDWEAR, on_limbs
from cavendish_illustrator.figures.clothing.trunk_clothes import dressed_trunk, has_trunk, on_trunk
from cavendish_illustrator.figures.clothing.weaves import PLAIN, Weave, in_cloth
from cavendish_illustrator.painting.color import hex_code, shade

HATS = {
    "hat": "top-hat",
    "top-hat": "top-hat",
    "wizard-hat": "wizard-hat",
    "santa-hat": "santa-hat",
    "chef-hat": "chef-hat",
    "crown": "crown",
    "cowboy-hat": "cowboy-hat",
    "witch-hat": "witch-hat",
    "pirate-hat": "pirate-hat",
    "party-hat": "party-hat",
    "straw-hat": "straw-hat",
    "helmet": "military-helmet",
    "womans-hat": "womans-hat",
    "billed-cap": "billed-cap",
    "graduation-cap": "graduation-cap",
    "rescue-workers-helmet": "hard-hat",
    "military-helmet": "military-helmet",
    "tiara": "tiara",
    "hard-hat": "hard-hat",
    "viking-helm": "viking-helm",
    "knight-helm": "knight-helm",
    "police-cap": "police-cap",
    "fire-helmet": "fire-helmet",
    "nurse-cap": "nurse-cap",
    "cap": "billed-cap",
    "headphone": "headphones-worn",
    "headphones": "headphones-worn",
    "beanie": "beanie",
    "beret": "beret",
    "sombrero": "sombrero",
    "bowler-hat": "bowler-hat",
    "turban-hat": "turban-hat",
    "sailor-cap": "sailor-cap",
    "mitre": "mitre",
    "nemes": "nemes",
    "feather-crown": "feather-crown",
    "rain-hat": "rain-hat",
    "mohawk-hair": "mohawk-hair",
    "flower-crown": "flower-crown",
    "earmuffs": "earmuffs",
    "gnome-hat": "gnome-hat",
    "kabuto": "kabuto",
    **{name: name for name in hat_seats()},
    "halo": "halo",
    "crown-laurel": "crown-laurel",
}
ON_BODY = frozenset({"jetpack", "wings-worn", "arm-floats", "swim-ring", "life-jacket"})
NECKWEAR = ON_BODY | TIES | {"scarf", "neckerchief", "bow-tie", "cape", "apron-cook", "backpack"}
_DYED_NECKWEAR = {"bow-tie": (0.2, 0.0), "neckerchief": (0.44, 0.1)}
"""What is dyed at the neck: its height, and how far above the neck it begins, in widths of the head."""
GARMENTS = {
    "dress": "dress",
    "gown": "gown",
    "kimono": "robe",
    "sari": "gown",
    "robe": "robe",
    "coat": "coat",
    "jacket": "suit",
    "raincoat": "coat",
    "lab-coat": "coat",
    "suit": "suit",
    "t-shirt": "t-shirt",
    "sweater": "trousers",
    "running-shirt": "sport",
    "jeans": "trousers",
    "shorts": "sport",
    "womans-clothes": "dress",
    "skirt": "skirt",
    "shorts-pair": "sport",
    **{name: cloth.cut for name, cloth in cloths().items()},
}
"""Clothes and their cut; only people have a body that can wear them."""
WEARABLE = (
    frozenset({"space-helmet"})
    | frozenset(HATS)
    | frozenset(FACEWEAR)
    | EYEWEAR
    | NECKWEAR
    | AT_THROATS
    | FOOTWEAR
    | HANDWEAR
    | frozenset(GARMENTS)
)
ROLE_HATS = {
    "mage": "wizard-hat",
    "knight": "knight-helm",
    "pirate": "pirate-hat",
    "chef": "chef-hat",
    "king": "crown",
    "queen": "crown",
    "princess": "tiara",
    "viking": "viking-helm",
    "cowboy": "cowboy-hat",
    "santa-claus": "santa-hat",
    "detective": "deerstalker",
    "police-officer": "police-cap",
    "firefighter": "fire-helmet",
    "soldier": "military-helmet",
    "clown": "party-hat",
    "student": "graduation-cap",
    "witch": "witch-hat",
    "woman-mage": "witch-hat",
    "farmer": "straw-hat",
    "construction-worker": "hard-hat",
    "nurse": "nurse-cap",
    "doctor": "head-mirror",
    "business-person": "top-hat",
    "prince": "crown",
    "astronaut": "space-helmet",
    "superhero": "cape",
    "vampire": "cape",
    "samurai": "kabuto",
    "bride": "veil-worn",
    "groom": "top-hat",
    "napoleon": "tricorn",
    "fencer": "tricorn",
    "postman": "billed-cap",
    "referee": "billed-cap",
    "driver": "billed-cap",
    "elf": "gnome-hat",
    "librarian": "glasses",
    "teacher": "glasses",
    "judge": "glasses",
    "gardener": "straw-hat",
    "fisherman": "bucket-hat",
    "climber": "bike-helmet",
    "ballerina": "tiara",
    "bride-to-be": "veil-worn",
}
"""What an animal or a thing wears when it is dressed as somebody."""


_PUT_ON = WEARABLE | frozenset(HATS.values()) | frozenset(ROLE_HATS.values())
"""What `wear` knows a place for."""


_ANIMAL_CUTS = {
    "pyjamas": "pyjamas",
    "raincoat": "slicker",
    "anorak": "slicker",
    "sweater": "sweater",
    "cardigan": "sweater",
    "striped-shirt": "pyjamas",
}
GARMENT_COLORS = {
    **dict.fromkeys(("suit", "jacket"), "#2f3446"),
    "raincoat": "#f0c22e",
    "lab-coat": "#f4f6f8",
    "jeans": "#4a6fa5",
}
"""The colours of clothes of which none is told."""
_UNPATTERNED = {"pyjamas": "shirt", "sweater": "shirt"}
"""Cuts that have a pattern of their own, where another was told."""
_SCARF_WEAVE, _TRUNK_WEAVE = 2.4, 110.0
"""How large a pattern is on a scarf, and how wide a trunk is on which it has its usual size."""
_HEAD = frozenset({"head_top", "eyes", "neck"})
"""The places by which things are put on."""
_ANIMALS_HEAD = 0.86
"""How wide a hat is on a head that is wider than its crown, in parts of what it is on a person's."""
_CUPS = 0.76
"""How far below its top a headphone has its cups."""


def _scarf(figure: Figure, color: str, cloth: Weave) -> str:
    scarf = vector_figure("scarf-worn", {"#c8372d": color})
    scarf = replace(scarf, markup=in_cloth(scarf.markup, (color,), cloth, _SCARF_WEAVE))
    x, y = figure.anchors["neck"]
    width = (figure.anchors["nape"][0] - x) * 2 if "nape" in figure.anchors else figure.head_width * 0.76
    return nest(scarf, x - width / 2, y - width * 0.06, width / scarf.aspect)


def _in_space_helmet(figure: Figure) -> Figure:
    """The figure with a glass helmet around its head, in a box that holds all of it."""
    x, y = figure.anchors["eyes"]
    size = figure.head_width * 1.42
    helmet = nest(vector_figure("space-helmet"), x - size / 2, y - size / 2, size)
    return _grown(figure, helmet, (x - size / 2 - 2, y - size / 2 - 2, x + size / 2 + 2))


def _grown(figure: Figure, worn: str, box: tuple[float, float, float]) -> Figure:
    """The figure with what it wears, in a box that reaches to this left, top and right at least."""
    left, top = min(figure.left, box[0]), min(figure.top, box[1])
    right, bottom = max(figure.left + figure.width, box[2]), figure.top + figure.height
    return replace(
        figure, markup=figure.markup + worn, left=left, top=top, width=right - left, height=bottom - top
    )


def wear(figure: Figure, accessory: str, color: str | None, cloth: Weave = PLAIN) -> Figure:
    """Return the figure wearing one more thing; unchanged where it has no head to put it on."""
    if accessory in FOOTWEAR | HANDWEAR:
        return on_limbs(figure, accessory, color, cloth.name)
    if not (figure.anchors.keys() >= _HEAD) or not figure.head_width or accessory not in _PUT_ON:
        return figure
    match accessory:
        case "scarf":
            worn = replace(figure, markup=figure.markup + _scarf(figure, color or "#c8372d", cloth))
        case "cape":
            worn = _with_cape(figure, color or "#c8372d")
        case name if name in EYEWEAR or name in FACEWEAR:
            worn = on_face(figure, name, color) if name in FACEWEAR else with_eyewear(figure, name)
        case name if name in NECKWEAR | AT_THROATS:
            worn = _hung(figure, name, color)
        case name if name in GARMENTS:
            worn = _clad(figure, name, color, cloth)
        case name:
            worn = _with_hat(figure, HATS.get(name, name), color)
    return worn


def _clad(figure: Figure, name: str, color: str | None, cloth: Weave) -> Figure:
    """In a garment with its pattern: what was said of it, else its own."""
    own = cloths()[name].pattern if name in cloths() else ""
    cut = _ANIMAL_CUTS.get(name, GARMENTS[name])
    return clothe(figure, cut, color or garment_color(name), cloth if cloth.name else Weave(own))


def garment_color(name: str) -> str:
    """The colour of a piece of an animal's clothing where none was said."""
    cloth = cloths().get(name)
    if cloth is not None:
        return cloth.bottom if cloth.trousers else cloth.color
    return GARMENT_COLORS.get(name, "#c8453c")


def clothe(figure: Figure, cut: str, color: str, cloth: Weave = PLAIN) -> Figure:
    """Dress the body of an animal that sits or of one with a trunk; unchanged where there is no such body."""
    paints = (color, hex_code(shade(color, 1.14)))
    if "torso" in figure.anchors:
        cut = _UNPATTERNED.get(cut, cut) if cloth.name else cut
        return replace(figure, markup=figure.markup + in_cloth(animal_garment(cut, color), paints, cloth))
    if not has_trunk(figure):
        return figure
    (left, _), (right, _) = figure.anchors["trunk_start"], figure.anchors["trunk_end"]
    drawn = in_cloth(on_trunk(figure, cut, color), paints, cloth, (right - left) / _TRUNK_WEAVE)
    return dressed_trunk(figure, drawn)


def _with_cape(figure: Figure, color: str) -> Figure:
    """Hang a cape behind the figure from its neck to near its feet."""
    if "shoulders" in figure.anchors:
        return _with_streaming_cape(figure, color)
    cape = vector_figure("cape-worn", {"#c8372d": color})
    x, y = figure.anchors["neck"]
    height = (figure.top + figure.height - y) * 1.02
    width = height * cape.aspect * 1.9
    left = min(figure.left, x - width / 2)
    right = max(figure.left + figure.width, x + width / 2)
    scaled = nest(cape, x - height * cape.aspect / 2, y - height * 0.06, height)
    stretched = f'<g transform="translate({x:g} 0) scale(1.9 1) translate({-x:g} 0)">{scaled}</g>'
    return replace(figure, markup=stretched + figure.markup, left=left, width=right - left)


def _with_streaming_cape(figure: Figure, color: str) -> Figure:
    """A cape that the wind lifts from the shoulders of somebody on all fours, over the back and beyond."""
    x, y = figure.anchors["shoulders"]
    dark = hex_code(shade(color, 0.76))
    markup = (
        f'<path d="M{x + 26:g} {y + 20:g}C{x - 40:g} {y - 46:g} {x - 120:g} {y - 44:g} {x - 236:g} {y - 92:g}'
        f"C{x - 226:g} {y - 58:g} {x - 246:g} {y - 34:g} {x - 232:g} {y - 6:g}"
        f'C{x - 150:g} {y - 12:g} {x - 70:g} {y + 26:g} {x - 8:g} {y + 30:g}Z" fill="{color}"/>'
        f'<path d="M{x - 6:g} {y + 8:g}C{x - 80:g} {y - 26:g} {x - 150:g} {y - 24:g} {x - 238:g} {y - 50:g}'
        f"C{x - 236:g} {y - 36:g} {x - 238:g} {y - 20:g} {x - 232:g} {y - 6:g}"
        f'C{x - 150:g} {y - 12:g} {x - 70:g} {y + 26:g} {x - 8:g} {y + 30:g}Z" fill="{dark}"/>'
        f'<path d="M{x + 8:g} {y + 4:g}Q{x + 44:g} {y + 40:g} {x + 84:g} {y + 16:g}" fill="none" '
        f'stroke="{dark}" stroke-width="11" stroke-linecap="round"/>'
    )
    left = min(figure.left, x - 250)
    top = min(figure.top, y - 96)
    return replace(
        figure,
        markup=figure.markup + markup,
        left=left,
        top=top,
        width=figure.left + figure.width - left,
        height=figure.top + figure.height - top,
    )


def _with_apron(figure: Figure, color: str | None) -> Figure:
    """Tie an apron before the body, its bib under the chin."""
    apron = apron_in(color)
    if "neck" not in figure.anchors:
        return figure
    x, y = figure.anchors["neck"]
    floor = figure.top + figure.height
    height = min(figure.head_width * 1.25, (floor - y) * 0.96)
    width = height * apron.aspect
    return replace(
        figure,
        markup=figure.markup + nest(apron, x - width / 2, y + figure.head_width * 0.06, height),
    )


def _hung(figure: Figure, name: str, color: str | None) -> Figure:
    if name in ON_BODY:
        return on_body(figure, name, color)
    if name in ("apron-cook", "backpack"):
        return _with_apron(figure, color) if name == "apron-cook" else with_backpack(figure, color)
    if name in AT_THROATS:
        return at_throat(figure, name, color)
    thing = vector_figure(name, {"#c8372d": color} if color else {})
    if "neck" not in figure.anchors:
        return figure
    share, lift = _DYED_NECKWEAR[name]
    height = figure.head_width * share
    x, y = figure.anchors["neck"]
    top = y - figure.head_width * lift
    return replace(figure, markup=figure.markup + nest(thing, x - height * thing.aspect / 2, top, height))


def _with_hat(figure: Figure, name: str, color: str | None) -> Figure:
    if name == "space-helmet":
        return _in_space_helmet(figure)
    hat = find_figure(name)
    if hat is None:
        return figure
    hat = dyed(hat, color) if color else hat
    narrow = name in ("crown", "tiara", "party-hat", "top-hat", "chef-hat", "graduation-cap", "gnome-hat")
    width = figure.head_width * (0.62 if narrow else 0.86)
    height = width / hat.aspect
    x, y = figure.anchors["head_top"]
    if name in ("knight-helm", "headphones-worn"):
        width = figure.head_width * 1.06
        height = width / hat.aspect
        upper = figure.anchors["eyes"][1] - height * (0.5 if name == "knight-helm" else _CUPS)
    elif name in hat_seats():
        wide, low = hat_seats()[name]
        width = figure.head_width * wide * _ANIMALS_HEAD
        height = width / hat.aspect
        upper = y - height * (1 - low)
    elif name == "kabuto":
        width = figure.head_width * 1.24
        height = width / hat.aspect
        upper = y - height * 0.56
    else:
        upper = y - height * 0.86
    shown = nest(hat, x - width / 2, upper, height)
    grown = _grown(figure, shown, (x - width / 2 - 2, upper - 2, x + width / 2 + 2))
    return replace(grown, anchors={**figure.anchors, "head_top": (x, upper + height * 0.1)})


def hold_over(figure: Figure, shelter: Figure) -> Figure:
    """Hold an umbrella over the figure, its stick beside the head."""
    x, y = figure.anchors.get("hand", (figure.left + figure.width * 0.8, figure.top + figure.height * 0.7))
    size = figure.height * 1.02
    left, top = x + figure.width * 0.12 - size * shelter.aspect / 2, y - size * 0.86
    right = max(figure.left + figure.width, left + size * shelter.aspect)
    new_left, new_top = min(figure.left, left), min(figure.top, top)
    return replace(
        figure,
        markup=nest(shelter, left, top, size) + figure.markup,
        left=new_left,
        top=new_top,
        width=right - new_left,
        height=figure.top + figure.height - new_top,
        body_height=figure.body_height or figure.height,
    )


def hold(figure: Figure, thing: Figure, size: float, grip: Point | None = None) -> Figure:
    """Put a thing in the figure's hand, `size` units high; `grip` is where the hand is, in shares of it."""
    if "hand" not in figure.anchors:
        return figure
    x, y = figure.anchors["hand"]
    across, along = grip or (0.5, 0.75)
    left, top = x - size * thing.aspect * across, y - size * along
    new_left, new_top = min(figure.left, left - 2), min(figure.top, top - 2)
    right = max(figure.left + figure.width, left + size * thing.aspect + 2)
    return replace(
        figure,
        markup=figure.markup + nest(thing, left, top, size),
        left=new_left,
        top=new_top,
        width=right - new_left,
        height=figure.top + figure.height - new_top,
    )

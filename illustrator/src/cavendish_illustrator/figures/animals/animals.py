"""Whole animals: the pack's faces on drawn sitting bodies, so that they can wear and hold things."""

from dataclasses import replace
from functools import cache

import numpy as np

from cavendish_illustrator.artwork.sprites import dominant_color
from cavendish_illustrator.artwork.svg_figure import (
    Figure,
    Point,
    find_figure,
    nest,
    vector_figure,
    vector_names,
)
from cavendish_illustrator.figures.animals.animal_heads import (
    UNITS_WIDE,
    drawn_heads,
    rarely_seated,
    seated,
    upright_heads,
)
from cavendish_illustrator.figures.bodies.limb_places import with_limbs
from cavendish_illustrator.painting.color import WHITE, Field, hex_code, luminance, mix, rgb

FACES = {
    "cat-face": "cat-face",
    "dog": "dog-face",
    "dog-face": "dog-face",
    "fox": "fox",
    "lion": "lion",
    "lion-cub": "lion-cub",
    "lioness": "lioness",
    "tiger": "tiger-face",
    "tiger-face": "tiger-face",
    "bear": "bear",
    "bear-face": "bear",
    "panda": "panda",
    "panda-face": "panda",
    "koala": "koala",
    "rabbit": "rabbit-face",
    "rabbit-face": "rabbit-face",
    "wolf": "wolf",
    "wolf-face": "wolf",
    "mouse": "mouse-face",
    "mouse-face": "mouse-face",
    "pig": "pig-face",
    "pig-face": "pig-face",
    "cow": "cow-face",
    "cow-face": "cow-face",
    "frog": "frog",
    "monkey": "monkey-face",
    "monkey-face": "monkey-face",
    "hamster": "hamster",
    "polar-bear": "polar-bear",
    "horse-face": "horse-face",
    "unicorn-face": "unicorn-face",
    "elephant": "elephant-face",
    "gorilla": "gorilla-face",
    **upright_heads(),
}
ONLY_A_FACE = frozenset(
    {
        "cat-face",
        "dog-face",
        "fox",
        "lion",
        "lion-cub",
        "lioness",
        "tiger-face",
        "bear",
        "bear-face",
        "panda",
        "panda-face",
        "koala",
        "rabbit-face",
        "wolf",
        "wolf-face",
        "mouse-face",
        "pig-face",
        "cow-face",
        "frog",
        "monkey-face",
        "hamster",
        "polar-bear",
        *seated(),
    }
)
"""Concepts whose icon is a head alone, or reads as another animal: the pack's cat has a dog's nose."""
WHOLE = frozenset({"elephant", "gorilla"}) | rarely_seated()
"""Animals that sit up only where they wear clothes or hold something; else their icon shows them."""
_HEADS = {"elephant-face": (224.0, 62.0)}
"""How wide a head is with its ears, where not as most, and how far it reaches below the chin."""
_LONG_TAIL = frozenset(
    {"cat-face", "lion", "lion-cub", "lioness", "tiger-face", "monkey-face", "mouse-face", "dog-face"}
)
_BUSHY_TAIL = frozenset({"fox", "wolf"})
_STRIPED = frozenset({"tiger-face"})
_MARK = "#2a211d"
"""What the drawings of marks have for the colour of those."""
_HAS_GLINTS = frozenset(
    {
        "lion",
        "panda",
        "frog",
        "elephant-face",
        "gorilla-face",
        "fox",
        "lioness",
        "lion-cub",
        "polar-bear",
        "koala",
    }
)
"""Faces whose eyes shine already, or are too near the nose to be found."""
_BODY_WIDTH, _BODY_HEIGHT = 256.0, 300.0


@cache
def _face_pixels(face: str) -> Field:
    figure = find_figure(face)
    if figure is None:
        raise KeyError(f"No such face: {face}")
    return figure.pixels(120)


@cache
def eye_line(face: str) -> float:
    """Height of the eyes in parts of the face, found as the dark spots of its middle band."""
    pixels = _face_pixels(face)
    height, width = pixels.shape[:2]
    dark = luminance(pixels) + (pixels[..., 3] < 0.5) * 2
    top = int(height * 0.28)
    band = dark[top : int(height * 0.66), int(width * 0.18) : int(width * 0.82)]
    rows = np.nonzero(band < 0.3)[0]
    return float(np.median(rows) + top) / height if len(rows) > 12 else 0.46


def _coat(face: str) -> tuple[Field, Field, Field, Field]:
    """Return coat, belly, shade and line colours of the animal."""
    drawn = drawn_heads().get(face)
    if drawn is not None:
        coat = rgb(drawn.coat)
        belly = rgb(drawn.belly) if drawn.belly else mix(coat, WHITE, 0.45)
        return coat, belly, coat * 0.78, coat * 0.5
    if face == "panda":
        return rgb("#2a2a2e"), rgb("#f4f4f2"), rgb("#1a1a1e"), rgb("#0d0d0f")
    coat = dominant_color(_face_pixels(face), (0.12, 0.5))
    return coat, mix(coat, WHITE, 0.55), coat * 0.74, coat * 0.5


def coat_colors(face: str) -> dict[str, str]:
    """Exchange the drawings' stand-in colours for the animal's own."""
    tones = _coat(face)
    return {f"#c0a70{number}": hex_code(tone) for number, tone in enumerate(tones, 1)}


def with_dyed_limbs(figure: Figure, face: str, color: str) -> Figure:
    """The figure whose arms, drawn after its coat was dyed, have the coat's new colour too."""
    coat, markup = rgb(color), figure.markup
    new = (coat, mix(coat, WHITE, 0.45), coat * 0.74, coat * 0.5)
    for old, tone in zip(coat_colors(face).values(), new, strict=True):
        markup = markup.replace(f'"{old}"', f'"{hex_code(tone)}"')
    return replace(figure, markup=markup)


def _sitting_body(face: str) -> str:
    """The drawing of the body that sits below this face."""
    drawn = drawn_heads().get(face)
    drawing = f"animal-sitting-{drawn.body if drawn is not None else face}"
    return drawing if drawing in vector_names() else "animal-sitting"


def _body(face: str) -> str:
    body = tail(face, "animal") + vector_figure(_sitting_body(face), coat_colors(face)).markup
    return body + markings(face, "animal-sitting")


def markings(face: str, drawing: str) -> str:
    """Markup of the stripes or patches over a body drawn as `drawing`; empty where the coat is plain."""
    drawn = drawn_heads().get(face)
    marks = "stripes" if face in _STRIPED else drawn.marks if drawn is not None else ""
    name = f"{drawing}-{marks}"
    if not marks or name not in vector_names():
        return ""
    return vector_figure(name, {_MARK: drawn.mark} if drawn is not None and drawn.mark else {}).markup


def glints(face: str, box: tuple[float, float, float, float]) -> str:
    """Markup of the light in the eyes of a face drawn in `box` (left, top, width, height)."""
    if face in drawn_heads() or face in _HAS_GLINTS:
        return ""
    left, top, width, height = box
    return "".join(
        f'<circle cx="{left + x * width + width * 0.012:.1f}" cy="{top + y * height - width * 0.018:.1f}" '
        f'r="{width * 0.02:.1f}" fill="#fff"/>'
        for x, y in _eye_places(face)
    )


def tail(face: str, drawing: str) -> str:
    """Markup of the tail that belongs to a face, for a body drawn as `drawing`; empty where none is seen."""
    drawn = drawn_heads().get(face)
    if face in _LONG_TAIL or (drawn is not None and drawn.tail == "long"):
        return vector_figure(f"{drawing}-tail-long", coat_colors(face)).markup
    if drawn is not None and drawn.tail == "curled" and f"{drawing}-tail-curled" in vector_names():
        return vector_figure(f"{drawing}-tail-curled", coat_colors(face)).markup
    if face in _BUSHY_TAIL or (drawn is not None and drawn.tail in {"bushy", "curled"}):
        return vector_figure(f"{drawing}-tail-bushy", coat_colors(face)).markup
    return ""


def _head_size(face: str, head: Figure) -> tuple[float, float]:
    """How wide a head is on a sitting body, and how far it reaches below the chin."""
    drawn = drawn_heads().get(face)
    return _HEADS.get(face, (172.0, 0.0)) if drawn is None else (head.width * UNITS_WIDE, drawn.below)


@cache
def sitting_animal(concept: str) -> Figure:
    """Return the animal sitting and facing us, with anchors for what it wears."""
    face = FACES[concept]
    head = find_figure(face)
    if head is None:
        raise KeyError(f"No such face: {face}")
    width, below = _head_size(face, head)
    height = width / head.aspect
    if height > 172 and not below:
        width, height = 172 * head.aspect, 172.0
    left, top = 128 - width / 2, 156 - height + below
    chin = f'<ellipse cx="128" cy="156" rx="{min(width, 172) * 0.2:g}" ry="12" fill="#000" opacity=".16"/>'
    overflow = min(0.0, top)
    across, along = _eye_places(face)[1]
    sitting = Figure(
        markup=_body(face) + chin + nest(head, left, top, height) + glints(face, (left, top, width, height)),
        width=_BODY_WIDTH,
        height=_BODY_HEIGHT - overflow,
        top=overflow,
        anchors={
            "head_top": (128, top + height * 0.12),
            "eyes": (128, top + height * eye_line(face)),
            "eye": (left + width * across, top + height * along),
            "neck": (128, 156 - height * 0.03),
            "hand": (174, 226),
            "left_hand": (82, 226),
            "torso": (128, 210),
        },
        head_width=min(width, 172.0),
        body_height=_BODY_HEIGHT,
    )
    return with_limbs(sitting, _sitting_body(face))


def with_arm(figure: Figure, face: str, sleeve: str | None, *, is_left: bool = False) -> Figure:
    """A sitting animal whose arm reaches forward, to lie behind what it holds; others stay as they are."""
    if "torso" not in figure.anchors:
        return figure
    coat, _, dark, _ = coat_colors(face).values()
    reach = "M158 188Q182 196 174 224"
    arm = "".join(
        f'<path d="{reach}" stroke="{tone}" stroke-width="{wide}" stroke-linecap="round" fill="none"/>'
        for tone, wide in ((dark, 34), (sleeve or coat, 29))
    )
    return replace(figure, markup=figure.markup + (_mirrored(arm) if is_left else arm))


def with_paw(figure: Figure, face: str, *, is_left: bool = False) -> Figure:
    """A sitting animal whose paw lies over what it holds; others stay as they are."""
    if "torso" not in figure.anchors:
        return figure
    coat, _, dark, line = coat_colors(face).values()
    paw = (
        f'<circle cx="174" cy="229" r="15" fill="{coat}" stroke="{dark}" stroke-width="2.500"/>'
        f'<path d="M168 241v-8M176 242v-8" stroke="{line}" stroke-width="2.400" stroke-linecap="round"/>'
    )
    return replace(figure, markup=figure.markup + (_mirrored(paw) if is_left else paw))


def _mirrored(markup: str) -> str:
    return f'<g transform="matrix(-1 0 0 1 256 0)">{markup}</g>'


_EATEN_TOP, _EATEN_LOW = 122.0, 232.0
"""Where a sitting animal has what it eats: from its mouth down to its paws."""


def eating(figure: Figure, thing: Figure, face: str, sleeve: str | None) -> Figure:
    """A sitting animal with food between its paws, the food's upper end at its mouth."""
    if "torso" not in figure.anchors:
        return figure
    middle = figure.anchors["torso"][0]
    is_long = thing.aspect < _SLENDER
    top = _EATEN_TOP if is_long else figure.anchors["neck"][1] - 16
    height = min(_EATEN_LOW - top if is_long else 66.0, 92.0 / thing.aspect)
    wide = height * thing.aspect
    low = top + height * (0.84 if is_long else 0.7)
    reach = 9.0 if is_long else wide / 2 - 2
    arms, paws = paws_around(face, sleeve, (middle - reach, low - 14 * is_long), (middle + reach, low))
    shown = nest(thing, middle - wide / 2, top, height, turn=_ASLANT if is_long else 0.0)
    return replace(figure, markup=figure.markup + arms + shown + paws)


_SLENDER, _ASLANT = 0.5, 12.0


def paws_around(face: str, sleeve: str | None, left: Point, right: Point) -> tuple[str, str]:
    """Markup of a sitting animal's arms, to lie behind a thing, and of the paws that hold it at its sides."""
    coat, _, dark, line = coat_colors(face).values()
    arms, paws = "", ""
    for shoulder, bend, (x, y) in (((98, 190), (66, 204), left), ((158, 190), (190, 204), right)):
        reach = f"M{shoulder[0]} {shoulder[1]}Q{bend[0]} {bend[1]} {x:.1f} {y:.1f}"
        for color, width in ((dark, 32), (sleeve or coat, 27)):
            arms += (
                f'<path d="{reach}" stroke="{color}" stroke-width="{width}" stroke-linecap="round" '
                'fill="none"/>'
            )
        paws += (
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="13" ry="14" fill="{coat}" stroke="{dark}" '
            f'stroke-width="2.500"/><path d="M{x - 5:.1f} {y - 3:.1f}h9M{x - 5:.1f} {y + 4:.1f}h9" '
            f'stroke="{line}" stroke-width="2.400" stroke-linecap="round"/>'
        )
    return arms, paws


@cache
def _eye_places(face: str) -> tuple[tuple[float, float], ...]:
    """Middles of the two eyes in parts of the face."""
    pixels = _face_pixels(face)
    height, width = pixels.shape[:2]
    dark = (luminance(pixels) < 0.3) & (pixels[..., 3] > 0.5)
    top, bottom = int(height * max(0.2, eye_line(face) - 0.12)), int(height * min(0.8, eye_line(face) + 0.12))
    places = []
    for left, right in ((0.12, 0.46), (0.54, 0.88)):
        rows, columns = np.nonzero(dark[top:bottom, int(width * left) : int(width * right)])
        if len(rows) < 6:
            places.append(((left + right) / 2, eye_line(face)))
            continue
        places.append((float(np.median(columns)) / width + left, (float(np.median(rows)) + top) / height))
    return tuple(places)


_HANGS = frozenset({"bat"})
_CURLED = frozenset({"", "wool", "dragon", "reptile", "hedgehog"})
"""Bodies that lie curled up; birds and turtles sleep as they stand."""


def sleeps_curled(concept: str) -> bool:
    """Whether an animal has a head to lay on its paws."""
    drawn = drawn_heads().get(FACES.get(concept, ""))
    return concept in FACES and concept not in _HANGS and (drawn is None or drawn.body in _CURLED)


@cache
def sleeping_animal(concept: str) -> Figure:
    """Return the animal curled up; its eyes are as its head has them."""
    face = FACES[concept]
    head = find_figure(face)
    if head is None:
        raise KeyError(f"No such face: {face}")
    height = min(132.0, 150.0 / head.aspect)
    box = (18.0, 196.0 - height, height * head.aspect, height)
    drawn = drawn_heads().get(face)
    own = f"animal-sleeping-{drawn.body if drawn is not None else ''}"
    drawing = own if own in vector_names() else "animal-sleeping"
    body = tail(face, "animal-sleeping") + vector_figure(drawing, coat_colors(face)).markup
    body += markings(face, "animal-sleeping")
    return Figure(
        markup=body + nest(head, box[0], box[1], height),
        width=340,
        height=212 - min(0.0, box[1]),
        top=min(0.0, box[1]),
        anchors={
            "head_top": (box[0] + box[2] / 2, box[1] + height * 0.12),
            "eyes": (box[0] + box[2] / 2, box[1] + height * eye_line(face)),
            "neck": (box[0] + box[2] / 2, box[1] + height * 0.95),
        },
        head_width=box[2],
        body_height=360,
    )

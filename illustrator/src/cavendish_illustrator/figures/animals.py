"""Whole animals: the pack's faces on drawn sitting bodies, so that they can wear and hold things."""

from functools import cache

import numpy as np

from cavendish_illustrator.color import WHITE, Field, clamp, hex_code, luminance, mix, rgb
from cavendish_illustrator.sprites import dominant_color
from cavendish_illustrator.svg_figure import Figure, find_icon_figure, nest

FACES = {
    "cat": "cat-face",
    "cat-face": "cat-face",
    "dog": "dog-face",
    "dog-face": "dog-face",
    "fox": "fox",
    "lion": "lion",
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
    "raccoon": "raccoon",
    "hamster": "hamster",
    "polar-bear": "polar-bear",
    "horse-face": "horse-face",
    "unicorn-face": "unicorn-face",
    "black-cat": "cat-face",
}
ONLY_A_FACE = frozenset(
    {
        "cat-face",
        "dog-face",
        "fox",
        "lion",
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
        "raccoon",
        "hamster",
        "polar-bear",
        "black-cat",
    }
)
"""Concepts whose icon is a head alone."""
_LONG_TAIL = frozenset({"cat-face", "lion", "tiger-face", "monkey-face", "mouse-face", "dog-face"})
_BUSHY_TAIL = frozenset({"fox", "wolf", "raccoon"})
_BODY_WIDTH, _BODY_HEIGHT = 256.0, 300.0


@cache
def _face_pixels(face: str) -> Field:
    figure = find_icon_figure(face)
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
    if face == "panda":
        return rgb("#2a2a2e"), rgb("#f4f4f2"), rgb("#1a1a1e"), rgb("#0d0d0f")
    coat = dominant_color(_face_pixels(face), (0.12, 0.5))
    return coat, mix(coat, WHITE, 0.55), coat * 0.74, coat * 0.5


def _tail(face: str, coat: Field, shade: Field) -> str:
    if face in _LONG_TAIL:
        return (
            '<path d="M150 268C215 272 228 222 205 196C196 184 206 170 219 179C250 204 240 292 150 292Z" '
            f'fill="{hex_code(shade)}"/>'
        )
    if face in _BUSHY_TAIL:
        return (
            '<path d="M150 285C200 295 252 262 244 196C242 178 232 176 226 188C214 214 190 224 158 240Z" '
            f'fill="{hex_code(coat * 0.93)}"/><path d="M244 196C242 178 232 176 226 188C221 199 214 207 206 213'
            'C220 219 236 216 245 210Z" fill="#fff4e6"/>'
        )
    return ""


def _body(face: str) -> str:
    coat, belly, shade, line = _coat(face)
    paw, ink = hex_code(clamp(coat * 1.04)), hex_code(line)
    return f"""<defs><radialGradient id="coat" cx=".5" cy=".35" r=".75"><stop offset="0"
stop-color="{hex_code(coat * 1.06)}"/><stop offset="1" stop-color="{hex_code(shade)}"/></radialGradient></defs>
{_tail(face, coat, shade)}
<path d="M128 118C88 118 66 176 64 232C62 280 82 296 128 296C174 296 194 280 192 232C190 176 168 118 128 118Z"
fill="url(#coat)"/>
<path d="M128 140C104 140 96 176 96 208C96 250 106 262 128 262C150 262 160 250 160 208C160 176 152 140 128 140Z"
fill="{hex_code(belly)}"/>
<ellipse cx="76" cy="278" rx="30" ry="18" fill="{hex_code(coat)}"/>
<ellipse cx="180" cy="278" rx="30" ry="18" fill="{hex_code(coat)}"/>
<path d="M106 190C100 230 100 262 100 282C100 296 126 296 126 282L126 200Z" fill="{paw}"/>
<path d="M150 190C156 230 156 262 156 282C156 296 130 296 130 282L130 200Z" fill="{paw}"/>
<path d="M126 204L126 282M130 204L130 282" stroke="{ink}" stroke-width="2" opacity=".55"/>
<path d="M106 290v-7M113 292v-8M143 292v-8M150 290v-7" stroke="{ink}" stroke-width="2.4" stroke-linecap="round"/>"""


@cache
def sitting_animal(concept: str) -> Figure:
    """Return the animal sitting and facing us, with anchors for what it wears."""
    face = FACES[concept]
    head = find_icon_figure(face)
    if head is None:
        raise KeyError(f"No such face: {face}")
    width = 172.0
    height = width / head.aspect
    if height > 172:
        width, height = 172 * head.aspect, 172.0
    left, top = 128 - width / 2, 156 - height
    chin = f'<ellipse cx="128" cy="{top + height:g}" rx="{width * 0.2:g}" ry="12" fill="#000" opacity=".16"/>'
    overflow = min(0.0, top)
    return Figure(
        markup=_body(face) + chin + nest(head, left, top, height),
        width=_BODY_WIDTH,
        height=_BODY_HEIGHT - overflow,
        top=overflow,
        anchors={
            "head_top": (128, top + height * 0.12),
            "eyes": (128, top + height * eye_line(face)),
            "neck": (128, top + height * 0.97),
            "hand": (168, 224),
        },
        head_width=width,
        body_height=_BODY_HEIGHT,
    )


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


def _closed_eyes(face: str, box: tuple[float, float, float, float], coat: Field, ink: str) -> str:
    """Lids over the eyes of a face drawn in `box` (left, top, width, height)."""
    left, top, width, height = box
    lids = ""
    for x, y in _eye_places(face):
        cx, cy, r = left + x * width, top + y * height, width * 0.085
        lids += (
            f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{r:.1f}" ry="{r * 1.15:.1f}" fill="{hex_code(coat)}"/>'
            f'<path d="M{cx - r:.1f} {cy:.1f}Q{cx:.1f} {cy + r * 0.9:.1f} {cx + r:.1f} {cy:.1f}" stroke="{ink}" '
            f'stroke-width="{r * 0.32:.1f}" stroke-linecap="round" fill="none"/>'
        )
    return lids


@cache
def sleeping_animal(concept: str) -> Figure:
    """Return the animal curled up with its eyes closed."""
    face = FACES[concept]
    head = find_icon_figure(face)
    if head is None:
        raise KeyError(f"No such face: {face}")
    coat, belly, shade, line = _coat(face)
    height = min(132.0, 150.0 / head.aspect)
    box = (18.0, 196.0 - height, height * head.aspect, height)
    body = (
        f'<defs><radialGradient id="coat" cx=".5" cy=".3" r=".8"><stop offset="0" stop-color="{hex_code(coat * 1.06)}"/>'
        f'<stop offset="1" stop-color="{hex_code(shade)}"/></radialGradient></defs>'
        f'<path d="M96 200C70 120 130 64 206 70C290 78 320 140 306 184Q300 204 270 204H110Z" fill="url(#coat)"/>'
        f'<path d="M300 150C330 160 336 204 290 208H150Q136 208 138 196T152 186H270Q296 186 290 160Z" fill="{hex_code(shade)}"/>'
        f'<ellipse cx="150" cy="198" rx="34" ry="13" fill="{hex_code(belly)}"/>'
        f'<path d="M230 96Q270 110 274 160" stroke="{hex_code(line)}" stroke-width="3" opacity=".3" fill="none"/>'
    )
    lids = _closed_eyes(face, box, coat, hex_code(line * 0.6))
    return Figure(
        markup=body + nest(head, box[0], box[1], height) + lids,
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

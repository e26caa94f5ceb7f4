"""Who looks into the picture, away from us: animals sitting, and the heads of people."""

from functools import cache

from cavendish_illustrator.artwork.svg_figure import Figure, vector_figure
from cavendish_illustrator.figures.animals.animals import FACES, coat_colors, tail

FROM_BEHIND = "from_behind"
_FLOPPY = "M62 44C34 36 20 60 26 104C30 128 52 130 60 112C68 92 74 66 84 52Z"
_POINTED = "M66 70L62 6Q66-2 76 4L118 38Z"
_ROUND = "M60 62C34 46 44 10 74 12C94 12 102 26 100 42Z"
_LONG = "M84 50C60 10 62-60 84-66C108-62 112 0 110 40Z"
_EARS = {
    **dict.fromkeys(("dog-face",), _FLOPPY),
    **dict.fromkeys(("cat-face", "fox", "wolf", "horse-face", "pig-face", "cow-face"), _POINTED),
    "rabbit-face": _LONG,
}
_HEAD_WIDTH, _TOP = 150.0, -70.0


@cache
def animal_from_behind(concept: str) -> Figure:
    """Return the animal sitting with its back to us."""
    face = FACES[concept]
    coat, _, dark, line = coat_colors(face).values()
    ear = _EARS.get(face, _ROUND)
    ear_color = "#8a5a48" if face == "dog-face" else coat
    ears = (
        f'<path d="{ear}" fill="{ear_color}"/>'
        f'<g transform="translate(256 0) scale(-1 1)"><path d="{ear}" fill="{ear_color}"/></g>'
    )
    back = (
        "M128 118C84 118 62 180 58 236C56 284 80 298 128 298C176 298 200 284 198 236C194 180 172 118 128 118Z"
    )
    haunch = "M60 232C60 210 78 206 88 226C98 250 96 290 70 292Q58 270 60 232Z"
    body = (
        f'<path d="{back}" fill="{coat}"/><path d="{haunch}" fill="{dark}" opacity=".6"/>'
        f'<path d="{haunch}" transform="translate(256 0) scale(-1 1)" fill="{dark}" opacity=".6"/>'
        f'<path d="M128 150V238" stroke="{line}" stroke-width="4" opacity=".35" stroke-linecap="round"/>'
    )
    head = (
        f'<ellipse cx="128" cy="148" rx="46" ry="14" fill="#000" opacity=".14"/>'
        f'<ellipse cx="128" cy="88" rx="{_HEAD_WIDTH / 2:g}" ry="68" fill="{coat}"/>'
        f'<path d="M70 124Q128 168 186 124Q170 156 128 156T70 124Z" fill="{dark}" opacity=".5"/>'
    )
    is_floppy = ear == _FLOPPY
    return Figure(
        markup=tail(face, "animal") + body + (head + ears if is_floppy else ears + head),
        width=256,
        height=300 - (_TOP if ear == _LONG else 0.0),
        top=_TOP if ear == _LONG else 0.0,
        anchors={"head_top": (128, 30), "eyes": (128, 84), "neck": (128, 150), "torso": (128, 210)},
        head_width=_HEAD_WIDTH,
        body_height=300,
    )


def head_from_behind(hair: str, skin: str, *, is_long: bool) -> Figure:
    """The back of somebody's head in their hair's colour."""
    return vector_figure("head-behind-long" if is_long else "head-behind", {"#4a3428": hair, "#e0bb95": skin})

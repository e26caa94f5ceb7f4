"""Faces of grown people on busts: bone and flesh, eyes under their lids, nose, mouth and the marks of age."""

from typing import Final, NamedTuple

from cavendish_illustrator.painting.color import hex_code, mix, rgb, shade

_INK: Final = "#2a1c16"
_WOMAN: Final = (
    "M150 56C108 56 89 92 91 138C92 172 110 204 134 222Q150 233 166 222C190 204 208 172 209 138"
    "C211 92 192 56 150 56Z"
)
_MAN: Final = (
    "M150 56C106 56 88 92 90 138L92 164C95 190 110 210 128 222Q150 236 172 222C190 210 205 190 208 164"
    "L210 138C212 92 194 56 150 56Z"
)
_OLD_MAN: Final = (
    "M150 54C106 54 88 92 90 138L94 160C92 180 98 196 106 206C118 222 134 231 150 232"
    "C166 231 182 222 194 206C202 196 208 180 206 160L210 138C212 92 194 54 150 54Z"
)
_SHAPES: Final = {"woman": _WOMAN, "old-woman": _OLD_MAN, "man": _MAN, "old-man": _OLD_MAN}
_TURN: Final = 4.0
"""How far the features are to the side to which the head is turned."""
_BROWS: Final = {
    "sad": (-7.0, 3.0),
    "grumpy": (8.0, -5.0),
    "scary": (8.0, -5.0),
    "surprised": (-9.0, -8.0),
    "tired": (-3.0, 4.0),
    "happy": (-2.0, -2.0),
}
"""How much lower brows are at their inner and outer ends."""
_OPENNESS: Final = {
    "surprised": 1.3,
    "tired": 0.55,
    "happy": 0.72,
    "grumpy": 0.8,
    "sad": 0.85,
    "sleeping": 0.0,
}


class Countenance(NamedTuple):
    """Whose face it is. Colours are `#rrggbb`."""

    kind: str
    skin: str
    iris: str
    hair: str
    mood: str | None = None
    has_freckles: bool = False
    lips: str | None = None

    @property
    def is_woman(self) -> bool:
        return self.kind in ("woman", "old-woman")

    @property
    def is_old(self) -> bool:
        return self.kind.startswith("old")

    def tone(self, factor: float) -> str:
        """The skin in more or less light; a shadow on skin is warm."""
        if factor >= 1:
            return hex_code(shade(self.skin, factor))
        return hex_code(mix(shade(self.skin, factor), rgb("#8a3a2a"), 0.12 * (1 - factor)))


def grown_face(face: Countenance) -> str:
    """Markup of the face with its ears, in the box of a bust; hair and beard come over it."""
    shape = _SHAPES[face.kind]
    features = _eyes(face) + _brows(face) + _nose(face) + _mouth(face)
    return (
        _ears(face)
        + f'<clipPath id="bust-face"><path d="{shape}"/></clipPath><path d="{shape}" fill="url(#sk)"/>'
        + f'<g clip-path="url(#bust-face)">{_planes(face)}{_age(face) if face.is_old else ""}</g>'
        + f'<g transform="translate({_TURN:g} '
        f'0)">{_freckles(face) if face.has_freckles else ""}{features}</g>'
    )


def _ears(face: Countenance) -> str:
    rx, dark, darker = (12 if face.is_old else 10), face.tone(0.86), face.tone(0.66)
    return "".join(
        f'<ellipse cx="{x}" cy="153" rx="{rx}" ry="{20 if face.is_old else 18}" fill="{dark}"/>'
        f'<path d="M{x - side * 4} 142q{side * 9} 8 {side * 2} 22" stroke="{darker}" stroke-width="3" '
        'fill="none" '
        'stroke-linecap="round"/>'
        for x, side in ((88, -1), (212, 1))
    )


def _planes(face: Countenance) -> str:
    """Light from the left: the far side, the sockets, the cheeks and the chin turn away from it."""
    dark, light = face.tone(0.74), face.tone(1.14)
    blush = "#d8483a" if face.is_woman else "#c8604a"
    cheek = ".24" if face.is_woman else ".16"
    return (
        f'<path d="M214 60C198 96 200 124 194 150C190 184 172 210 146 238L230 240V60Z" fill="{dark}" '
        'opacity=".42"/>'
        f'<path d="M84 128C88 84 110 66 150 66C190 66 212 84 216 128V40H84Z" fill="{dark}" opacity=".3"/>'
        f'<ellipse cx="126" cy="143" rx="24" ry="15" fill="{dark}" opacity=".26"/>'
        f'<ellipse cx="182" cy="143" rx="24" ry="15" fill="{dark}" opacity=".3"/>'
        f'<ellipse cx="112" cy="178" rx="20" ry="13" fill="{blush}" opacity="{cheek}"/>'
        f'<ellipse cx="192" cy="178" rx="17" ry="12" fill="{blush}" opacity="{cheek}"/>'
        f'<ellipse cx="132" cy="100" rx="30" ry="15" fill="{light}" opacity=".5"/>'
        f'<ellipse cx="110" cy="166" rx="14" ry="8" fill="{light}" opacity=".5"/>'
        f'<ellipse cx="150" cy="219" rx="14" ry="6" fill="{light}" opacity=".35"/>'
        f'<path d="M130 214Q152 208 174 214Q152 219 130 214Z" fill="{dark}" opacity=".5"/>'
    )


def _eyes(face: Countenance) -> str:
    openness = _OPENNESS.get(face.mood or "", 0.8 if face.is_old else 1.0)
    shut = 1 if face.mood == "winking" else 0
    return "".join(
        _eye(face, x, side, wide, 0.0 if side == shut else openness)
        for x, side, wide in ((122, -1, 18.0), (177, 1, 17.0))
    )


def _eye(face: Countenance, x: float, side: int, wide: float, openness: float) -> str:
    y, lid = 148.0, face.tone(0.62)
    if not openness:
        return (
            f'<path d="M{x - wide:g} {y:g}q{wide:g} 13 {2 * wide:g} 0" stroke="{_INK}" stroke-width="4" '
            'fill="none" stroke-linecap="round"/>'
        )
    inner, outer = x - side * wide, x + side * (wide + 1)
    up, low = 16.0 * openness, 9.0 * (0.6 + 0.4 * openness)
    shape = (
        f"M{inner:g} {y + 2:g}C{x - side * 9:g} {y + 2 - up:g} {x + side * 9:g} {y - up:g} {outer:g} "
        f"{y - 2:g}"
        f"C{x + side * 8:g} {y + low:g} {x - side * 8:g} {y + low + 1:g} {inner:g} {y + 2:g}Z"
    )
    top = (
        f"M{inner:g} {y + 2:g}C{x - side * 9:g} {y + 2 - up:g} {x + side * 9:g} {y - up:g} "
        f"{outer:g} {y - 2:g}"
    )
    name = f"eye{1 if side > 0 else 0}"
    gaze = 1.5
    thick = 4.2 if face.is_woman else 3.2
    lash = (
        f'<path d="M{outer - side * 1:g} {y - 2:g}q{side * 6:g} -2 {side * 8:g} -8q{side * -1:g} 10 '
        f'{side * -9:g} 10z" '
        f'fill="{_INK}"/>'
        if face.is_woman and not face.is_old
        else ""
    )
    return (
        f'<clipPath id="{name}"><path d="{shape}"/></clipPath><path d="{shape}" fill="#f6f1ea"/>'
        f'<g clip-path="url(#{name})"><circle cx="{x + gaze:g}" cy="{y - 1:g}" r="9.200" fill="{face.iris}"/>'
        f'<circle cx="{x + gaze:g}" cy="{y - 1:g}" r="9.200" fill="none" stroke="#1a120f" '
        'stroke-width="1.800" '
        f'opacity=".6"/><circle cx="{x + gaze:g}" cy="{y - 1:g}" r="4.400" fill="#140e0c"/>'
        f'<circle cx="{x + gaze - 3.2:g}" cy="{y - 4:g}" r="2.400" fill="#fff"/>'
        f'<path d="{top}" transform="translate(0 1.500)" stroke="#2a1c16" stroke-width="6" fill="none" '
        f'opacity=".28"/></g>'
        f'<path d="{top}" stroke="{_INK}" stroke-width="{thick:g}" fill="none" stroke-linecap="round"/>{lash}'
        f'<path d="M{inner + side * 2:g} {y + 4:g}Q{x:g} {y + low + 1:g} {outer:g} {y:g}" stroke="{lid}" '
        'stroke-width="1.800" fill="none" opacity=".8"/>'
        f'<path d="M{inner + side * 3:g} {y - 5 * openness:g}C{x - side * 8:g} {y - up - 4:g} '
        f"{x + side * 9:g} "
        f'{y - up - 6:g} {outer + side * 1:g} {y - 7:g}" stroke="{lid}" stroke-width="2.400" fill="none" '
        'stroke-linecap="round" opacity=".85"/>'
    )


def _brows(face: Countenance) -> str:
    """Tapering brows in the colour of the hair; an old man's are bushy."""
    inner, outer = _BROWS.get(face.mood or "", (0.0, 0.0))
    base = rgb(face.hair)
    color = hex_code(shade(base, 0.94)) if face.is_old else hex_code(mix(shade(base, 0.7), rgb(_INK), 0.3))
    thick = {"woman": 5.0, "old-woman": 4.0, "man": 7.5, "old-man": 9.0}[face.kind]
    drawn = ""
    for x, side in ((122, -1), (177, 1)):
        near, far = x - side * 20, x + side * 23
        y = 127.0
        drawn += (
            f'<path d="M{near:g} {y + inner:g}Q{x + side * 4:g} {y - 13 + (inner + outer) / 2:g} {far:g} '
            f"{y + 1 + outer:g}Q{x + side * 2:g} {y - 11 + thick + (inner + outer) / 2:g} {near:g} "
            f'{y + thick * 0.8 + inner:g}Z" fill="{color}" stroke="{color}" stroke-width="1.500" '
            'stroke-linejoin="round"/>'
        )
        if face.kind == "old-man":
            tufts = "".join(f"M{x + side * k:g} {y - 2:g}l{side * 5:g} -7" for k in (-14, -6, 2, 10))
            drawn += f'<path d="{tufts}" stroke="{color}" stroke-width="3" stroke-linecap="round"/>'
    return drawn


def _nose(face: Countenance) -> str:
    dark, light, edge = face.tone(0.7), face.tone(1.2), face.tone(0.5)
    wide = {"woman": 0.9, "old-woman": 1.08, "man": 1.06, "old-man": 1.26}[face.kind]
    drawn = (
        f'<path d="M154 132C156 152 166 166 167 176C167 185 158 186 150 186L150 150Z" fill="{dark}" '
        'opacity=".4"/>'
        f'<path d="M147 136C146 152 145 164 143 172" stroke="{light}" stroke-width="5" fill="none" '
        'stroke-linecap="round" opacity=".5"/>'
        f'<ellipse cx="148" cy="176" rx="8" ry="6" fill="{light}" opacity=".55"/>'
        f'<path d="M134 176q-5 7 3 9q6 -1 9 2q5 2 9 -1q4 -3 10 -2q6 -3 1 -10" stroke="{edge}" '
        'stroke-width="2.600" fill="none" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<ellipse cx="142" cy="184.500" rx="4" ry="2" fill="{edge}"/>'
        f'<ellipse cx="158" cy="184.500" rx="4" ry="2" fill="{edge}"/>'
    )
    size = f"scale({wide:g} {0.96 + (wide - 1) * 0.4:g})"
    return f'<g transform="translate(150 160) {size} translate(-150 -160)">{drawn}</g>'


def _lips(face: Countenance) -> tuple[str, str]:
    if face.lips is not None:
        return face.lips, hex_code(shade(face.lips, 0.8))
    red = rgb("#c03a48") if face.is_woman and not face.is_old else rgb("#b0584e")
    share = 0.7 if face.is_woman and not face.is_old else 0.42
    lower = mix(shade(face.skin, 0.86), red, share)
    return hex_code(lower), hex_code(shade(lower, 0.84))


def _mouth(face: Countenance) -> str:
    lower, upper = _lips(face)
    if face.mood in ("happy", "laughing", "winking"):
        return _laugh(lower)
    if face.mood == "surprised":
        return (
            f'<ellipse cx="150" cy="205" rx="12" ry="14" fill="{upper}"/>'
            '<ellipse cx="150" cy="206" rx="8" ry="10" fill="#5a1a1c"/>'
        )
    bend = {"sad": -7.0, "grumpy": -5.0, "scary": -5.0, "tired": -2.0, "calm": 1.0}.get(face.mood or "", 4.0)
    full = 1.0 if face.is_woman and not face.is_old else 0.62
    y, ends = 203.0, 203.0 - bend
    wide = 25.0
    left, right = 150 - wide, 150 + wide
    shade_below = face.tone(0.7)
    tear = '<path d="M190 160q8 13 0 19q-8 -6 0 -19z" fill="#7cc4ee"/>' if face.mood == "sad" else ""
    return (
        f'<path d="M{left} {ends:g}C{left + 12} {y - 5 * full:g} 142 {y - 9 * full:g} 150 {y - 5 * full:g}'
        f"C158 {y - 9 * full:g} {right - 12} {y - 5 * full:g} {right} {ends:g}Q150 {y + 3 + bend * 0.4:g} "
        f'{left} {ends:g}Z" fill="{upper}"/>'
        f'<path d="M{left + 3} {ends + 1:g}Q150 {y + bend * 0.4:g} {right - 3} {ends + 1:g}'
        f'C{right - 14} {y + 13 * full:g} {left + 14} {y + 13 * full:g} {left + 3} {ends + 1:g}Z" '
        f'fill="{lower}"/>'
        f'<path d="M{left - 2} {ends - bend * 0.3:g}Q{left + 6} {ends + bend * 0.5:g} 150 '
        f"{y + 1.5 + bend * 0.3:g}"
        f'Q{right - 6} {ends + bend * 0.5:g} {right + 2} {ends - bend * 0.3:g}" stroke="#4a1c1a" '
        'stroke-width="2.600" fill="none" stroke-linecap="round"/>'
        f'<path d="M140 {y + 8 * full:g}q10 3 20 0" stroke="#fff" stroke-width="2.500" opacity=".35" '
        'fill="none" '
        'stroke-linecap="round"/>'
        f'<path d="M{left - 5} {ends - 5:g}q-3 5 1 10M{right + 5} {ends - 5:g}q3 5 -1 10" '
        f'stroke="{shade_below}" '
        f'stroke-width="2.200" fill="none" opacity=".7" stroke-linecap="round"/>{tear}'
    )


def _laugh(lip: str) -> str:
    return (
        f'<path d="M119 192Q150 200 181 192Q177 224 150 224Q123 224 119 192Z" fill="{lip}"/>'
        '<path d="M124 196Q150 202 176 196Q172 219 150 219Q128 219 124 196Z" fill="#5f181c"/>'
        '<path d="M125 196Q150 202 175 196L172 206Q150 211 128 206Z" fill="#fff"/>'
        '<ellipse cx="150" cy="216" rx="13" ry="5" fill="#d8707a"/>'
    )


def _age(face: Countenance) -> str:
    """Furrows of the brow, crow's feet, bags under the eyes and folds from the nose to the chin."""
    deep, soft = face.tone(0.56), face.tone(0.74)
    furrows = (
        "M112 86Q130 80 152 85Q174 80 192 87M108 99Q130 93 152 98Q176 93 196 100M116 111Q134 106 150 110"
    )
    feet = "M99 144l-8 -4M98 150l-9 2M99 156l-7 6M203 144l7 -4M204 150l7 2M203 156l6 6"
    bags = "M108 160Q124 172 142 161M166 161Q182 172 198 159"
    folds = (
        "M134 182C122 190 116 200 116 212M172 182C184 190 190 200 189 212M151 120q-2 8 0 12M158 121q2 6 1 11"
    )
    hollow = (
        f'<path d="M98 176Q112 186 114 208Q100 200 96 182Z" fill="{soft}" opacity=".45"/>'
        f'<path d="M206 174Q192 186 190 208Q204 200 208 182Z" fill="{soft}" opacity=".5"/>'
    )
    return hollow + (
        f'<path d="{furrows}{feet}" stroke="{deep}" stroke-width="2.200" fill="none" stroke-linecap="round" '
        f'opacity=".62"/><path d="{bags}" stroke="{deep}" stroke-width="2.800" fill="none" '
        f'stroke-linecap="round" opacity=".6"/><path d="{folds}" stroke="{deep}" stroke-width="3" '
        'fill="none" '
        'stroke-linecap="round" opacity=".66"/>'
    )


def _freckles(face: Countenance) -> str:
    spots = (
        (104, 172), (112, 180), (120, 172), (128, 181), (112, 168), (122, 186), (100, 180), (136, 176),
        (196, 172), (188, 180), (180, 172), (172, 181), (188, 167), (178, 187), (198, 181), (164, 176),
        (146, 168), (154, 170), (142, 162), (158, 162),
    )  # fmt: skip
    dark = hex_code(mix(shade(face.skin, 0.7), rgb("#a8522a"), 0.5))
    return "".join(f'<circle cx="{x - 4}" cy="{y}" r="2.300" fill="{dark}" opacity=".75"/>' for x, y in spots)

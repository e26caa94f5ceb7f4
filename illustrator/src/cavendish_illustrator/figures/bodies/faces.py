"""Drawn faces: skin, eyes, nose and mouth of somebody who smiles, laughs, sings, is sad, cross or asleep."""

from typing import Final, NamedTuple

from cavendish_illustrator.figures.bodies.beards import draw_beard
from cavendish_illustrator.painting.color import hex_code, mix, rgb, shade

WIDTH, HEIGHT = 180.0, 200.0
_INK: Final = "#2a1c18"
_IRISES: Final = ("#5a3a22", "#4a7a9a", "#5f7f3f", "#3f2a1c", "#6b4a2a")
_DARK_IRISES: Final = ("#4a2e1c", "#3a2418", "#52341f")
_TURNS: Final = (7.0, -7.0, 5.0, -8.0, 8.0)
_SLIM: Final = "M90 20C50 20 25 54 25 104C25 156 58 199 90 199C122 199 155 156 155 104C155 54 130 20 90 20Z"
_SQUARE: Final = (
    "M90 20C48 20 26 52 26 102C26 146 34 172 56 188"
    "Q90 208 124 188C146 172 154 146 154 102C154 52 132 20 90 20Z"
)
_ROUND: Final = "M90 20C46 20 22 58 22 110C22 164 54 199 90 199C126 199 158 164 158 110C158 58 134 20 90 20Z"
_MOUTHS: Final = {
    "smile": "M68 160Q90 180 112 160",
    "sad": "M70 172Q90 156 110 172",
    "cross": "M70 168Q90 160 110 168",
    "calm": "M74 166Q90 170 106 166",
    "weary": "M74 170Q90 164 106 170",
    "wink": "M66 158Q92 184 116 154",
}
_BROWS: Final = {
    "weary": (-5, 4),
    "sad": (-8, 5),
    "cross": (8, -7),
    "shout": (8, -7),
    "yawn": (-6, -2),
    "laugh": (-4, -2),
    "surprised": (-12, -9),
    "wink": (-3, -2),
}
"""How much lower brows are at their inner and outer ends."""
_ROUND_MOUTHS: Final = {"blow": (8, 9), "surprised": (11, 15)}
_GAPING: Final = {"sing": (15, 18), "yawn": (19, 22), "shout": (22, 15)}
"""How wide and tall a mouth is that stands open."""
_OPEN: Final = "M66 156Q90 162 114 156Q112 186 90 186Q68 186 66 156Z"
_TEETH: Final = "M70 158Q90 163 110 158L108 166Q90 170 72 166Z"


class Features(NamedTuple):
    """Whose face: `kind` as in the table of hair, `skin` as `#rrggbb`, `mood` one of `moods()`."""

    kind: str
    skin: str
    number: int = 0
    mood: str = "smile"
    beard: str | None = None
    """`#rrggbb` of a beard."""
    beard_kind: str = "full"
    """One of `beard_kinds`."""
    brow: str = _INK
    is_dark: bool = False
    """Whether the skin is so dark that its eyes are brown."""
    has_freckles: bool = False
    eyes: str | None = None
    """`#rrggbb` of the irises, where it was told."""

    @property
    def is_young(self) -> bool:
        return self.kind in ("girl", "boy", "baby")

    @property
    def is_old(self) -> bool:
        return self.kind.startswith("old")

    @property
    def is_lady(self) -> bool:
        return self.kind in ("woman", "girl", "old-woman")


def moods() -> frozenset[str]:
    return frozenset({"laugh", "asleep", *_GAPING, *_ROUND_MOUTHS, *_MOUTHS})


def draw_face(face: Features) -> str:
    """Markup in a box 180 wide and 200 high, the chin at its lower edge."""
    turn = _TURNS[face.number % len(_TURNS)]
    outline = _ROUND if face.is_young else _SQUARE if face.kind in ("man", "old-man") else _SLIM
    drop = 8.0 if face.is_young else 0.0
    features = (
        _eyes(face, drop) + _brows(face, drop) + _nose(face, drop) + (_mouth(face) if face.kind else "")
    )
    marks = _wrinkles(face.skin) if face.is_old else ""
    return (
        _ears(face.skin)
        + f'<path d="{outline}" fill="{face.skin}"/>'
        + _shading(face.skin, outline)
        + _cheeks(face, drop, turn)
        + f'<g transform="translate({turn:g} 0)">{marks}{_freckles(face, drop) if face.has_freckles else ""}'
        + (draw_beard(face.beard_kind, face.beard) if face.beard else "")
        + f"{features}</g>"
    )


def _ears(skin: str) -> str:
    inner = hex_code(shade(skin, 0.78))
    return "".join(
        f'<ellipse cx="{x}" cy="122" rx="13" ry="17" fill="{hex_code(shade(skin, 0.93))}"/>'
        f'<ellipse cx="{x}" cy="123" rx="6" ry="9" fill="{inner}"/>'
        for x in (24, 156)
    )


def _shading(skin: str, outline: str) -> str:
    """A soft shadow along the cheek away from the light, and one under the hair."""
    dark = hex_code(shade(skin, 0.82))
    return (
        f'<clipPath id="face"><path d="{outline}"/></clipPath><g clip-path="url(#face)">'
        f'<path d="M160 60Q150 170 84 204L190 210V50Z" fill="{dark}" opacity=".45"/>'
        f'<path d="M10 70Q90 20 170 70V0H10Z" fill="{dark}" opacity=".35"/></g>'
    )


def _cheeks(face: Features, drop: float, turn: float) -> str:
    """Rosy cheeks: of children most, of men hardly."""
    share = 0.32 if face.is_young else 0.26 if face.is_lady else 0.16
    return '<g clip-path="url(#face)">{}</g>'.format(
        "".join(
            f'<ellipse cx="{x + turn:g}" cy="{146 + drop:g}" rx="16" ry="10" fill="#f0605a" '
            f'opacity="{share}"/>'
            for x in (46, 134)
        )
    )


def _eyes(face: Features, drop: float) -> str:
    if face.mood in ("asleep", "yawn", "laugh") and not (face.mood == "laugh" and face.number % 2):
        bend = -14 if face.mood == "laugh" else 12
        return "".join(_closed(x, 118 + drop, bend) for x in (60, 120))
    tall = 17.0 if face.is_young else 13.0 if face.is_lady else 12.0
    irises = _DARK_IRISES if face.is_dark else _IRISES
    iris = face.eyes or irises[face.number % len(irises)]
    has_lashes = face.kind in ("woman", "girl")
    if face.mood == "weary":
        return _lids(face.skin, 116 + drop, tall)
    shut = _closed(120, 118 + drop, -14) if face.mood == "wink" else ""
    return shut + "".join(
        _eye(x, 116 + drop, tall, iris) + (_lash(x, 116 + drop, tall, side) if has_lashes else "")
        for x, side in ((60, -1), (120, 1))
        if not (shut and side > 0)
    )


def _closed(x: float, y: float, bend: float) -> str:
    """The line of a shut eye, curved up where `bend` is negative."""
    return (
        f'<path d="M{x - 14:g} {y:g}q14 {bend:g} 28 0" stroke="{_INK}" stroke-width="6" fill="none" '
        'stroke-linecap="round"/>'
    )


def _eye(x: float, y: float, tall: float, iris: str) -> str:
    wide = tall * 0.86
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{wide + 2:.1f}" ry="{tall:.1f}" fill="#fffdf8"/>'
        f'<ellipse cx="{x}" cy="{y + 1:.1f}" rx="{wide * 0.82:.1f}" ry="{tall * 0.88:.1f}" fill="{iris}"/>'
        f'<ellipse cx="{x}" cy="{y + 1:.1f}" rx="{wide * 0.5:.1f}" ry="{tall * 0.58:.1f}" fill="#150d0a"/>'
        f'<circle cx="{x + wide * 0.3:.1f}" cy="{y - tall * 0.34:.1f}" r="{tall * 0.28:.1f}" fill="#fff"/>'
        f'<path d="M{x - wide - 3:.1f} {y - tall * 0.3:.1f}Q{x} {y - tall * 1.45:.1f} {x + wide + 3:.1f} '
        f'{y - tall * 0.3:.1f}" stroke="{_INK}" stroke-width="4.500" fill="none" stroke-linecap="round"/>'
    )


def _lids(skin: str, y: float, tall: float) -> str:
    """Eyes that are half closed, with shadows under them."""
    lid, bag = hex_code(shade(skin, 0.9)), hex_code(shade(skin, 0.68))
    wide = tall * 0.86 + 2
    return "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{wide:.1f}" ry="{tall:.1f}" fill="#fffdf8"/>'
        f'<ellipse cx="{x}" cy="{y + 3:.1f}" rx="{wide * 0.6:.1f}" ry="{tall * 0.66:.1f}" fill="#2a1b14"/>'
        f'<path d="M{x - wide - 2:.1f} {y + 1:.1f}Q{x} {y - tall * 2.3:.1f} {x + wide + 2:.1f} {y + 1:.1f}Z" '
        f'fill="{lid}"/><path d="M{x - wide - 3:.1f} {y + 1:.1f}h{2 * wide + 6:.1f}" stroke="{_INK}" '
        f'stroke-width="5" stroke-linecap="round"/>'
        f'<path d="M{x - wide:.1f} {y + tall + 5:.1f}q{wide:.1f} 7 {2 * wide:.1f} 0" stroke="{bag}" '
        'stroke-width="4" fill="none" stroke-linecap="round"/>'
        for x in (60, 120)
    )


def _lash(x: float, y: float, tall: float, side: int) -> str:
    edge = x + side * (tall * 0.86 + 2)
    top = y - tall * 0.42
    return (
        f'<path d="M{edge:.1f} {top:.1f}l{side * 8} -5M{edge - side * 5:.1f} {top - 5:.1f}l{side * 6} -8" '
        f'stroke="{_INK}" stroke-width="3.500" stroke-linecap="round"/>'
    )


def _brows(face: Features, drop: float) -> str:
    """Brows that taper outwards; those of an old man are bushy."""
    y = 92 + drop * 0.6
    inner, outer = _BROWS.get(face.mood, (0, 3))
    width = 4.5 if face.kind == "baby" else 5.5 if face.is_lady else 11.0 if face.is_old else 8.0
    drawn = ""
    for x, side in ((60, -1), (120, 1)):
        near, far = x - side * 16, x + side * 18
        middle = y - 8 + (inner + outer) / 2
        drawn += (
            f'<path d="M{near} {y + inner - width * 0.4:g}Q{x} {middle - width * 0.6:g} {far} {y + outer:g}'
            f'Q{x} {middle + width * 0.7:g} {near} {y + inner + width * 0.5:g}Z" fill="{face.brow}" '
            f'stroke="{face.brow}" stroke-width="2" stroke-linejoin="round"/>'
        )
    return drawn


def _nose(face: Features, drop: float) -> str:
    """A child's is a bow; who is grown has a bridge, too, in light and shadow."""
    dark, light = hex_code(shade(face.skin, 0.7)), hex_code(shade(face.skin, 1.16))
    if face.is_young:
        return (
            f'<path d="M84 {140 + drop * 0.5:g}q6 7 13 0" stroke="{dark}" stroke-width="5" fill="none" '
            'stroke-linecap="round"/>'
        )
    wide = 12.0 if face.is_lady else 15.0
    wide += 3.0 if face.is_old else 0.0
    return (
        f'<path d="M94 112C95 126 {90 + wide * 0.9:g} 136 {90 + wide:g} 143Q{90 + wide * 0.7:g} 150 90 149Z" '
        f'fill="{dark}" opacity=".45"/>'
        f'<path d="M{90 - wide:g} 143q-2 7 {wide * 0.6:g} 6q{wide * 0.4:g} 4 {wide * 0.8:g} 0'
        f'q{wide * 0.6:g} 1 {wide * 0.6:g} -6" stroke="{dark}" stroke-width="4" fill="none" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
        f'<ellipse cx="88" cy="139" rx="{wide * 0.4:g}" ry="4.500" fill="{light}" opacity=".7"/>'
    )


def _mouth(face: Features) -> str:
    lip = "#a83a3e" if face.kind in ("woman", "girl") else "#7a2f2a"
    if face.mood in _ROUND_MOUTHS:
        wide, tall = _ROUND_MOUTHS[face.mood]
        return f'<ellipse cx="90" cy="168" rx="{wide}" ry="{tall}" fill="{lip}"/>'
    if face.mood in _GAPING:
        wide, tall = _GAPING[face.mood]
        tongue = f'rx="{wide * 0.6:g}" ry="{tall / 3:g}" fill="#e8747c"'
        return (
            f'<ellipse cx="90" cy="170" rx="{wide}" ry="{tall}" fill="#7a1f24"/>'
            f'<ellipse cx="90" cy="{170 + tall * 0.55:g}" {tongue}/>'
        )
    is_open = face.mood == "laugh" or (face.mood == "smile" and face.number % 3 == 1)
    if is_open:
        tongue = '<ellipse cx="90" cy="181" rx="12" ry="6" fill="#e8747c"/>'
        return f'<path d="{_OPEN}" fill="#7a1f24"/>{tongue}<path d="{_TEETH}" fill="#fff"/>'
    line = _MOUTHS.get(face.mood, _MOUTHS["smile"])
    full = "" if face.is_young else _lower_lip(face, lip)
    return (
        full
        + f'<path d="{line}" stroke="{lip}" stroke-width="6" fill="none" stroke-linecap="round"/>'
        + (_tear() if face.mood == "sad" else "")
    )


def _lower_lip(face: Features, lip: str) -> str:
    """The lower lip of who is grown: red on a woman's face, a shadow below a man's."""
    if face.mood != "smile":
        return ""
    if face.kind == "woman":
        return f'<path d="M68 161Q90 156 112 161Q90 188 68 161Z" fill="{lip}" opacity=".75"/>'
    dark = hex_code(shade(face.skin, 0.72))
    line = f'stroke="{dark}" stroke-width="3.500" fill="none" stroke-linecap="round"'
    return f'<path d="M82 181q8 3 16 0" {line}/>'


def _tear() -> str:
    return '<path d="M132 138q9 14 0 20q-9-6 0-20z" fill="#6ec3f0"/>'


def _wrinkles(skin: str) -> str:
    """Furrows on the forehead, crow's feet, bags under the eyes and folds beside the mouth."""
    dark = hex_code(shade(skin, 0.62))
    fine = "M58 64Q90 56 122 64M62 76Q90 69 118 76M38 112l-9 -5M37 119l-10 1M142 112l9 -5M143 119l10 1"
    deep = "M48 132Q60 142 73 133M107 133Q120 142 132 132M72 146Q58 154 56 172M108 146Q122 154 124 172"
    return (
        f'<path d="{fine}" stroke="{dark}" stroke-width="3" fill="none" stroke-linecap="round" opacity=".7"/>'
        f'<path d="{deep}" stroke="{dark}" stroke-width="4" fill="none" stroke-linecap="round" '
        'opacity=".75"/>'
    )


def _freckles(face: Features, drop: float) -> str:
    dark = hex_code(mix(shade(face.skin, 0.7), rgb("#a8522a"), 0.5))
    spots = (
        (40, 138),
        (50, 144),
        (58, 137),
        (48, 132),
        (66, 143),
        (140, 138),
        (130, 144),
        (122, 137),
        (132, 132),
    )
    return "".join(
        f'<circle cx="{x}" cy="{y + drop:g}" r="3" fill="{dark}" opacity=".8"/>'
        for x, y in (*spots, (114, 143), (84, 132), (97, 132))
    )

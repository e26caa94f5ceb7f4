"""How somebody looks: the head with its hair and mood, the cut and the colours of the clothes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.artwork.svg_figure import Figure, find_icon_figure, nest
from cavendish_illustrator.figures.bodies import faces
from cavendish_illustrator.figures.bodies.faces import Features, draw_face
from cavendish_illustrator.figures.bodies.hair import draw_hair, hair_styles, is_cloth, style_on, usual_style
from cavendish_illustrator.figures.clothing.patterns import DENIM
from cavendish_illustrator.figures.clothing.roles import CHILDREN, TOPS, head_of, role_row
from cavendish_illustrator.figures.clothing.weaves import weave_names
from cavendish_illustrator.figures.clothing.worn_by_role import hat_markup
from cavendish_illustrator.painting.color import hex_code, rgb, shade

_SKINS: Final = ("#fadcbc", "#e8bf98", "#c48f66", "#9b643d", "#6b4835")
UNUSUAL_SKINS: Final = {
    "skeleton": "#e8e4da",
    "zombie": "#9fc04a",
    "alien": "#9fc04a",
    "half-orc": "#86a45c",
    "tiefling": "#a878c0",
    "mime": "#f6f2ee",
}
_BOTTOMS: Final = ("#34435e", "#4a3f38", "#5a6a8a", "#3f5f4a")
_SKIRTED: Final = frozenset({"woman", "girl", "old-woman", "bride", "mother", "grandmother"})
_HAIRS: Final = (
    ("#c98f3a", "#8a4a22", "#5a3a26", "#e0b860", "#3a2a22"),
    ("#6a4428", "#a8682e", "#2f2623", "#8a4a22", "#d9a850"),
    ("#2a211e", "#4a2f20", "#5f3c26"),
    ("#231c1b", "#3a2620"),
    ("#1f1a1a", "#2f211d"),
)
"""By skin."""
_GREYS: Final = ("#c9c6c0", "#e4e1da", "#a9a6a2")
_CLOTHS: Final = ("#c8502c", "#2f7f8a", "#e0a52e", "#7a3f8a")
_DRAWN: Final = frozenset({"woman", "man", "man-beard", "girl", "boy", "old-man", "old-woman", "baby"})
_MOODS: Final = {
    "sad": "sad",
    "grumpy": "cross",
    "surprised": "surprised",
    "winking": "wink",
    "tired": "weary",
    "calm": "calm",
    "happy": "laugh",
    "singing": "sing",
    "cheering": "laugh",
    "celebrating": "laugh",
    "dancing": "laugh",
    "jumping": "laugh",
    "sleeping": "asleep",
    "crying": "sad",
    "yawning": "yawn",
    **dict.fromkeys(("arguing", "shaking_fist", "shouting", "fighting", "protesting"), "shout"),
    "meditating": "asleep",
    **dict.fromkeys(("praying", "thinking", "repairing", "sewing", "carving", "soldering", "aiming"), "calm"),
}
"""What a face shows in a mood or a pose."""
_PATTERNS: Final = {
    True: ("stripes", "", "dungarees", "hoodie", "dots"),
    False: ("shirt", "", "cardigan", "hoodie", "stripes"),
}
"""What children and others have on their plain clothes."""
_ALIKE, _WHITE = 0.42, 0.85
_SOCKS: Final = "#f4e9dc"
_DARK: Final = 3
"""From which skin on eyes are brown."""
_PLAINLY: Final = frozenset({"trousers", "skirt", "dress"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one person is dressed and stands. Colours are `#rrggbb`; `variant` picks hair, skin and clothes."""

    role: str
    pose: str = "standing"
    variant: int = 0
    color: str | None = None
    bottom: str | None = None
    held: str | None = None
    held_color: str | None = None
    held_figure: Figure | None = None
    """The held thing, where it is more than the drawing of its name."""
    place: str | None = None
    """Where the held thing is, if not where one usually holds it."""
    held_size: float | None = None
    hat: str | None = None
    hat_color: str | None = None
    cut: str | None = None
    pattern: str | None = None
    """What is on the top, where a garment says so."""
    ink: str | None = None
    """The colour of that pattern, where it was told."""
    cape: str | None = None
    hair: str | None = None
    eyes: str | None = None
    wings: str | None = None
    """The colour of wings, where a role has them."""
    hair_style: str | None = None
    """One of `hair_styles`."""
    skin: int | None = None
    """0 to 4, from light to dark; None leaves it to `variant`."""
    beard: str | None = None
    """The colour of a beard that was asked for."""
    beard_kind: str = "full"
    has_freckles: bool = False
    mood: str | None = None
    doing: str | None = None
    arms: tuple[float, float, float, float] | None = None
    """Angles that replace the pose's own."""
    shoes: str | None = None
    gloves: str | None = None
    socks: str | None = None
    has_boots: bool = False
    gender: str | None = None
    """`man` or `woman` to exchange the role's usual head."""

    @property
    def head(self) -> str:
        return head_of(self.role, self.gender, self.variant)

    @property
    def is_drawn(self) -> bool:
        """Whether the head is drawn here, with a mood of its own, and no icon of the pack."""
        return self.head in _DRAWN


class Attire(NamedTuple):
    """What a look comes to."""

    head: Figure
    hair_behind: Figure | None
    """What hangs down the back, in the same box as the head."""
    cut: str
    colors: Mapping[str, str]
    """As `draw_clothes` wants them."""
    is_child: bool
    pattern: str = ""


def _skin(look: Look) -> int:
    return (look.variant * 2 + 1) % 5 if look.skin is None else look.skin


def hair_color(look: Look) -> str:
    """The colour that somebody's hair has: named, the role's, grey with age, or by chance."""
    named = look.hair or role_row(look.role).get("hair")
    if named:
        return str(named)
    tones = _GREYS if look.head.startswith("old") else _HAIRS[_skin(look)]
    return tones[(look.variant * 3 + len(look.role)) % len(tones)]


def _off_skin(color: str, skin: str) -> str:
    """The colour of a beard, darker where it could be taken for the skin around it."""
    is_alike = float(np.abs(rgb(color) - rgb(skin)).sum()) < _ALIKE and float(rgb(color).min()) < _WHITE
    return hex_code(shade(color, 0.5)) if is_alike else color


def _own_beard(look: Look, hair: str) -> str | None:
    """The colour of a beard that belongs to the role or to the head; none on a woman."""
    role = role_row(look.role)
    if look.head not in ("man", "man-beard", "old-man"):
        return None
    is_long = role.get("beard_kind") is not None
    return str(role["beard"]) if "beard" in role else hair if is_long or look.head == "man-beard" else None


def _box(markup: str) -> Figure:
    return Figure(markup=markup, width=faces.WIDTH, height=faces.HEIGHT)


def _drawn_head(look: Look) -> tuple[Figure, Figure]:
    """The head with what is before the face, and the hair behind it."""
    head, number = look.head, look.variant + len(look.role)
    kind = "man" if head == "man-beard" else head
    wanted = look.hair_style or role_row(look.role).get("hair_style")
    style = style_on(kind, str(wanted)) if wanted in hair_styles() else usual_style(kind, number)
    color = _HAIRS[_skin(look)][0] if is_cloth(style) else hair_color(look)
    named = look.hair or role_row(look.role).get("hair")
    cloth = str(named or _CLOTHS[look.variant % len(_CLOTHS)])
    hair = draw_hair(style, cloth if is_cloth(style) else color)
    skin = UNUSUAL_SKINS.get(look.role, _SKINS[_skin(look)])
    beard = look.beard or _own_beard(look, color)
    features = Features(
        kind=kind,
        skin=skin,
        number=number,
        mood=next((_MOODS[said] for said in (look.mood, look.doing, look.pose) if said in _MOODS), "smile"),
        beard=_off_skin(str(beard), skin) if beard else None,
        beard_kind=look.beard_kind if look.beard else str(role_row(look.role).get("beard_kind", "full")),
        brow=hex_code(shade(color, 0.94 if kind.startswith("old") else 0.8)),
        is_dark=_skin(look) >= _DARK,
        has_freckles=look.has_freckles,
        eyes=look.eyes,
    )
    return _box(draw_face(features) + hair.front), _box(hair.back)


def _icon_head(look: Look) -> Figure:
    tones = asset_pack.skin_tone_variants(look.head)
    figure = find_icon_figure(tones[_skin(look)] if tones else look.head) or find_icon_figure("man")
    if figure is None:
        raise KeyError(f"No such head: {look.head}")
    return figure


def _bands_on(socks: str) -> str:
    return "#d8453a" if float(rgb(socks).min()) > _WHITE else "#fbf8f0"


def attire_of(look: Look) -> Attire:
    """Choose head, skin and clothes of a look."""
    role = role_row(look.role)
    head, behind = _drawn_head(look) if look.is_drawn else (_icon_head(look), None)
    top = str(look.color or role.get("top") or TOPS[look.variant % len(TOPS)])
    is_skirted = look.role in _SKIRTED and look.variant % 3 != 1
    colors = {
        "top": top,
        "bottom": str(
            look.bottom
            or role.get("bottom")
            or (top if look.head == "baby" else "")
            or _BOTTOMS[look.variant % len(_BOTTOMS)]
        ),
        "skin": UNUSUAL_SKINS.get(look.role, _SKINS[_skin(look)]),
        "trim": str(role.get("trim", "")),
        **{name: tone for name, tone in (("ink", look.ink), ("gloves", look.gloves)) if tone},
        **({"socks": look.socks, "bands": _bands_on(look.socks)} if look.socks else {}),
        "cape": look.cape or str(role.get("cape", "")),
        "shade": hex_code(shade(top, 0.74)),
        "shoes": str(look.shoes or role.get("shoes", _SOCKS if look.head == "baby" else "#4a332c")),
    }
    bathing = "swim" if look.pose == "swimming" else None
    cut = str(look.cut or bathing or role.get("cut") or ("skirt" if is_skirted else "trousers"))
    is_child = look.role in CHILDREN
    usual = _PATTERNS[is_child][(look.variant + len(look.role)) % 5]
    is_plain = cut in _PLAINLY and "top" not in role and not look.color
    uniform = "" if look.cut or look.pattern or look.pose == "swimming" else str(role.get("uniform", ""))
    own = uniform or look.pattern or ("" if look.color else str(role.get("pattern", "")))
    usual = "" if cut == "skirt" and usual in weave_names() else usual
    pattern = own or (usual if is_plain else "")
    if pattern == "dungarees" and not look.bottom:
        colors["bottom"] = DENIM
    return Attire(head, behind, cut, colors, is_child, pattern)


class Headed(NamedTuple):
    """A head in its place: its markup, the width of the face and the markup of what is worn on it."""

    markup: str
    face_width: float
    worn: str
    behind: str = ""
    """Markup of the hair that hangs behind the body."""


def headed(look: Look, attire: Attire, x: float, neck_y: float, height: float) -> Headed:
    """Set a head of this height, with its hat, on a neck at (x, neck_y)."""
    head = attire.head
    width = height * head.aspect
    top = neck_y - height + 8
    face_width = min(width, height * 0.95)
    markup = nest(head, x - width / 2, top, height)
    behind = nest(attire.hair_behind, x - width / 2, top, height) if attire.hair_behind else ""
    hat = look.hat or role_row(look.role).get("hat")
    worn = hat_markup(str(hat), (x, top), face_width, look.hat_color) if hat else ""
    return Headed(markup, face_width, worn, behind)

"""People: a parametric body with joints under one of the pack's heads, dressed by role."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from cavendish_illustrator import asset_pack
from cavendish_illustrator.color import hex_code, shade
from cavendish_illustrator.figures.body_frame import Frame
from cavendish_illustrator.figures.from_behind import FROM_BEHIND, head_from_behind
from cavendish_illustrator.figures.garments import draw_clothes
from cavendish_illustrator.figures.grips import (
    RAISED,
    SHELTERING,
    grip_of,
    held_markup,
    pose_of_holding,
    reach_of,
    rise_of,
)
from cavendish_illustrator.figures.worn_by_role import apron_markup, hat_markup, slung_markup, worn_markup
from cavendish_illustrator.svg_figure import Figure, Point, find_figure, find_icon_figure, nest

_SKINS = ("#fadcbc", "#e0bb95", "#bf8f68", "#9b643d", "#594539")
_TOPS = ("#d9534f", "#3f7fbf", "#4f9f6a", "#e0a030", "#8a5fb0", "#e07a9a", "#3a8f9a")
_UNUSUAL_SKINS = {"skeleton": "#e8e4da", "zombie": "#9fc04a", "alien": "#9fc04a"}
_BOTTOMS = ("#34435e", "#4a3f38", "#5a6a8a", "#3f5f4a")
_CHILDREN = frozenset({"girl", "boy", "child", "baby"})
_SKIRTED = frozenset({"woman", "girl", "old-woman", "bride", "mother", "grandmother"})
_PLAIN = {
    "person": ("woman", "man"),
    "adult": ("woman", "man"),
    "child": ("girl", "boy"),
    "baby": ("baby",),
    "old-man": ("old-man",),
    "old-woman": ("old-woman",),
    "older-person": ("old-man", "old-woman"),
    "older-adult": ("old-man", "old-woman"),
    "woman": ("woman",),
    "man": ("man", "man-beard", "man"),
    "girl": ("girl",),
    "boy": ("boy",),
}
_OF_EITHER = ("man", "woman", "man-beard", "old-man")
_NO_BUST = frozenset({"skeleton", "zombie", "alien", "astronaut", "robot", "mermaid", "baby"})
_HAIR_CODES = ("#312d2d", "#bfa055", "#ab872f", "#543930", "#6a462f", "#3c2c23", "#232020", "#9e9e9e")
"""The hair of the pack's heads, by tone."""
_TONES = ("light", "medium-light", "medium", "medium-dark", "dark")


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
    cape: str | None = None
    hair: str | None = None
    arms: tuple[float, float, float, float] | None = None
    """Angles that replace the pose's own."""
    shoes: str | None = None
    gender: str | None = None
    """`man` or `woman` to exchange the role's usual head."""


@cache
def _tables() -> dict[str, dict[str, Any]]:
    text = resources.files("cavendish_illustrator").joinpath("figures", "people.toml").read_text("utf-8")
    return tomllib.loads(text)


_KEEPING = frozenset({"standing", "holding", "fighting", "singing"})
"""Poses in which somebody has in hand what belongs to the role."""


def role_names() -> frozenset[str]:
    """Every person concept this module draws."""
    return frozenset(_tables()["roles"]) | frozenset(_PLAIN)


def pose_names() -> frozenset[str]:
    return frozenset(_tables()["poses"])


@cache
def _role(name: str) -> Mapping[str, Any]:
    row: dict[str, Any] = _tables()["roles"].get(name, {})
    return _role(row["same_as"]) if "same_as" in row else row


def _head_icon(look: Look) -> str:
    role = _role(look.role)
    if "head" in role:
        usual = str(role["head"])
        return look.gender if look.gender and usual in _OF_EITHER else usual
    choices = _PLAIN.get(look.role, ("woman", "man"))
    return choices[look.variant % len(choices)]


class SitterFacts(NamedTuple):
    """What a portrait needs of a role."""

    kind: str
    top: str
    hat: str
    is_bearded: bool
    is_suit: bool


def sitter_facts(name: str, gender: str | None, variant: int) -> SitterFacts | None:
    """Who a role is as a bust; None for those who are not plain people."""
    if name not in role_names() or name in _NO_BUST:
        return None
    role = _role(name)
    head = _head_icon(Look(role=name, variant=variant, gender=gender))
    kind = "man" if head == "man-beard" else head
    if kind not in ("woman", "man", "girl", "boy", "old-man", "old-woman"):
        return None
    return SitterFacts(
        kind=kind,
        top=str(role.get("top") or _TOPS[variant % len(_TOPS)]),
        hat=str(role.get("hat", "")),
        is_bearded=head == "man-beard",
        is_suit=role.get("cut") == "suit",
    )


def outfit(name: str) -> tuple[str, str] | None:
    """Cut and colour of what a role wears, for an animal dressed as one; None where it has no clothes."""
    role = _role(name)
    return (str(role.get("cut", "trousers")), str(role["top"])) if "top" in role else None


def role_hat(name: str) -> str:
    """The hat that belongs to a role; empty where it has none."""
    return str(_role(name).get("hat", ""))


def _toned_head(name: str, skin: int) -> Figure:
    variants = asset_pack.skin_tone_variants(name)
    base, _, hair = name.partition("-")
    for icon in (variants[skin] if variants else f"{base}-{_TONES[skin]}-skin-tone-{hair}", name, "man"):
        figure = find_icon_figure(icon)
        if figure is not None:
            return figure
    raise KeyError(f"No such head: {name}")


def _rehaired(markup: str, color: str) -> str:
    for code in _HAIR_CODES:
        markup = markup.replace(code, color)
    return markup


def _limb(
    start: Point, side: int, angles: tuple[float, float], lengths: tuple[float, float]
) -> tuple[Point, Point]:
    """Joint and end of a two-part limb that starts at a shoulder or hip."""
    first = math.radians(angles[0])
    second = math.radians(angles[0] + angles[1])
    joint = (start[0] + side * math.sin(first) * lengths[0], start[1] + math.cos(first) * lengths[0])
    return joint, (joint[0] + side * math.sin(second) * lengths[1], joint[1] + math.cos(second) * lengths[1])


def _is_low(pose: Mapping[str, Any]) -> bool:
    """Whether the hips are nearer to the ground than the legs are long."""
    return bool(pose.get("sit")) or "drop" in pose


def _frame(pose: Mapping[str, Any], *, is_child: bool) -> Frame:
    """Joint positions in a space 300 high with the feet at 300."""
    head = 112.0 if is_child else 92.0
    neck_y = head - 3
    half = 27.0 if is_child else 31.0
    hip_y = neck_y + (300 - neck_y) * 0.46
    leg = (296 - hip_y) / 2
    leg *= float(pose.get("legs_scale", 1.0))
    drop = leg * float(pose.get("drop", 1.55)) if _is_low(pose) else 296 - hip_y - 2 * leg
    if drop:
        neck_y, hip_y = neck_y + drop, hip_y + drop
    arms, legs = pose["arms"], pose["legs"]
    reach = (hip_y - neck_y) * 0.52
    shoulders = ((100 - half, neck_y + 15), (100 + half, neck_y + 15))
    hips = ((100 - half * 0.46, hip_y), (100 + half * 0.46, hip_y))
    return Frame(
        head=head,
        neck_y=neck_y,
        half=half,
        hip_y=hip_y,
        shoulders=shoulders,
        hips=hips,
        arms=tuple(
            _limb(shoulders[i], 2 * i - 1, (arms[2 * i], arms[2 * i + 1]), (reach, reach)) for i in (0, 1)
        ),
        legs=tuple(_limb(hips[i], 2 * i - 1, (legs[2 * i], legs[2 * i + 1]), (leg, leg)) for i in (0, 1)),
        is_sitting=bool(pose.get("sit")),
    )


def _pose_for(look: Look) -> Mapping[str, Any]:
    poses: dict[str, Mapping[str, Any]] = _tables()["poses"]
    wanted = look.pose if look.pose != "standing" else str(_role(look.role).get("pose", "standing"))
    if wanted in ("standing", "playing") and (look.held or _role(look.role).get("held")):
        wanted = pose_of_holding(look.held or str(_role(look.role).get("held")))
    pose = poses.get(wanted, poses["standing"])
    if look.held in RAISED and not look.arms:
        raised = poses["sheltering" if look.held == SHELTERING else "raising"]
        return {**pose, "arms": [*pose["arms"][:2], *raised["arms"][2:]]}
    return {**pose, "arms": look.arms} if look.arms else pose


class Attire(NamedTuple):
    """What a look comes to: the head drawn alone, the cut and the colours of the clothes."""

    head: Figure
    cut: str
    colors: Mapping[str, str]
    """As `draw_clothes` wants them."""
    is_child: bool


def attire_of(look: Look) -> Attire:
    """Choose head, skin and clothes of a look."""
    role = _role(look.role)
    skin = (look.variant * 2 + 1) % 5
    head = _toned_head(_head_icon(look), skin)
    hair = look.hair or role.get("hair")
    if hair:
        head = replace(head, markup=_rehaired(head.markup, str(hair)))
    top = str(look.color or role.get("top") or _TOPS[look.variant % len(_TOPS)])
    is_skirted = look.role in _SKIRTED and look.variant % 3 != 1
    colors = {
        "top": top,
        "bottom": str(look.bottom or role.get("bottom") or _BOTTOMS[look.variant % len(_BOTTOMS)]),
        "skin": _UNUSUAL_SKINS.get(look.role, _SKINS[skin]),
        "trim": str(role.get("trim", "")),
        "cape": look.cape or str(role.get("cape", "")),
        "shade": hex_code(shade(top, 0.74)),
        "shoes": str(look.shoes or role.get("shoes", "#3a2a26")),
    }
    cut = look.cut or role.get("cut") or ("skirt" if is_skirted else "trousers")
    return Attire(head, str(cut), colors, look.role in _CHILDREN)


class Headed(NamedTuple):
    """A head in its place: its markup, the width of the face and the markup of what is worn on it."""

    markup: str
    face_width: float
    worn: str


def headed(look: Look, head: Figure, x: float, neck_y: float, height: float) -> Headed:
    """Set a head of this height, with its hat, on a neck at (x, neck_y)."""
    width = height * head.aspect
    top = neck_y - height + 8
    face_width = min(width, height * 0.95)
    markup = nest(head, x - width / 2, top, height)
    hat = look.hat or _role(look.role).get("hat")
    worn = hat_markup(str(hat), (x, top), face_width, look.hat_color) if hat else ""
    return Headed(markup, face_width, worn)


def person(look: Look) -> Figure:
    """Draw a whole person, 300 units high standing; anchors name hands, head and neck."""
    role = _role(look.role)
    pose = _pose_for(look)
    attire = attire_of(look)
    frame = _frame(pose, is_child=attire.is_child)
    clothes = draw_clothes(frame, attire.cut, attire.colors)
    if look.pose == FROM_BEHIND:
        attire = attire._replace(head=_back_of_head(look, attire))
    head = headed(look, attire.head, 100, frame.neck_y, frame.head * 1.04)
    worn = head.worn + worn_markup(str(role.get("wears", "")), frame, head.face_width)
    worn += apron_markup(str(role.get("apron", "")), frame, head.face_width)
    held = look.held or (role.get("held") if look.pose in _KEEPING else None)
    grip = grip_of(str(held), place=look.place, size=look.held_size)
    thing = held_markup(str(held), frame, grip, look.held_color, look.held_figure) if held else ""
    if "slung" in role and grip.place != "chest":
        thing = slung_markup(str(role["slung"]), frame) + thing
    markup = clothes.format(head=head.markup, worn=worn, held=thing)
    whole = _assembled(frame, pose, markup, head.face_width, rise=rise_of(frame, grip) if held else 0.0)
    figure = look.held_figure or (find_figure(str(held)) if held else None)
    half = max(0.0, reach_of(frame, grip, figure) - 100) if figure is not None else 0.0
    if 2 * half <= whole.width:
        return whole
    return replace(whole, left=100 - half, width=2 * half)


_LONG_HAIRED = frozenset({"woman", "girl"})
_HAIRS = ("#3a2a24", "#8a6a3a", "#5a3a28", "#2a2426")


def _back_of_head(look: Look, attire: Attire) -> Figure:
    is_grey = look.role in ("old-man", "old-woman")
    hair = look.hair or ("#b4b2ae" if is_grey else _HAIRS[look.variant % len(_HAIRS)])
    return head_from_behind(hair, attire.colors["skin"], is_long=_head_icon(look) in _LONG_HAIRED)


def _body_height(frame: Frame, *, is_lying: bool) -> float:
    """Height of the body from its feet to where the head ends; 0 is all that is drawn."""
    if frame.is_sitting:
        return 230.0
    return 0.0 if is_lying else 300.0 - (frame.neck_y - frame.head + 3)


def _assembled(
    frame: Frame, pose: Mapping[str, Any], markup: str, face_width: float, *, rise: float
) -> Figure:
    """One figure of the markup; `rise` is how far above the usual box a held thing reaches."""
    lean = float(pose.get("lean", 0))
    if lean:
        markup = f'<g transform="rotate({lean:g} 100 {frame.hip_y:g})">{markup}</g>'
    far = abs(lean) > 30
    left, top, width, height = (
        (-120.0, 0.0, 440.0, 330.0) if far else (-60.0, -110.0 - rise, 320.0, 412.0 + rise)
    )
    return Figure(
        markup=markup,
        left=left,
        top=top,
        width=width,
        height=height,
        head_width=face_width,
        body_height=_body_height(frame, is_lying=far),
        anchors={
            "hand": frame.arms[1][1],
            "left_hand": frame.arms[0][1],
            "shoulder": frame.shoulders[1],
            "left_shoulder": frame.shoulders[0],
            "head_top": (100, frame.neck_y - frame.head + 12),
            "neck": (100, frame.neck_y),
            "eyes": (100, frame.neck_y - frame.head * 0.46),
            "seat": (100, frame.hip_y),
        },
    )

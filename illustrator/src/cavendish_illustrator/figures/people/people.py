"""People: a parametric body with joints under a drawn head, or one of the pack's, dressed by role."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure
from cavendish_illustrator.figures.animals.wings import wings_markup
from cavendish_illustrator.figures.bodies.body_frame import EYES_ABOVE_NECK, Frame
from cavendish_illustrator.figures.clothing.attire import Attire, Look, attire_of, hair_color, headed
from cavendish_illustrator.figures.clothing.garments import draw_clothes
from cavendish_illustrator.figures.clothing.roles import role_row, tables
from cavendish_illustrator.figures.clothing.worn_by_role import (
    apron_markup,
    microphone_stand,
    worn_markup,
)
from cavendish_illustrator.figures.hands.grips import (
    RAISED,
    SHELTERING,
    grip_of,
    held_markup,
    pose_of_holding,
    reach_of,
    rise_of,
)
from cavendish_illustrator.figures.people.from_behind import FROM_BEHIND, head_from_behind

_KEEPING: Final = frozenset({"standing", "holding", "fighting", "singing", "playing"})
"""Poses in which somebody has in hand what belongs to the role."""
_WAISTS: Final = {"woman": 0.64, "girl": 0.78, "boy": 0.84, "baby": 1.0, "old-woman": 0.84, "old-man": 0.92}
"""Half the waist in parts of half the shoulders, by head."""
_HEADS: Final = {"baby": 116.0, "girl": 98.0, "boy": 98.0}
"""How high a child's head is in a body of 300, which a grown one's has 78 of."""
_SHOULDERS: Final = {"woman": 28.0, "man": 33.0, "man-beard": 34.0, "old-man": 30.0, "old-woman": 28.0}
"""Half the shoulders of who is grown, by head."""
_THROATS: Final = {"old-man": 1.0, "old-woman": 1.0}
"""How long a neck is seen; an old head has sunk between its shoulders."""
_GLIDING: Final = "gliding"
"""The pose of those who have a tail for legs, and never cross them."""
_UPRIGHT: Final = frozenset({"standing", "holding", "sitting", "seated", "carrying"})
"""Poses instead of which a baby sits on its nappy."""
_LONG_HAIRED: Final = frozenset({"woman", "girl"})


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


def _frame(pose: Mapping[str, Any], look: Look, *, is_child: bool) -> Frame:
    """Joint positions in a space 300 high with the feet at 300."""
    head = _HEADS.get(look.head, 98.0) if is_child else 78.0
    throat = 2.0 if is_child else _THROATS.get(look.head, 6.0)
    neck_y = head - 3 + throat
    half = 27.0 if is_child else _SHOULDERS.get(look.head, 31.0)
    hip_y = neck_y + (300 - neck_y) * 0.44
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
        throat=throat,
        half=half,
        hip_y=hip_y,
        shoulders=shoulders,
        hips=hips,
        arms=tuple(
            _limb(shoulders[i], 2 * i - 1, (arms[2 * i], arms[2 * i + 1]), (reach, reach)) for i in (0, 1)
        ),
        legs=tuple(_limb(hips[i], 2 * i - 1, (legs[2 * i], legs[2 * i + 1]), (leg, leg)) for i in (0, 1)),
        is_sitting=bool(pose.get("sit")),
        is_seated=bool(pose.get("chair")),
        waist=float(role_row(look.role).get("waist", _WAISTS.get(look.head, 0.86))),
        sway=float(pose.get("sway", 0.0)),
        tilt=float(pose.get("tilt", 0.0)),
        has_boots=look.has_boots or bool(role_row(look.role).get("boots")),
    )


def _pose_for(look: Look) -> Mapping[str, Any]:
    poses: dict[str, Mapping[str, Any]] = tables()["poses"]
    role = role_row(look.role)
    wanted = look.pose if look.pose != "standing" else str(role.get("pose", "standing"))
    held = look.held or str(role.get("held", ""))
    is_at_chest = bool(held) and grip_of(held).place == "chest"
    if held and (wanted in ("standing", "playing") or (wanted == "singing" and is_at_chest)):
        wanted = pose_of_holding(held)
    if look.head == "baby" and wanted in _UPRIGHT:
        wanted = "baby_sitting"
    if look.role == "ballerina" and wanted == "dancing":
        wanted = "arabesque"
    if wanted in ("sitting", "seated") and role.get("pose") == _GLIDING:
        wanted = _GLIDING
    pose = _at_ease(poses.get(wanted, poses["standing"]), look)
    if look.held in RAISED and not look.arms:
        raised = poses["sheltering" if look.held == SHELTERING else "raising"]
        return {**pose, "arms": [*pose["arms"][:2], *raised["arms"][2:]], "sway": 0.0}
    return {**pose, "arms": look.arms, "sway": 0.0, "tilt": 0.0} if look.arms else pose


def _at_ease(pose: Mapping[str, Any], look: Look) -> Mapping[str, Any]:
    """The pose as this one stands: with the weight on one leg, and the free arms not quite alike."""
    usual = tables()["poses"]["standing"]
    stances = list(tables()["stances"].values())
    stance = stances[(look.variant + len(look.role)) % len(stances)]
    arms, legs = list(pose["arms"]), list(pose["legs"])
    if arms == list(usual["arms"]):
        arms = stance["arms"]
    elif arms[:2] == usual["arms"][:2]:
        arms = [*stance["arms"][:2], *arms[2:]]
    if legs != list(usual["legs"]):
        return {**pose, "arms": arms}
    return {**pose, "arms": arms, "legs": stance["legs"], "sway": stance["sway"], "tilt": stance["tilt"]}


def person(look: Look) -> Figure:
    """Draw a whole person, 300 units high standing; anchors name hands, head and neck."""
    role = role_row(look.role)
    pose = _pose_for(look)
    attire = attire_of(look)
    frame = _frame(pose, look, is_child=attire.is_child)
    clothes = draw_clothes(frame, attire.cut, attire.colors, attire.pattern)
    if look.pose == FROM_BEHIND:
        attire = attire._replace(head=_back_of_head(look, attire), hair_behind=None)
    head = headed(look, attire, 100, frame.chin_y, frame.head * 1.04)
    worn, wears = "", str(role.get("wears", ""))
    worn += worn_markup(wears, frame, head.face_width)
    worn += apron_markup(str(role.get("apron", "")), frame, head.face_width)
    held = look.held or (role.get("held") if look.pose in _KEEPING else None)
    grip = grip_of(str(held), place=look.place, size=look.held_size)
    thing = held_markup(str(held), frame, grip, look.held_color, look.held_figure) if held else ""
    thing += microphone_stand(frame) if "stand" in role and grip.place == "chest" else ""
    wings = wings_markup(str(role.get("wings", "")), frame, look.wings or str(role.get("wing_color", "")))
    on_neck = f'<g transform="rotate({frame.tilt:g} 100 {frame.chin_y:g})">' if frame.tilt else "<g>"
    shown = f"{on_neck}{head.markup}{head.worn}</g>"
    markup = clothes.format(behind=wings + head.behind, head=shown, worn=worn, held=thing)
    whole = _assembled(frame, pose, markup, head.face_width, rise=rise_of(frame, grip) if held else 0.0)
    figure = look.held_figure or (find_figure(str(held)) if held else None)
    half = max(0.0, reach_of(frame, grip, figure) - 100) if figure is not None else 0.0
    if 2 * half <= whole.width:
        return whole
    return replace(whole, left=100 - half, width=2 * half)


def _back_of_head(look: Look, attire: Attire) -> Figure:
    return head_from_behind(hair_color(look), attire.colors["skin"], is_long=look.head in _LONG_HAIRED)


def _body_height(frame: Frame, *, is_lying: bool) -> float:
    """Height of the body from its feet to where the head ends; 0 is all that is drawn."""
    if frame.is_sitting:
        return 230.0
    return 0.0 if is_lying else 300.0 - (frame.chin_y - frame.head + 3)


def _assembled(
    frame: Frame, pose: Mapping[str, Any], markup: str, face_width: float, *, rise: float
) -> Figure:
    """One figure of the markup; `rise` is how far above the usual box a held thing reaches."""
    lean = float(pose.get("lean", 0))
    if lean:
        turn = f"translate(0 {float(pose.get('shift', 0)):g}) rotate({lean:g} 100 {frame.hip_y:g})"
        markup = f'<g transform="{turn}">{markup}</g>'
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
        head_tilt=frame.sway + frame.tilt,
        body_height=_body_height(frame, is_lying=far),
        anchors={
            "hand": frame.swayed(frame.arms[1][1]),
            "left_hand": frame.swayed(frame.arms[0][1]),
            "shoulder": frame.swayed(frame.shoulders[1]),
            "left_shoulder": frame.swayed(frame.shoulders[0]),
            "head_top": frame.on_head((100, frame.chin_y - frame.head + 12)),
            "neck": frame.swayed((100, frame.neck_y)),
            "eyes": frame.on_head((100, frame.chin_y - frame.head * EYES_ABOVE_NECK)),
            "seat": (100, frame.hip_y),
        },
    )

"""What is added is a body: seen at the table's tilt, with what lies in it, and never over somebody's face."""

import numpy as np
import pytest

from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.solids.arranging import filled, side_by_side
from cavendish_illustrator.edit.solids.bodies_in_space import find_body
from cavendish_illustrator.edit.solids.tracing import Sight, look_at
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place


def _seen(placed, tilt_deg=40.0):
    return look_at(placed, Sight(tilt_deg=tilt_deg, pixels=6.0, side=-1))


@pytest.mark.parametrize("tilt_deg", [20.0, 45.0, 70.0])
def test_a_plate_is_as_round_as_its_table_is_tilted(tilt_deg):
    shown = _seen(side_by_side(find_body("plate"), 1, np.random.default_rng(1)), tilt_deg).rgba[..., 3] > 0.5
    wide, tall = (int(shown.any(axis).sum()) for axis in (0, 1))
    assert abs(tall / wide - np.sin(np.deg2rad(tilt_deg))) < 0.1


@pytest.mark.parametrize(
    ("vessel", "content", "count"), [("plate", "cookie", 2), ("bowl", "strawberry", 0), ("vase", "tulip", 3)]
)
def test_vessels_show_what_is_in_them(vessel, content, count):
    placed = filled(find_body(vessel), find_body(content), count, np.random.default_rng(1))
    assert len(placed) == 1 + count if count else len(placed) > 5
    full = _seen(placed)
    empty = _seen(placed[:1])
    top, left = (int(full.origin[axis] - empty.origin[axis]) for axis in (1, 0))
    there = np.s_[top : top + empty.rgba.shape[0], left : left + empty.rgba.shape[1]]
    hidden = np.abs(full.rgba[there][..., :3] - empty.rgba[..., :3]).max(-1) > 0.1
    assert hidden.sum() > 0.05 * (empty.rgba[..., 3] > 0.5).sum() or full.rgba.shape[0] > empty.rgba.shape[0]


def test_a_parrot_sits_on_the_shoulder_and_not_before_the_face(edit, photograph):
    before = edit(["hopper"], AddObject(concept="leaf-flat", word="leaf", place=Place.BOTTOM_LEFT)).image
    after = edit(["hopper"], AddObject(concept="parrot", word="parrot", place=Place.ON_OBJECT)).image
    face = find_faces(before)[0]
    reach = int(0.35 * face.side)
    at = np.s_[int(face.y) - reach : int(face.y) + reach, int(face.x) - reach : int(face.x) + reach]
    assert np.abs(after - before)[at].max() < 0.02

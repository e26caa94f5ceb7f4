"""Hair, lips and the night of a portrait: all of what is meant changes, and nothing is invented behind it."""

import numpy as np

from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.faces.face_outline import outline_face
from cavendish_illustrator.edit.faces.hair_finding import find_hair
from cavendish_illustrator.edit.pixels.lightened_hair import lightened_hair
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.understanding.instructions.edit_instruction import Flip, Look, Recolour, Relight

_SIZE = (600, 600)


def _face(image):
    face = max(find_faces(image), key=lambda one: one.side)
    outline = outline_face(image, face)
    assert outline is not None
    return face, outline


def test_a_fringe_over_the_forehead_is_hair(edit):
    image = edit(["astronaut"], Flip(), Flip(), size=_SIZE).image
    face, outline = _face(image)
    hair = find_hair(image, np.ones(image.shape[:2], np.float32), face)
    assert hair is not None
    top, middle = int(outline.brow[1] + 0.03 * face.side), int(face.x)
    fringe = np.s_[top : top + int(0.05 * face.side), middle - int(0.2 * face.side) : middle]
    assert hair[fringe].mean() > 0.8


def test_dark_hair_becomes_blonde_in_its_deepest_locks():
    locks = np.repeat(np.array([0.04, 0.1, 0.25, 0.4], np.float32), 200).reshape(20, 40, 1) * np.float32(
        [1, 0.9, 0.8]
    )
    lit = lightened_hair(locks, np.ones((20, 40), np.float32), "#d8b26a")
    assert lit is not None
    lab = to_lab(lit[0])
    assert lab[..., 0].min() > 28
    assert lab[..., 2].min() > 20  # no grey ones


def test_light_hair_is_not_lightened():
    assert lightened_hair(np.full((8, 8, 3), 0.8, np.float32), np.ones((8, 8), np.float32), "#d8b26a") is None


def test_the_upper_lip_of_a_smile_gets_lipstick_too(edit):
    before = edit(["astronaut"], Flip(), Flip(), size=_SIZE).image
    after = edit(["astronaut"], Recolour(target="lips", color="#e02b2b"), size=_SIZE).image
    _, outline = _face(before)
    x = int(outline.line("outer_lips")[:, 0].mean())
    upper = int(outline.line("outer_lips")[:, 1].min()), int(outline.line("inner_lips")[:, 1].min())
    redder = (to_lab(after) - to_lab(before))[upper[0] - 2 : upper[1] + 3, x - 3 : x + 4, 1]
    assert redder.max(0).min() > 15


def test_no_stars_come_out_before_a_studios_backdrop(edit):
    before = edit(["astronaut"], Flip(), Flip(), size=_SIZE)
    night = edit(["astronaut"], Flip(), Flip(), Relight(look=Look.NIGHT), size=_SIZE).image
    behind = (before.focus < 0.05) & (np.arange(_SIZE[1])[:, None] < 0.3 * _SIZE[1])
    tone = luminance(night)
    assert (tone - blur(tone, 4.0))[behind].max() < 0.2
    face, _ = _face(before.image)
    cheeks = night[int(face.y)][int(face.x - 0.2 * face.side) : int(face.x + 0.2 * face.side)].mean(0)
    assert cheeks[0] > cheeks[2]  # somebody's skin, not a ghost's

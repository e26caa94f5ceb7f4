"""Hats, lips and eyes get a colour without the face they belong to."""

import numpy as np
import pytest
from PIL import Image

from cavendish_illustrator.edit.finding.head_finding import locate_head
from cavendish_illustrator.edit.pixels.recolouring import recolour
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.understanding.instructions.edit_instruction import Flip, Place, Recolour


def changed_rows(edit, name, target):
    before = edit([name], Flip(), size=(512, 600))
    after = edit([name], Recolour(target=target, color="#20c040"), Flip(), size=(512, 600))
    head = locate_head(before.image, before.focus)
    assert head.face is not None
    return np.flatnonzero((np.abs(before.image - after.image).max(-1) > 0.15).any(1)), head.face


def test_a_hat_is_recoloured_above_the_eyes_only(edit):
    rows, face = changed_rows(edit, "hopper", "hat")
    assert len(rows) > 20
    assert rows.max() < face.eyes[0][1]


@pytest.mark.parametrize("name", ["hopper", "astronaut"])
def test_lips_are_recoloured_around_the_mouth_only(edit, name):
    rows, face = changed_rows(edit, name, "lips")
    assert len(rows) > 3
    assert abs(float(rows.mean()) - face.mouth[1]) < 0.2 * face.side
    assert np.ptp(rows) > 0.12 * face.side  # both of them


def test_eyes_are_recoloured_between_brow_and_cheek(edit):
    rows, face = changed_rows(edit, "hopper", "eyes")
    assert len(rows) > 1
    assert abs(float(rows.mean()) - face.eyes[0][1]) < 0.12 * face.side


def test_an_animals_eyes_that_nobody_finds_stay_and_are_reported(edit):
    notes = " ".join(edit(["raccoon"], Recolour(target="eyes", color="#2060e0")).notes)
    assert "could not find 'eyes'" in notes


def test_a_cats_eyes_are_recoloured_and_the_cat_is_not(edit):
    before = edit(["chelsea"], Flip(), size=(512, 340)).image
    after = edit(["chelsea"], Recolour(target="eyes", color="#2060e0"), Flip(), size=(512, 340)).image
    changed = np.abs(before - after).max(-1) > 0.1
    assert 0.017 < changed.mean() < 0.05  # the whole irises
    columns = np.flatnonzero(changed.any(0))
    assert np.diff(columns).max() > 40  # two of them, with a nose between
    blue = after[changed].mean(0)
    assert blue[2] > blue[0] + 0.2


def side_by_side(photograph):
    pair = Image.new("RGB", (880, 516))
    pair.paste(photograph("hopper"), (0, 0))
    pair.paste(photograph("astronaut").resize((440, 516)), (440, 0))
    return pair


@pytest.mark.parametrize(("place", "half"), [(Place.LEFT, 0), (Place.RIGHT, 1)])
def test_a_garment_is_recoloured_on_the_one_of_two_people_that_is_meant(edit, photograph, place, half):
    pair, size = side_by_side(photograph), (528, 310)
    before = edit([pair], Flip(), size=size).image[:, ::-1]
    recoloured = Recolour(target="suit", color="#20a040", place=place)
    after = edit([pair], recoloured, Flip(), size=size).image[:, ::-1]
    changed = np.abs(before - after).max(-1) > 0.1
    halves = changed[:, :264].mean(), changed[:, 264:].mean()
    assert halves[half] > 0.08
    assert halves[1 - half] < 0.01


def test_a_change_too_small_for_a_glance_is_still_one(edit):
    notes = " ".join(edit(["hopper"], Recolour(target="lips", color="#e02020"), size=(512, 600)).notes)
    assert "beyond this editor" not in notes


def test_hair_is_recoloured_around_the_face_and_the_face_is_not(edit):
    before = edit(["astronaut"], Flip(), size=(512, 512))
    after = edit(["astronaut"], Recolour(target="hair", color="#20c040"), Flip(), size=(512, 512))
    face = locate_head(before.image, before.focus).face
    assert face is not None
    changed = np.abs(before.image - after.image).max(-1) > 0.08
    x, y, third = int(face.x), int(face.y), int(face.side / 3)
    assert changed[y - third : y + third, x - third : x + third].mean() < 0.1
    brow = int(min(eye[1] for eye in face.eyes) - 0.55 * face.side)
    assert changed[brow - third // 2 : brow, x - third // 2 : x + third // 2].mean() > 0.6


def test_the_folds_of_a_dark_cloth_show_when_it_gets_lighter_and_its_grain_does_not():
    rng = np.random.default_rng(2)
    folds = 0.012 * np.sin(np.arange(400, dtype=np.float32) / 8)[None, :, None]
    cloth = np.float32(0.09) + folds * np.ones((400, 1, 3), np.float32)
    noisy = (cloth + rng.normal(0, 0.012, (400, 400, 1))).astype(np.float32)
    tone = luminance(recolour(noisy, np.ones((400, 400), np.float32), "#3060c0")[0])
    across = tone.mean(0)
    assert np.ptp(across[50:350]) > 2.2 * float((tone - across).std())


def test_a_black_cloth_turns_white_without_its_grain_and_without_a_glow():
    rng = np.random.default_rng(5)
    cloth = np.clip(0.07 + 0.035 * rng.standard_normal((200, 200, 3)), 0, 1).astype(np.float32)
    cloth[90:110, 90:110] = 0.95
    white, _ = recolour(cloth, np.ones((200, 200), np.float32), "#f2f2f0")
    assert white[20:80, 20:80].mean() > 0.7
    assert white[20:80, 20:80].std() < 0.06
    beside, far = (luminance(white)[rows, 20:180].mean() for rows in (slice(80, 86), slice(30, 60)))
    assert abs(float(beside - far)) < 0.08


def test_a_nearly_black_uniform_turns_white_without_clouds_and_its_tie_does_not(edit):
    white = edit(["hopper"], Recolour(target="uniform", color="#f2f2f0"), Flip(), size=(384, 448)).image[
        :, ::-1
    ]
    tone = blur(luminance(white), 3)
    breast = tone[390:440, 60:140]
    assert float(breast.mean()) > 0.7
    assert float(breast.std()) < 0.03
    assert float(luminance(white)[305:330, 185:205].min()) < 0.15

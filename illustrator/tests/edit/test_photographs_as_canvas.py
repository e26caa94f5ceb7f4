"""What is done upon the photograph itself: trees turn, things lie where they are told, nobody is moved."""

from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw

from cavendish_illustrator.edit.atmosphere.relighting import relight
from cavendish_illustrator.edit.backgrounds.framing import Window
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.animal_eyes import Eye, are_nostrils
from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.edit.finding.water_region import split_water
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.close_up_hats import window_under_hat
from cavendish_illustrator.edit.worn.glasses_removal import take_glasses_off
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.painting.pixel_ops import to_hsv
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Flip,
    Look,
    Place,
    Relight,
    ReplaceBackground,
)


def changed_rows_and_columns(before, after):
    rows, columns = np.nonzero(np.abs(before - after).max(-1) > 0.12)
    return rows / before.shape[0], columns / before.shape[1]


def test_the_leaves_of_autumn_are_red_and_yellow_and_not_all_alike(edit):
    before, after = (edit(["temple"], operation).image for operation in (Flip(), Relight(look=Look.AUTUMN)))
    left, right = before[-40:, 10:90], after[-40:, -90:-10]
    assert float((right[..., 0] - right[..., 1]).mean()) > float((left[..., 0] - left[..., 1]).mean()) + 0.05
    hues = to_hsv(right)[..., 0][luminance(right) > 0.15]
    assert float(np.percentile(hues, 90) - np.percentile(hues, 10)) > 9


def test_a_croissant_lies_on_the_saucer_inside_the_picture(edit):
    before = edit(["coffee"], Relight(look=Look.SHARPER)).image
    rows, columns = changed_rows_and_columns(
        before,
        edit(
            ["coffee"],
            Relight(look=Look.SHARPER),
            AddObject(concept="croissant", word="it", place=Place.PLATE),
        ).image,
    )
    assert len(rows) > 100
    assert 0.3 < float(np.median(rows)) < 0.9
    assert 0.2 < float(np.median(columns)) < 0.75


def test_a_swan_swims_on_the_lake_and_not_on_a_roof(edit):
    before = edit(["temple"], Relight(look=Look.SHARPER)).image
    after = edit(
        ["temple"], Relight(look=Look.SHARPER), AddObject(concept="swan", word="it", place=Place.WATER)
    ).image
    rows, columns = changed_rows_and_columns(before, after)
    assert len(rows) > 20
    assert 0.4 < float(np.median(rows)) < 0.75
    assert float(np.median(columns)) > 0.5


def test_water_is_told_from_the_sky_by_the_far_shore():
    picture = Image.new("RGB", (200, 160), "#cfdce8")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 90, 200, 160), fill="#bccad6")
    pen.rectangle((0, 86, 200, 90), fill="#7c8a80")
    sky, water = split_water(np.asarray(picture, np.float32) / 255, np.ones((160, 200), np.float32))
    assert water is not None
    assert water[120:].min() > 0.9
    assert sky[:80].min() > 0.9
    assert split_water(np.full((160, 200, 3), 0.8, np.float32), np.ones((160, 200), np.float32))[1] is None


def test_spectacles_are_healed_with_skin(pixels):
    seen = pixels("hopper")
    picture = WorkingPicture(seen.copy(), np.ones(seen.shape[:2], np.float32), 1)
    assert take_glasses_off(picture)
    frame = slice(196, 216), slice(170, 190)
    assert float(luminance(picture.rgb[frame]).min()) > float(luminance(seen[frame]).min()) + 0.1
    bare = pixels("astronaut")
    picture = WorkingPicture(bare.copy(), np.ones(bare.shape[:2], np.float32), 1)
    take_glasses_off(picture)
    assert float(np.abs(picture.rgb - bare).mean()) < 0.01


def test_somebody_before_a_new_place_stays_where_and_as_they_are(edit):
    before = edit(["astronaut"], Flip(is_horizontal=True), Flip(is_horizontal=True), size=(320, 320)).image
    scene = ReplaceBackground(spec=PictureSpec(prompt="", settings=("beach",)), is_kept=True)
    after = edit(["astronaut"], scene, size=(320, 320)).image
    suit = slice(150, 250), slice(110, 170)
    assert float(np.abs(before[suit] - after[suit]).mean()) < 0.08


def test_no_sunlit_stone_shines_like_a_lamp_at_night():
    stones = np.full((120, 160, 3), 0.5, np.float32)
    stones[50:60, 40:50] = 0.98
    picture = WorkingPicture(stones, np.zeros((120, 160), np.float32), 1, has_object=False)
    relight(picture, "night")
    assert float(picture.rgb[50:60, 40:50].mean()) < 0.5


def test_a_tower_that_is_lit_at_dusk_stays_lit_at_night():
    dusk = np.broadcast_to(np.array([0.2, 0.4, 0.6], np.float32), (160, 120, 3)).copy()
    dusk[100:] = 0.05
    dusk[30:, 50:70] = (0.95, 0.7, 0.1)
    matte = np.zeros((160, 120), np.float32)
    matte[30:, 50:70] = 1
    picture = WorkingPicture(dusk, matte, 1)
    relight(picture, "night")
    assert float(picture.rgb[60:150, 55:65, 0].mean()) > 0.8


def test_fireworks_burst_in_open_sky_and_are_mirrored_in_the_lake(edit):
    night = edit(["temple"], Relight(look=Look.NIGHT)).image
    after = edit(["temple"], Relight(look=Look.NIGHT), AddObject(concept="fireworks", word="it")).image
    light = luminance(after) - luminance(night)
    assert float(light[:100, 200:].max()) > 0.5
    assert float(light[140:180, 210:270].max()) > 0.04


def test_a_hat_over_a_cut_head_has_room_for_all_of_it_and_the_head_stays_large(pixels):
    seen = pixels("chelsea")
    photograph = Photograph(seen, np.ones(seen.shape[:2], np.float32))
    window = Window(left=0, top=0, width=420, height=279)
    grown = window_under_hat(photograph, window, 100.0)
    assert -90 < grown.top < -80
    assert grown.height < 1.25 * window.height


def test_two_dark_spots_on_a_nose_are_no_eyes():
    cover = np.ones((100, 100), np.float32)
    left, right = (Eye(x=x, y=60, radius=4, score=0) for x in (42, 58))
    assert are_nostrils((left, right), cover)
    assert not are_nostrils((left, replace(right, x=70)), cover)
    assert not are_nostrils((replace(left, y=30), replace(right, y=30)), cover)


def test_confetti_falls_around_a_face(edit):
    plain, festive = (
        edit(["hopper"], operation).image
        for operation in (Flip(), AddObject(concept="confetti", word="confetti"))
    )
    plain = plain[:, ::-1]
    face = find_faces(plain)[0]
    rows = slice(round(face.y - 0.4 * face.side), round(face.y + 0.4 * face.side))
    columns = slice(round(face.x - 0.4 * face.side), round(face.x + 0.4 * face.side))
    changed = np.abs(plain - festive).max(-1) > 0.12
    assert changed.mean() > 0.03
    assert changed[rows, columns].mean() < 0.01

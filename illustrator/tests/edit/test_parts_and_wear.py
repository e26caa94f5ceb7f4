"""Drinks, patterns, new cloth, wear, things held and hung, hats on what the upper edge cuts."""

import cv2
import numpy as np
import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.edit.additions.adding import add_object
from cavendish_illustrator.edit.atmosphere.weathering import add_weather
from cavendish_illustrator.edit.cloth_patterns import with_pattern
from cavendish_illustrator.edit.faces.finer_faces import face_cover, with_finer_faces
from cavendish_illustrator.edit.faces.smiling import smile
from cavendish_illustrator.edit.finding.cup_contents import ellipse_around, find_drink
from cavendish_illustrator.edit.finding.matting import without_slits
from cavendish_illustrator.edit.finding.photograph import Photograph, extent_of, take_photographs
from cavendish_illustrator.edit.nearest_operations import nearest_operations
from cavendish_illustrator.edit.photo_editor import edit_photographs
from cavendish_illustrator.edit.photograph_changes import change_photographs
from cavendish_illustrator.edit.picture_layout import lay_out
from cavendish_illustrator.edit.pixels.new_cloth import cloth_cover, clothed
from cavendish_illustrator.edit.pixels.print_wear import wear
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.close_up_hats import find_cut_head
from cavendish_illustrator.figures.bodies.dyeing import dyed_around_band
from cavendish_illustrator.picture_spec import PictureSpec, Weather
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Place,
    Recolour,
    ReplaceBackground,
    Smile,
)

CREAM, RED, TEA = (0.95, 0.93, 0.88), (0.7, 0.12, 0.08), (0.45, 0.22, 0.08)


def _cup():
    """A red cup seen from above its rim: cream inside, a drink in it."""
    ys, xs = np.ogrid[:160, :200]
    image = np.full((160, 200, 3), 0.35, np.float32)
    body = (np.abs(xs - 100) < 60) & (ys > 50) & (ys < 130)
    for cover, color in (
        (body, RED),
        (np.hypot((xs - 100) / 60, (ys - 50) / 30) < 1, CREAM),
        (np.hypot((xs - 100) / 46, (ys - 54) / 20) < 1, TEA),
    ):
        image[cover] = color
    matte = (body | (np.hypot((xs - 100) / 60, (ys - 50) / 30) < 1)).astype(np.float32)
    return Photograph(image, matte)


def test_a_drink_is_found_inside_its_rim_and_alone_recoloured():
    cup = _cup()
    before = cup.rgb.copy()
    drink = find_drink(cup.rgb, cup.matte)
    assert drink is not None
    assert drink[54, 100] > 0.9
    assert drink[100, 100] < 0.1
    assert drink[26, 100] < 0.1
    change_photographs([cup], [Recolour(target="coffee", color="#2f6fe0")], 1)
    assert cup.rgb[54, 100, 2] > cup.rgb[54, 100, 0] + 0.2
    assert np.allclose(cup.rgb[110, 100], before[110, 100], atol=0.01)


def test_a_plain_disc_holds_no_drink():
    ys, xs = np.ogrid[:120, :120]
    matte = (np.hypot(xs - 60, ys - 60) < 40).astype(np.float32)
    image = np.where(matte[..., None] > 0, np.float32(0.8), np.float32(0.2)) * np.ones(3, np.float32)
    assert find_drink(image.astype(np.float32), matte) is None


@pytest.mark.parametrize("kind", ["dots", "stripes", "checks"])
def test_a_pattern_stays_on_its_thing(kind):
    cup = _cup()
    drawn = with_pattern(cup.rgb, cup.matte, kind, "#f2f2f0")
    changed = np.abs(drawn - cup.rgb).max(-1) > 0.1
    assert 0.1 < changed[cup.matte > 0.9].mean() < 0.9
    assert not changed[cup.matte < 0.1].any()


def test_new_cloth_swallows_badges():
    image = np.full((200, 200, 3), (0.8, 0.35, 0.1), np.float32)
    worn = np.zeros((200, 200), np.float32)
    worn[40:, 30:170] = 1
    badge = np.s_[90:104, 60:74]
    image[badge] = (0.9, 0.9, 0.95)
    painted = worn.copy()
    painted[badge] = 0
    cover = cloth_cover(worn, painted)
    assert cover[97, 67] > 0.9
    assert cover[20, 100] < 0.05
    wool = clothed(image, cover, "#1c2f5e", "sweater", 1)
    plain = clothed(image, cover, "#1c2f5e", "dress", 1)
    assert wool[97, 67, 2] > wool[97, 67, 0]
    assert to_lab(wool)[60:180, 50:150, 0].std() > to_lab(plain)[60:180, 50:150, 0].std() + 1


def test_an_old_print_is_scratched_the_same_each_time():
    first, second = (
        WorkingPicture(np.full((120, 160, 3), 0.3, np.float32), np.zeros((120, 160), np.float32), 5)
        for _ in range(2)
    )
    wear(first, 0.9)
    wear(second, 0.9)
    assert np.array_equal(first.rgb, second.rgb)
    assert 0.005 < float((first.rgb[..., 0] > 0.5).mean()) < 0.2


def test_a_hat_on_a_close_up_hides_the_cut_and_leaves_the_head_large(photograph):
    (cat,), _ = take_photographs([photograph("chelsea")], 384)
    cut = find_cut_head(cat.rgb, cat.matte)
    assert cut is not None
    assert cut.row == 0
    hat = AddObject(concept="santa-hat", word="hat")
    picture = lay_out([cat], [hat], parse_edit("add a hat").spec, (384, 256), 1)
    assert picture.size == (384, 256)
    before, row = picture.rgb.copy(), int(np.flatnonzero((picture.matte > 0.5).any(1))[0])
    assert row < 0.4 * 256
    wide = np.flatnonzero(picture.matte[row + 2] > 0.5)
    add_object(picture, hat)
    drawn = np.abs(picture.rgb - before).max(-1) > 0.1
    assert drawn[row - 6 : row].any(0).mean() > 0.4
    # Nobody sees where the picture's edge cut the ears: the brim goes over both.
    assert drawn[row - 2 : row + 8, wide[0] + 2 : wide[-1] - 2].any(0).mean() > 0.95


def test_a_dyed_hat_keeps_its_band():
    hat = find_figure("top-hat")
    assert hat is not None
    pixels = dyed_around_band(hat, "#e02b2b").pixels(160)
    lower = pixels[90:130, 60:120]
    red = lower[..., 0][lower[..., 3] > 0.9]
    assert red.min() < 0.4 < red.max()


def test_food_comes_before_an_animals_mouth(photograph):
    (raccoon,), _ = take_photographs([photograph("raccoon")], 384)
    picture = WorkingPicture(raccoon.rgb, raccoon.matte, 2)
    before = picture.rgb.copy()
    add_object(picture, AddObject(concept="watermelon", word="melon", place=Place.HAND))
    rows, columns = np.nonzero(np.abs(picture.rgb - before).max(-1) > 0.1)
    height, width = picture.matte.shape
    assert 0.5 < columns.mean() / width < 0.7
    assert 0.5 < rows.mean() / height < 0.85


def test_a_cup_stands_on_a_table_where_no_hand_is_seen(photograph):
    result = edit_photographs(
        parse_edit("give the man a cup of coffee"), [photograph("hopper")], (256, 300), 1
    )
    assert any("(table)" in note for note in result.notes)
    lowest = result.image[-6:].reshape(-1, 3).mean(0)
    assert lowest[0] > lowest[2] + 0.1


def test_a_smile_moves_the_mouth_and_little_else(photograph):
    (portrait,), _ = take_photographs([photograph("astronaut")], 320)
    picture = WorkingPicture(portrait.rgb, portrait.matte, 1)
    assert smile(picture)
    changed = np.abs(picture.rgb - portrait.rgb).max(-1) > 0.04
    assert not changed[160:].any()
    assert 20 < int(changed[:160].sum()) < 4000


def test_nobody_without_a_face_smiles(edit):
    assert any("no face" in note for note in edit(["flower"], Smile()).notes)


def test_faces_are_repainted_with_finer_strokes(photograph):
    (portrait,), _ = take_photographs([photograph("astronaut")], 384)
    picture = WorkingPicture(portrait.rgb, portrait.matte, 3)

    def painted(image, _seed):  # as light as the strokes are broad
        return np.full_like(image, image.shape[0] / 1000)

    coarse = painted(portrait.rgb, 3)
    fine = with_finer_faces(picture, portrait.rgb, coarse, painted)
    face = face_cover(picture) > 0.9
    assert face.any()
    assert fine[face].max() < 0.7 * coarse.max()
    assert np.array_equal(fine[face_cover(picture) == 0], coarse[face_cover(picture) == 0])


def test_snow_lies_on_leaves_and_not_on_the_animal(photograph):
    (raccoon,), _ = take_photographs([photograph("raccoon")], 384)
    picture = WorkingPicture(raccoon.rgb, raccoon.matte, 1)
    add_weather(picture, Weather.SNOW)
    gain = (picture.rgb - raccoon.rgb).min(-1)
    body = raccoon.matte > 0.9
    leaves = (raccoon.rgb[..., 1] > raccoon.rgb[..., 0] + 0.1) & ~body
    assert float((gain[leaves] > 0.3).mean()) > 2 * float((gain[body] > 0.3).mean())
    assert float((gain[leaves] > 0.3).mean()) > 0.1


def test_a_plain_background_leaves_the_object_as_large_as_it_was(edit):
    background = ReplaceBackground(spec=PictureSpec(prompt=""), color="#2f6fe0")
    kept, moved = edit(["coffee"]), edit(["coffee"], background)
    assert abs(extent_of(kept.focus).height - extent_of(moved.focus).height) < 8
    assert abs(extent_of(kept.focus).left - extent_of(moved.focus).left) < 8


def test_slits_in_a_matte_are_closed_and_splinters_go():
    matte = np.zeros((200, 300), np.float32)
    matte[40:180, 60:240] = 1
    matte[100:102, 60:150] = 0
    matte[60:62, 240:280] = 1
    closed = without_slits(matte)
    assert closed[101, 100] > 0.9
    assert closed[61, 265] < 0.1
    assert closed[120, 200] == 1


def test_a_scarf_on_a_close_up_comes_under_the_chin_and_moves_no_glasses(edit):
    scarf = AddObject(concept="scarf", word="scarf", color="#e02b2b", place=Place.NECK)
    glasses = AddObject(concept="glasses", word="glasses", place=Place.ON_FACE)
    bare = edit(["chelsea"], glasses, size=(384, 256)).image
    worn = edit(["chelsea"], scarf, glasses, size=(384, 256)).image
    changed = np.abs(bare - worn).max(-1) > 0.1
    assert not changed[:120].any()
    assert changed[200:].mean() > 0.2


def test_who_bows_their_head_shows_no_neck_for_a_scarf(edit):
    scarf = AddObject(concept="scarf", word="scarf", place=Place.NECK)
    assert "found no neck" in " ".join(edit(["raccoon"], scarf, size=(384, 288)).notes)


def test_who_is_named_before_a_wall_is_not_drawn_there_again():
    (operation,) = nearest_operations(parse_edit("the cat in front of a brick wall").spec)
    assert isinstance(operation, ReplaceBackground)
    assert not operation.spec.subjects


def test_a_rectangle_has_no_ellipse_around_it_and_a_saucer_has_one():
    mask = np.zeros((80, 80), np.uint8)
    mask[10:40, 10:60] = 1
    round_one = cv2.circle(np.zeros((80, 80), np.uint8), (40, 40), 20, 1, cv2.FILLED)
    for drawn, is_round in ((mask, False), (round_one, True)):
        outlines, _ = cv2.findContours(drawn, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        assert (ellipse_around(outlines[0]) is not None) is is_round

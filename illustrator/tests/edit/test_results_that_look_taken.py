"""What makes an edit look like a photograph: clean cuts, soft scenes, things that are worn and held."""

import cv2
import numpy as np
import pytest

from cavendish_illustrator.edit.backgrounds.cutout_arrangement import arranged
from cavendish_illustrator.edit.backgrounds.framing import window_for
from cavendish_illustrator.edit.backgrounds.head_completion import crown_over
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.cutting_out import Cutout
from cavendish_illustrator.edit.finding.photograph import take_photographs
from cavendish_illustrator.edit.finding.wavering_parts import without_strangers
from cavendish_illustrator.edit.looks.photo_styles import style_after_photograph
from cavendish_illustrator.edit.pixels.blurring import out_of_focus
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv
from cavendish_illustrator.picture_spec import Style, TimeOfDay, Weather
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    SCENERY,
    AddObject,
    AddText,
    AddWeather,
    CutOut,
    Look,
    Place,
    Recolour,
    Relight,
    Restyle,
)


def test_a_flag_beside_somebody_is_not_cut_out_with_them(photograph, remembering_finder):
    (taken,), _ = take_photographs([photograph("astronaut")], 512, remembering_finder)
    height, width = taken.matte.shape
    assert taken.matte[int(0.4 * height) : int(0.7 * height), : int(0.03 * width)].mean() < 0.1
    assert taken.matte[int(0.6 * height), int(0.2 * width)] > 0.9


def test_fur_that_the_network_doubts_stays(photograph, remembering_finder):
    (taken,), _ = take_photographs([photograph("raccoon")], 512, remembering_finder)
    assert taken.matte[: int(0.3 * taken.height), : int(0.2 * taken.width)].mean() > 0.9


def doubted(color: str):
    """A blue thing on red, with a doubted strip of this colour at the picture's left edge."""
    pixels = np.zeros((96, 96, 3), np.float32)
    pixels[...] = (0.8, 0.1, 0.1)
    pixels[30:, 10:80] = (0.1, 0.2, 0.8)
    pixels[40:, :10] = (0.8, 0.1, 0.1) if color == "red" else (0.1, 0.2, 0.8)
    cover = np.zeros((96, 96), np.float32)
    cover[30:, 10:80] = cover[40:, :10] = 1
    coarse = cover.copy()
    coarse[40:, :10] = 0.6
    return pixels, cover, coarse


@pytest.mark.parametrize(("color", "is_kept"), [("red", False), ("blue", True)])
def test_a_doubted_part_at_the_edge_goes_with_what_it_looks_like(color, is_kept):
    kept = without_strangers(*doubted(color))
    assert bool(kept[50:, 2:8].mean() > 0.9) is is_kept
    assert kept[50:, 30:60].min() == 1


def test_a_cut_out_that_the_photograph_has_cut_stays_in_its_place(edit):
    alpha = edit(["astronaut"], CutOut(), size=(320, 320)).image[..., 3]
    assert alpha[-1].mean() > 0.6
    assert alpha[:4].max() < 0.1


def test_a_whole_object_is_cut_out_with_room_around_it(edit):
    alpha = edit(["coffee"], CutOut(), size=(320, 213)).image[..., 3]
    assert max(edge.max() for edge in (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1])) < 0.1


def test_a_lamp_swells_out_of_focus_and_a_plain_wall_keeps_its_tone():
    dark = np.full((120, 120, 3), 0.1, np.float32)
    dark[58:62, 58:62] = 1
    soft = out_of_focus(dark, 12)
    assert soft[60, 52].mean() > 0.2
    wall = np.full((120, 120, 3), 0.8, np.float32)
    assert np.abs(out_of_focus(wall, 12) - wall).max() < 0.02


def test_a_hat_on_a_head_that_the_photograph_has_cut_is_as_wide_as_its_brow(edit):
    hat = AddObject(concept="hat", word="hat", color="#e02b2b", place=Place.ON_HEAD)
    hsv = to_hsv(edit(["chelsea"], hat, size=(360, 240)).image)
    is_red = ((hsv[..., 0] < 12) | (hsv[..., 0] > 345)) & (hsv[..., 1] > 0.6)
    assert is_red.any(0).mean() > 0.34
    assert is_red[:120].any(1).mean() > 0.6


def test_a_balloon_flies_beside_the_head_on_a_string(edit):
    balloon = AddObject(concept="balloon", word="balloon", color="#e02b2b", place=Place.HAND)
    before = edit(["hopper"], size=(256, 300)).image
    changed = np.abs(edit(["hopper"], balloon, size=(256, 300)).image - before).max(-1) > 0.2
    assert changed[:120].any()
    assert changed[200:280].any()


def test_a_drink_is_none_of_its_cups_glaze(edit):
    before = edit(["coffee"], size=(360, 240)).image
    after = edit(["coffee"], Recolour(target="cup", color="#2f6fe0"), size=(360, 240)).image
    changed = np.abs(after - before).max(-1)
    assert changed[165:185, 90:110].mean() > 0.3
    assert changed[88:100, 165:190].mean() < 0.5 * changed[165:185, 90:110].mean()


@pytest.mark.parametrize("style", [Style.PENCIL, Style.WATERCOLOUR, Style.COMIC])
def test_styles_after_a_photograph_are_the_same_every_time_and_keep_the_face(pixels, style):
    redraw = style_after_photograph(style)
    image = pixels("astronaut")
    drawn = redraw(image, 3)
    assert np.array_equal(drawn, redraw(image, 3))
    face = np.s_[60:140, 140:220]
    alike = np.corrcoef(luminance(drawn[face]).ravel(), luminance(image[face]).ravel())[0, 1]
    assert alike > 0.5


def test_a_comic_is_drawn_of_the_stripes_and_eyes_it_was_made_after(pixels):
    image = pixels("chelsea")
    alike = np.corrcoef(_fine(style_after_photograph(Style.COMIC)(image, 3)), _fine(image))[0, 1]
    assert alike > 0.65


def test_eyes_and_glasses_stay_what_they_were_in_a_comic(edit, pixels):
    drawn = edit(["hopper"], Restyle(style=Style.COMIC), size=(440, 516)).image
    image = pixels("hopper")
    eyes = np.s_[150:220, 140:300]
    alike = np.corrcoef(_fine(drawn[eyes]), _fine(image[eyes]))[0, 1]
    assert alike > 0.85


def _fine(image):
    """What is left of its tones without the large areas, away from the panel's frame."""
    grey = blur(luminance(image), 1.5)
    margin = round(0.1 * min(grey.shape))
    return (grey - blur(grey, 9))[margin:-margin, margin:-margin].ravel()


@pytest.mark.parametrize(
    ("style", "least", "most"), [(Style.LINE_ART, 0.7, 0.99), (Style.POP_ART, 0.35, 0.9)]
)
def test_a_face_drawn_in_lines_is_light_with_features_and_no_black_mask(edit, style, least, most):
    drawn = edit(["astronaut"], Restyle(style=style), size=(300, 300)).image
    cheeks = luminance(drawn)[35:75, 118:152]
    assert least < float(cheeks.mean()) < most
    assert cheeks.std() > 0.05


def test_other_styles_have_no_way_of_their_own():
    assert style_after_photograph(Style.NEON) is None


def test_snow_lies_on_leaves_and_roofs_out_of_doors_and_on_no_table(edit):
    snow = AddWeather(weather=Weather.SNOW)
    for name, is_outdoors in (("temple", True), ("coffee", False)):
        before = edit([name], size=(320, 213)).image
        whiter = (edit([name], snow, size=(320, 213)).image.min(-1) - before.min(-1))[120:] > 0.35
        assert bool(whiter.mean() > 0.08) is is_outdoors


def test_a_sunset_has_banks_of_cloud_and_a_starry_night_bright_stars(edit):
    sunset = edit(["temple"], Relight(look=Look.SUNSET), size=(480, 320)).image[5:60, 300:460]
    assert sunset.std((0, 1)).max() > 0.04
    night = luminance(edit(["temple"], Relight(look=Look.NIGHT), size=(480, 320)).image)[5:80, 250:460]
    assert (night > 0.5).sum() >= 5
    assert np.median(night) < 0.2


def test_grass_is_recoloured_and_the_sky_is_not(edit):
    green = Recolour(target="grass", color="#35a83a", concept=SCENERY)
    hsv = to_hsv(edit(["temple"], green, size=(480, 320)).image)
    is_green = (hsv[..., 0] > 90) & (hsv[..., 0] < 150) & (hsv[..., 1] > 0.2)
    assert is_green[270:, :60].mean() > 0.4
    assert is_green[:60, 300:].mean() < 0.02


def test_a_hat_finds_room_over_somebodys_head(edit):
    hat = AddObject(concept="top-hat", word="hat", color="#e02b2b", place=Place.ON_HEAD)
    after = edit(["astronaut"], hat, size=(400, 400)).image
    (face,) = find_faces(after)
    hsv = to_hsv(after[: int(face.y)])
    is_red = ((hsv[..., 0] < 12) | (hsv[..., 0] > 345)) & (hsv[..., 1] > 0.7)
    is_red[:, : int(face.x - face.side)] = False
    assert is_red.any(1).sum() > face.side
    assert is_red[0].sum() < is_red[12].sum() / 2


def test_a_head_that_is_cut_gets_a_crown_where_the_picture_goes_on():
    matte = np.zeros((60, 100), np.float32)
    matte[20:, 30:70] = 1
    crown = crown_over(matte, 20, seed=3)
    assert crown[19, 45:55].min() > 0.9
    assert crown[:10].max() < 0.1
    assert crown[:, :28].max() == 0
    assert not crown_over(np.zeros_like(matte), 20, seed=3).any()


def test_shoulders_lose_their_ends_rather_than_the_photograph_being_carried_on(
    photograph, remembering_finder
):
    (taken,), _ = take_photographs([photograph("hopper")], 512, remembering_finder)
    assert not window_for(taken, (448, 576)).reaches_outside(taken)


def test_letters_of_a_corner_stand_in_it(edit):
    text = AddText(text="Sale", place=Place.TOP_RIGHT, color="#ffffff")
    image = edit(["flower"], text, size=(480, 320)).image
    columns = np.flatnonzero((image[:90] > 0.97).all(-1).any(0))
    assert 0.93 * 480 < columns[-1] < 0.99 * 480


def bust(face: float) -> Cutout:
    rgba = np.ones((100, 80, 4), np.float32)
    return Cutout(rgba=rgba, left=False, right=False, top=False, bottom=True, face=face)


def test_two_people_side_by_side_get_faces_of_nearly_one_size():
    canvas = Canvas((400, 400), TimeOfDay.DAY, 1)
    spots = arranged(canvas, [bust(0.2), bust(0.4)], 1)
    near, far = sorted(piece.face * spot.height for piece, spot in spots)
    assert far / near < 1.5
    assert all(0 < spot.x < 400 for _, spot in spots)


def test_a_background_loses_its_colours_and_who_stands_before_it_keeps_them(edit):
    grey = Relight(look=Look.BLACK_AND_WHITE, keeps_object=True)
    edited = edit(["astronaut"], grey)
    saturation = to_hsv(edited.image)[..., 1]
    assert float(saturation[edited.focus < 0.01].mean()) < 0.05
    assert float(saturation[edited.focus > 0.99].mean()) > 0.3


def test_the_end_of_a_flag_beside_an_arm_goes_though_the_network_is_sure(photograph, remembering_finder):
    (sitter,), _ = take_photographs([photograph("astronaut")], 512, remembering_finder)
    low = round(0.8 * sitter.height)
    assert sitter.matte[low:-4, : round(0.012 * sitter.width)].max() < 0.1
    assert sitter.matte[low:, round(0.13 * sitter.width) : round(0.26 * sitter.width)].min() > 0.9


def test_a_saucer_is_round_along_its_foot(photograph, remembering_finder):
    (cup,), _ = take_photographs([photograph("coffee")], 420, remembering_finder)
    outlines, _ = cv2.findContours(
        (cup.matte > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    arc = outlines[0][outlines[0][:, 0, 1] > 190]
    (x, y), (wide, tall), turn = cv2.fitEllipse(arc)
    ellipse = cv2.ellipse(np.zeros(cup.matte.shape), ((x, y), (wide, tall), turn), 1, cv2.FILLED)
    assert np.abs(ellipse[200:] - (cup.matte[200:] > 0.5)).sum() < 0.012 * ellipse[200:].sum()


def test_a_plain_hat_is_no_taller_than_its_place_and_the_frame_hardly_moves(edit):
    before = edit(["astronaut"], size=(400, 400)).image
    hat = AddObject(concept="hat", word="hat", color="#e02b2b", place=Place.ON_HEAD)
    after = edit(["astronaut"], hat, size=(400, 400)).image
    (first,), (second,) = find_faces(before), find_faces(after)
    assert second.y - first.y < 0.11 * 400

"""Faces, cut edges, skies and letters on photographs: each mechanism shown by what it changes."""

import numpy as np
import pytest

from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.cutting_out import Cutout
from cavendish_illustrator.edit.finding.head_finding import find_head, locate_head
from cavendish_illustrator.edit.finding.matting import cut_by_color
from cavendish_illustrator.edit.finding.outline_closing import with_closed_outline
from cavendish_illustrator.edit.pixels.patch_completion import complete
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.painting.pixel_ops import to_hsv
from cavendish_illustrator.picture_spec import PictureSpec, Style
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddText,
    BlurBackground,
    Combine,
    Flip,
    Look,
    Place,
    Relight,
    RemoveObject,
    Restyle,
    Sticker,
)


def test_a_face_is_found_with_its_eyes_and_a_cat_a_cup_and_a_flower_have_none(pixels):
    (face,) = find_faces(pixels("astronaut"))
    (left, right) = face.eyes
    assert abs(left[0] - 158) < 6
    assert abs(right[0] - 194) < 6
    assert abs(left[1] - right[1]) < 4
    for name in ("chelsea", "coffee", "flower"):
        assert find_faces(pixels(name)) == []


def test_the_tilt_of_a_turned_face_is_told(photograph):
    image = photograph("hopper").rotate(-15, expand=True, fillcolor=(90, 120, 170))
    (face,) = find_faces(np.asarray(image, np.float32) / 255)
    assert 8 < face.tilt_deg < 22


def test_a_head_is_where_the_face_is_even_if_the_outline_says_nothing(pixels):
    image = pixels("hopper")
    everything = np.ones(image.shape[:2], np.float32)
    head = locate_head(image, everything)
    assert head.face is not None
    assert abs(head.middle - 229) < 12
    assert head.width < 0.6 * image.shape[1]
    assert find_head(everything).width > 0.9 * image.shape[1]


def test_colours_complete_what_the_network_only_half_sees():
    image = np.zeros((120, 160, 3), np.float32)
    image[...] = (0.1, 0.3, 0.8)
    image[30:90, 40:120] = (0.9, 0.4, 0.1)
    coarse = np.zeros((120, 160), np.float32)
    coarse[30:90, 40:90] = 1
    coarse[30:90, 90:150] = 0.3
    cut = cut_by_color(image, coarse)
    height, width = cut.shape
    assert cut[height // 2, round(width * 110 / 160)] > 0.9
    assert cut[height // 2, round(width * 140 / 160)] < 0.1
    assert np.array_equal(cut, cut_by_color(image, coarse))


def test_a_map_without_a_sure_part_is_left_as_it_is():
    coarse = np.full((60, 60), 0.5, np.float32)
    assert cut_by_color(np.full((60, 60, 3), 0.5, np.float32), coarse) is coarse


def cut_square(**edges):
    rgba = np.ones((200, 300, 4), np.float32)
    flags = {"left": False, "right": False, "top": False, "bottom": False} | edges
    return Cutout(rgba=rgba, **flags)


@pytest.mark.parametrize(
    ("edge", "corners"),
    [("top", [(2, 2), (2, -3)]), ("bottom", [(-3, 2), (-3, -3)]), ("left", [(2, 2), (-3, 2)])],
)
def test_a_cut_edge_is_rounded_at_its_ends_and_kept_in_its_middle(edge, corners):
    alpha = with_closed_outline(cut_square(**{edge: True})).rgba[..., 3]
    assert all(alpha[corner] < 0.1 for corner in corners)
    middle = {"top": (5, 150), "bottom": (-6, 150), "left": (100, 5)}[edge]
    assert alpha[middle] > 0.9
    assert alpha[100, 150] == 1


def test_a_whole_object_keeps_its_outline():
    piece = cut_square()
    assert with_closed_outline(piece) is piece


def test_a_sticker_of_a_close_up_has_no_long_straight_edge(edit):
    alpha = edit(["chelsea"], Sticker(), size=(420, 280)).image[..., 3] > 0.9
    rows = np.flatnonzero(alpha.any(1))
    columns = np.flatnonzero(alpha.any(0))
    for line in (alpha[rows[0]], alpha[rows[-1]], alpha[:, columns[0]], alpha[:, columns[-1]]):
        assert line.sum() < 0.5 * max(alpha.any(0).sum(), alpha.any(1).sum())


def test_sunglasses_sit_on_the_eyes(edit, photograph):
    size = (400, 400)
    before = edit(["astronaut"], Flip(), size=size).image
    glasses = AddObject(concept="sunglasses", word="sunglasses", place=Place.ON_FACE)
    after = edit(["astronaut"], Flip(), glasses, size=size).image
    rows, columns = np.nonzero(np.abs(after - before).max(-1) > 0.2)
    (face,) = find_faces(before)
    middle = np.mean(face.eyes, 0)
    assert abs(columns.mean() - middle[0]) < 0.12 * face.side
    assert abs(rows.mean() - middle[1]) < 0.16 * face.side


def test_a_rainbow_spans_the_sky_behind_the_building(edit):
    before = edit(["temple"], Flip(), size=(420, 280))
    after = edit(["temple"], Flip(), AddObject(concept="rainbow", word="rainbow"), size=(420, 280))
    changed = np.abs(after.image - before.image).max(-1) > 0.06
    assert np.ptp(np.nonzero(changed)[1]) > 0.5 * 420
    assert float(changed[before.focus > 0.9].mean()) < 0.03
    hues = to_hsv(after.image)[..., 0][changed]
    assert len(set((hues // 60).astype(int).tolist())) >= 4


@pytest.mark.parametrize("count", [1, 3])
def test_far_birds_are_small_and_dark_and_as_many_as_asked(edit, count):
    before = edit(["temple"], Flip(), size=(420, 280)).image
    birds = AddObject(concept="bird", word="birds", count=count, place=Place.SKY)
    after = edit(["temple"], Flip(), birds, size=(420, 280)).image
    changed = np.abs(after - before).max(-1) > 0.1
    assert 0.0002 * count < float(changed.mean()) < 0.01 * count
    assert float((luminance(after) - luminance(before))[changed].mean()) < -0.1


def test_a_background_that_is_soft_already_is_still_seen_to_change(edit):
    notes = " ".join(edit(["chelsea"], BlurBackground()).notes)
    assert "blurred" in notes
    assert "beyond" not in notes


def test_at_night_the_object_keeps_some_of_its_colours(edit):
    night = edit(["coffee"], Flip(), Relight(look=Look.NIGHT))
    cup = night.image[night.focus > 0.95].mean(0)
    assert cup[0] > cup[2]
    assert float(night.image[night.focus < 0.05].mean()) < float(cup.mean())


def test_text_at_the_top_leaves_a_face_free(edit):
    size = (400, 400)
    # Both make the same room over the head: they differ where the letters are.
    other, after = (
        edit(["astronaut"], Flip(), AddText(text=text, place=Place.TOP), size=size).image
        for text in ("MMMMMMMMMMMM", "Frohe Weihnachten")
    )
    written = np.abs(after - other).max(-1) > 0.25
    (face,) = find_faces(after)
    inside = written[
        int(face.y - face.side / 2) : int(face.y + face.side / 2),
        int(face.x - face.side / 2) : int(face.x + face.side / 2),
    ]
    assert written.sum() > 200
    assert float(inside.mean()) < 0.02
    assert np.nonzero(written)[0].max() < face.y - 0.7 * face.side


def test_what_is_worn_is_not_taken_away_with_its_wearer(edit):
    notes = " ".join(edit(["astronaut"], RemoveObject(concept="glasses", word="glasses")).notes)
    assert "cannot take off" in notes
    assert "took the main object" not in notes


def test_an_object_that_fills_the_picture_leaves_its_surroundings_colours(edit):
    after = edit(["chelsea"], RemoveObject(concept=None, word="cat"), Flip(), size=(420, 280)).image
    eye = after[100:140, 240:280]
    assert float(np.abs(np.diff(luminance(eye), axis=1)).mean()) < 0.03


def test_a_style_repaints_the_face_as_well(edit):
    before, after = (
        edit(["astronaut"], Flip(), size=(400, 400)),
        edit(["astronaut"], Flip(), Restyle(style=Style.OIL), size=(400, 400)),
    )
    assert float(np.abs(before.image - after.image)[before.focus > 0.95].mean()) > 0.02


def test_a_small_thing_before_a_person_in_a_tall_picture_leaves_the_face_free(edit):
    scene = Combine(spec=PictureSpec(prompt="", settings=("beach",)))
    assert find_faces(edit(["hopper", "coffee"], scene, size=(288, 396)).image)


def test_a_filled_hole_never_copies_from_a_dark_corner():
    image = np.full((96, 128, 3), 0.7, np.float32)
    image[:, :20] = 0.05
    hole = np.zeros((96, 128), np.float32)
    hole[30:66, 60:100] = 1
    filled = complete(image * (1 - hole[..., None]), hole, 3)
    assert float(filled[hole == 1].min()) > 0.5

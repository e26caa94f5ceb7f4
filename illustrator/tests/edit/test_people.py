"""People are cut out with their hair, and painted where their faces are."""

import numpy as np
import pytest

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.faces.face_outline import outline_face
from cavendish_illustrator.edit.faces.face_parts import irises_cover, lips_cover
from cavendish_illustrator.edit.faces.hair_finding import find_hair
from cavendish_illustrator.edit.faces.hair_matting import soften_outline
from cavendish_illustrator.edit.faces.people_finding import with_people
from cavendish_illustrator.edit.finding.colour_spill import clean_colors
from cavendish_illustrator.edit.finding.hat_seats import hat_seat
from cavendish_illustrator.edit.finding.head_finding import Head
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.made_for_faces import make_for_faces
from cavendish_illustrator.painting.pixel_ops import resize
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place, Recolour


def test_somebody_whom_the_finder_of_main_objects_missed_comes_in(pixels):
    image = pixels("hopper")
    nothing = np.zeros((272, 272), np.float32)
    found = resize(with_people(image, nothing, find_faces(image)), image.shape[1], image.shape[0])
    assert found[200, 220] > 0.9
    assert found[450, 200] > 0.9
    assert found[40, 20] < 0.1


def test_a_flag_that_the_finder_half_took_for_somebody_stays_behind(pixels):
    image = pixels("hopper")
    half = np.full((272, 272), 0.4, np.float32)
    assert resize(with_people(image, half, find_faces(image)), 440, 516)[60, 30] < 0.1


def test_lipstick_is_on_lips_and_not_on_teeth(pixels):
    image = pixels("astronaut")
    face = find_faces(image)[0]
    outline, cover = outline_face(image, face), lips_cover(image, face)
    assert outline is not None
    assert cover is not None
    upper, lower, edge = (outline.points[number] for number in (13, 14, 17))
    teeth, lip = (upper + lower) / 2, (lower + edge) / 2
    assert cover[round(teeth[1]), round(teeth[0])] < 0.3
    assert cover[round(lip[1]), round(lip[0])] > 0.6


def test_irises_are_found_between_the_lids(pixels):
    image = pixels("astronaut")
    face = find_faces(image)[0]
    cover = irises_cover(image, face)
    assert cover is not None
    rows, columns = np.nonzero(cover > 0.3)
    away = [min(np.hypot(x - ex, y - ey) for ex, ey in face.eyes) for y, x in zip(rows, columns, strict=True)]
    assert max(away) < 0.2 * face.eye_distance
    assert 4 < len(rows) < 0.02 * face.side**2


def somebody_with_a_strand():
    image = np.full((160, 160, 3), (0.25, 0.5, 0.2), np.float32)
    ys, xs = np.ogrid[:160, :160]
    head = np.hypot(xs - 80, ys - 90) < 45
    image[head] = (0.12, 0.1, 0.1)
    image[36:48, 80:82] = (0.12, 0.1, 0.1)
    return image, head.astype(np.float32)


def test_a_strand_that_stands_out_of_the_cut_is_half_seen():
    image, matte = somebody_with_a_strand()
    face = Face(x=80, y=95, side=70, eyes=((65, 85), (95, 85)), mouth=(80, 110))
    soft = soften_outline(image, matte, [face])
    assert soft[43, 80:82].mean() > 0.15
    assert soft[43, 70:76].max() < 0.05


def test_black_hair_before_a_green_wall_is_no_redder_for_it():
    image, matte = somebody_with_a_strand()
    image[70:130, 60:100] = (0.85, 0.6, 0.5)
    before, after = to_lab(image), to_lab(clean_colors(image, matte))
    assert np.abs(after[50, 70:90, 1:] - before[50, 70:90, 1:]).max() < 3


def with_thing(pixels, name, concept, place, color=None):
    image = pixels(name)
    picture = WorkingPicture(image.copy(), np.ones(image.shape[:2], np.float32), 3)
    operation = AddObject(concept=concept, word=concept, place=place, color=color)
    assert make_for_faces(picture, operation, place)
    return image, picture.rgb, find_faces(image)[0]


def test_a_beard_grows_on_the_jaw_and_leaves_lips_and_eyes(pixels):
    before, after, face = with_thing(pixels, "astronaut", "beard-worn", Place.ON_FACE, "#2a211e")
    changed = np.abs(after - before).max(-1) > 0.15
    outline = outline_face(before, face)
    assert outline is not None
    chin = outline.points[199]
    assert changed[round(chin[1]), round(chin[0])]
    lips = outline.cover("inner_lips", before.shape) > 0.9
    assert changed[lips].mean() < 0.2
    assert not changed[: round(max(y for _, y in face.eyes)) + 3].any()


def test_a_scarf_goes_around_the_neck_below_the_chin(pixels):
    before, after, face = with_thing(pixels, "hopper", "scarf", Place.NECK, "#2f6fe0")
    rows = np.flatnonzero((np.abs(after - before).max(-1) > 0.2).sum(1) > 20)
    assert face.y < rows[0] < face.y + 0.75 * face.side
    assert rows[-1] > face.y + 1.4 * face.side


@pytest.mark.parametrize(("name", "is_over_ears"), [("straw-hat", False), ("headphones-worn", True)])
def test_a_hat_sits_over_the_forehead_and_headphones_on_the_ears(pixels, name, is_over_ears):
    image = pixels("astronaut")
    face = find_faces(image)[0]
    outline = outline_face(image, face)
    assert outline is not None
    head = Head(middle=face.x, top=30.0, bottom=170.0, width=1.2 * face.side, face=face)
    seat = hat_seat(name, head, outline, np.ones(image.shape[:2], np.float32))
    eyes = (face.eyes[0][1] + face.eyes[1][1]) / 2
    assert (seat.bottom > eyes) is is_over_ears
    assert is_over_ears or seat.bottom > outline.brow[1]
    assert seat.width > outline.width


def test_hair_is_told_from_skin_and_cloth(pixels):
    image = pixels("astronaut")
    hair = find_hair(image, np.ones(image.shape[:2], np.float32), find_faces(image)[0])
    assert hair is not None
    face = find_faces(image)[0]
    crown, breast = round(face.y - 0.85 * face.side), round(face.y + 1.5 * face.side)
    assert hair[crown, round(face.x)] > 0.7
    assert hair[round(face.y), round(face.x)] < 0.1
    assert hair[breast].max() < 0.3


def test_a_colour_for_somebody_is_one_for_their_clothes(edit):
    whole = edit(["hopper"], Recolour(target=None, color="#35a83a"), size=(264, 308))
    face = find_faces(whole.image)[0]
    red, green = (float(whole.image[round(face.y), round(face.x), channel]) for channel in (0, 1))
    assert red > green

"""What cannot be told from its surroundings stays, what goes takes its shadow along, sizes are as in life."""

import numpy as np
import pytest
from PIL import Image

from cavendish_illustrator.edit.backgrounds.cutout_arrangement import arranged
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.animal_eyes import find_animal_eyes
from cavendish_illustrator.edit.finding.cutting_out import Cutout
from cavendish_illustrator.edit.finding.photograph import take_photographs
from cavendish_illustrator.edit.finding.salient_object import find_main_objects
from cavendish_illustrator.edit.pixels.cast_shadows import cast_shadow
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import TimeOfDay
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    SCENERY,
    AddObject,
    Extend,
    Place,
    Recolour,
    RemoveObject,
)


def test_people_are_not_taken_away_with_what_is_no_person(edit):
    notes = " ".join(edit(["coffee"], RemoveObject(concept="person", word="people", is_all=True)).notes)
    assert "cannot tell 'people'" in notes


def test_a_person_whose_face_is_seen_is_taken_away(edit):
    notes = " ".join(edit(["hopper"], RemoveObject(concept="person", word="her")).notes)
    assert "cannot tell" not in notes


def test_scenery_keeps_its_colour_and_the_report_says_so(edit):
    notes = " ".join(edit(["coffee"], Recolour(target="grass", concept=SCENERY, color="#20a020")).notes)
    assert "cannot tell 'grass'" in notes


def figure_on_ground():
    image = np.full((200, 300, 3), 0.7, np.float32) + np.random.default_rng(1).normal(0, 0.01, (200, 300, 1))
    thing, other = np.zeros((2, 200, 300), np.float32)
    thing[60:120, 60:80] = other[100:120, 200:240] = 1
    image[114:124, 70:150] *= 0.6
    image[thing > 0] = (0.1, 0.2, 0.6)
    image[other > 0] = 0.3
    return image.astype(np.float32), thing, other


def test_a_shadow_is_found_beside_its_thing_and_other_things_are_not():
    image, thing, other = figure_on_ground()
    shadow = cast_shadow(image, thing, np.maximum(thing, other))
    assert shadow[116:122, 90:140].mean() > 0.8
    assert shadow[other > 0].max() < 0.1
    assert shadow[:50].max() < 0.1


def test_a_dark_ground_is_no_shadow():
    image, thing, other = figure_on_ground()
    image[90:][thing[90:] < 0.5] *= 0.6
    assert cast_shadow(image, thing, other).max() < 0.1


def test_a_clear_sky_flows_on_without_a_seam(edit):
    ys = np.linspace(0.9, 0.5, 240, dtype=np.float32)[:, None, None]
    sky = np.broadcast_to(ys * np.array([0.6, 0.8, 1.0], np.float32), (240, 320, 3)).copy()
    sky[180:, 120:200] = (0.5, 0.2, 0.1)
    picture = Image.fromarray(np.uint8(sky * 255))
    tall = edit([picture], Extend(), size=(320, 512)).image
    upper = tall[:256, 40:100].mean((1, 2))
    assert np.abs(np.diff(upper)).max() < 0.03


@pytest.mark.parametrize("shape", [(200, 200), (24, 400)])
def test_a_plain_colour_or_a_thread_shows_no_object(shape):
    assert find_main_objects([np.full((*shape, 3), 0.4, np.float32)])[0].max() == 0


def test_a_cup_is_smaller_than_a_horse():
    canvas = Canvas((640, 480), TimeOfDay.DAY, 3)
    whole = np.ones((100, 100, 4), np.float32)
    pieces = [
        Cutout(rgba=whole, left=False, right=False, top=False, bottom=False, real_height=height)
        for height in (1.6, 0.1)
    ]
    tall = {piece.real_height: spot.height for piece, spot in arranged(canvas, pieces, 3)}
    assert 0.2 < tall[0.1] / tall[1.6] < 0.5


@pytest.mark.parametrize("name", ["coffee", "temple"])
def test_nothing_but_an_animal_has_animals_eyes(photograph, name):
    (taken,), _ = take_photographs([photograph(name)], 512)
    assert find_animal_eyes(taken.rgb, taken.matte) is None


def test_somebody_stays_where_a_flag_was_to_go(edit):
    result = edit(["hopper"], RemoveObject(concept="flag", word="flag"), size=(320, 400))
    assert result.focus[110:150, 130:180].min() > 0.9
    assert len(find_faces(result.image)) == 1


def test_a_thing_without_a_name_on_a_person_is_cloth_and_no_face(edit):
    before = edit(["hopper"], Recolour(target="sash", color="#111111"), size=(256, 320)).image
    after = edit(["hopper"], Recolour(target="sash", color="#e02b2b"), size=(256, 320)).image
    changed = np.abs(after - before).max(-1) > 0.25
    assert changed[230:, 80:180].mean() > 0.3
    assert changed[110:150, 110:150].mean() < 0.02


def test_a_scarf_without_a_neck_is_left_out(edit):
    scarf = AddObject(concept="scarf", word="scarf", place=Place.NECK)
    assert "found no neck" in " ".join(edit(["raccoon"], scarf).notes)

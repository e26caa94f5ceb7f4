"""Instructions of several steps, and those that name what is not the main object."""

import numpy as np
import pytest

from cavendish_illustrator.edit.backgrounds.framing import wider_window
from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    SCENERY,
    AddObject,
    AddWeather,
    BlurBackground,
    Extend,
    Flip,
    Look,
    Place,
    Recolour,
    Relight,
    RemoveObject,
    ReplaceBackground,
)


def kinds(instruction):
    return [type(operation) for operation in parse_edit(instruction).operations]


def test_a_verb_holds_for_the_things_listed_after_it():
    added = parse_edit("add a hat, sunglasses and a scarf").operations
    assert [one.concept for one in added if isinstance(one, AddObject)] == ["hat", "sunglasses", "scarf"]
    removed = parse_edit("remove the dog, the horse").operations
    assert [one.concept for one in removed if isinstance(one, RemoveObject)] == ["dog", "horse"]


def test_a_wider_frame_keeps_its_own_scenery():
    assert kinds("extend the image to the left and add more grass") == [Extend]


def test_a_cut_out_before_a_white_background_is_white():
    assert kinds("cut out the bike and put it on a white background for my shop") == [ReplaceBackground]


@pytest.mark.parametrize("instruction", ["make it day time", "zrób dzień", "mach das Foto mit Tageslicht"])
def test_day_can_be_asked_for(instruction):
    assert Relight(look=Look.DAY) in parse_edit(instruction).operations


def test_snow_on_a_roof_falls_and_moves_nothing():
    assert AddWeather in kinds("add snow on the roof")
    assert ReplaceBackground not in kinds("add snow on the roof and make it winter")


@pytest.mark.parametrize("instruction", ["remove the trees", "rimuovi gli alberi"])
def test_scenery_is_not_taken_for_the_main_object(edit, instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, RemoveObject)
    assert operation.concept == SCENERY
    before, after = edit(["temple"], Flip()), edit(["temple"], Flip(), operation)
    assert "cannot tell" in " ".join(after.notes)
    assert float(np.abs(before.image - after.image).mean()) < 0.01


def test_a_hundred_asks_give_a_bounded_number_of_operations():
    assert len(parse_edit("add a cat, a dog and a red hat. make it night! " * 100).operations) <= 24


def test_one_of_several_things_is_recoloured():
    (operation,) = parse_edit("change the horse to brown").operations
    assert isinstance(operation, Recolour)
    assert operation.concept == "horse"


@pytest.mark.parametrize(("toward", "left"), [(Place.LEFT, -80.0), (Place.RIGHT, 0.0), (None, -40.0)])
def test_another_ratio_widens_the_frame_no_more_than_it_must(toward, left):
    matte = np.zeros((100, 100), np.float32)
    matte[30:60, 30:70] = 1
    photograph = Photograph(rgb=np.zeros((100, 100, 3), np.float32), matte=matte)
    window = wider_window(photograph, (180, 100), toward)
    assert (window.left, window.width, window.height) == (pytest.approx(left), 180, 100)


def test_a_moustache_needs_a_face(edit):
    operation = AddObject(concept="mustache", word="moustache")
    assert "on_face" in " ".join(edit(["hopper"], operation).notes)
    assert "found no face" in " ".join(edit(["chelsea"], operation).notes)


def test_an_added_thing_never_stands_before_a_face(edit):
    house = AddObject(concept="house", word="house", place=None)
    before, after = (
        edit(["astronaut"], Flip(), size=(256, 256)),
        edit(["astronaut"], Flip(), house, size=(256, 256)),
    )
    face = (slice(30, 75), slice(140, 175))
    assert float(np.abs(before.image - after.image)[face].max()) < 0.1


def test_two_steps_are_two_operations():
    assert kinds("make it evening and add a full moon") == [Relight, AddObject]


@pytest.mark.parametrize(
    "prompt",
    [
        "remove the bin, keep the man and the horse",
        "usuń kosz, zostaw mężczyznę i konia",
        "entferne die Vase, behalte den Mann und das Pferd",
        "enlève la chaise, garde l'homme et le cheval",
    ],
)
def test_what_is_to_stay_is_not_taken_away(prompt):
    words = [str(operation) for operation in parse_edit(prompt).operations]
    assert len(words) == 1
    assert "horse" not in words[0]
    assert "man" not in words[0]


def test_of_the_time_that_is_and_the_one_wanted_the_latter_counts():
    (light,) = parse_edit("turn this night photo into a sunny day").operations
    assert light == Relight(look=Look.DAY)


def test_a_tower_that_says_where_the_moon_is_is_not_added():
    added = parse_edit("add a full moon behind the rocket").operations
    assert [one.concept for one in added if isinstance(one, AddObject)] == ["moon"]


@pytest.mark.parametrize("prompt", ["swap the kitchen behind them for a beach", "zamień kuchnię na plażę"])
def test_of_two_places_the_latter_is_the_new_one(prompt):
    (scene,) = parse_edit(prompt).operations
    assert isinstance(scene, ReplaceBackground)
    assert scene.spec.settings[:1] == ("beach",)


def test_a_wider_smile_is_no_wider_picture():
    assert Extend not in kinds("make her smile wider")
    assert Extend in kinds("make the picture wider")


def test_the_lights_of_the_street_are_no_new_place():
    assert kinds("haz que sea de noche con las luces de la calle") == [Relight]


def test_a_cup_that_steam_rises_from_is_not_added():
    added = parse_edit("add foam and a croissant from the cup").operations
    assert not any(isinstance(one, AddObject) and "cup" in one.word for one in added)


def test_a_sketch_on_yellow_paper_paints_nothing_yellow():
    assert Recolour not in kinds("turn it into a pencil sketch on old yellow paper")


def test_what_changes_colour_beside_a_blurred_background_does_so():
    assert kinds("mach die Tasse blau und den Hintergrund unscharf") == [Recolour, BlurBackground]

"""Instructions about one of several things, or about all of them."""

import numpy as np
import pytest

from cavendish_illustrator.edit.finding.object_parts import meant_part
from cavendish_illustrator.edit.picture_changes import change_picture
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddText,
    Place,
    Recolour,
    RemoveObject,
    ReplaceBackground,
)


@pytest.fixture
def three_objects():
    """A low thing, a tall thin one that it touches, and a great one apart."""
    matte = np.zeros((200, 300), np.float32)
    matte[130:160, 20:70] = 1
    matte[60:170, 80:105] = 1
    matte[145:147, 70:80] = 1
    matte[70:170, 180:290] = 1
    return WorkingPicture(np.full((200, 300, 3), 0.5, np.float32), matte, seed=1)


def columns(cover):
    found = np.flatnonzero((cover > 0.5).any(0))
    return int(found[0]), int(found[-1])


@pytest.mark.parametrize(
    ("concept", "place", "first", "last"),
    [
        ("dog", None, 20, 75),
        ("person", None, 74, 105),
        ("horse", None, 180, 289),
        ("dog", Place.RIGHT, 180, 289),
        ("horse", Place.LEFT, 20, 75),
    ],
)
def test_one_of_several_is_told_by_size_shape_or_side(three_objects, concept, place, first, last):
    found = columns(meant_part(three_objects, concept, place))
    assert abs(found[0] - first) <= 6
    assert abs(found[1] - last) <= 6


def test_all_of_them_are_all_of_the_matte(three_objects):
    assert np.array_equal(meant_part(three_objects, "person", None, is_all=True), three_objects.matte)


def test_one_object_alone_is_always_meant():
    matte = np.zeros((80, 80), np.float32)
    matte[20:60, 20:60] = 1
    picture = WorkingPicture(np.zeros((80, 80, 3), np.float32), matte, seed=1)
    assert np.array_equal(meant_part(picture, "dog", None), matte)


def test_one_dog_is_removed_and_all_people_are():
    (dog,) = parse_edit("remove the dog on the left").operations
    assert isinstance(dog, RemoveObject)
    assert (dog.place, dog.is_all) == (Place.LEFT, False)
    (people,) = parse_edit("remove the people").operations
    assert isinstance(people, RemoveObject)
    assert people.is_all


@pytest.mark.parametrize(
    ("instruction", "count"),
    [
        ("add a santa hat", 1),
        ("put sunglasses on him", 1),
        ("add santa hats", 9),
        ("put sunglasses on both of them", 9),
        ("załóż wszystkim czapki mikołaja", 9),
        ("Füge allen Weihnachtsmützen hinzu", 9),
    ],
)
def test_what_all_wear_is_told_from_what_one_wears(instruction, count):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert operation.count == count


def test_two_things_joined_by_and_get_a_colour_each():
    background, flower = parse_edit("Mach den Hintergrund schwarz und die Blume lila").operations
    assert isinstance(background, ReplaceBackground)
    assert background.color == "#222428"
    assert isinstance(flower, Recolour)
    assert (flower.target, flower.color) == ("blume", "#8d46d0")


def test_a_part_is_recoloured_and_not_whose_it_is():
    assert parse_edit("make the cat's eyes blue").operations == (Recolour(target="eyes", color="#2f6fe0"),)


def test_a_text_takes_no_colour_from_another_thing():
    text = parse_edit('make the car red and write "Sale" at the top').operations[-1]
    assert text == AddText(text="Sale", place=Place.TOP, color=None)


@pytest.mark.parametrize(
    ("instruction", "concepts"),
    [
        ("put my cat in a living room next to a christmas tree", ["christmas-tree"]),
        ("zamień tło na sawannę z żyrafą", ["giraffe"]),
        ("put the motorcycle on a road with a girl riding a horse", ["girl", "horse"]),
        ("replace the background with a beach with a parrot", ["parrot"]),
    ],
)
def test_a_new_background_has_the_named_figures_but_not_the_object_itself(instruction, concepts):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert [subject.concept for subject in operation.spec.subjects] == concepts


def test_the_figures_of_a_background_stand_beside_the_object(edit):
    (plain,) = parse_edit("replace the background with a meadow").operations
    (full,) = parse_edit("replace the background with a meadow with a giraffe").operations
    without, with_giraffe = edit(["coffee"], plain), edit(["coffee"], full)
    height = with_giraffe.image.shape[0]
    changed = np.abs(without.image - with_giraffe.image).max(-1) > 0.2
    assert changed[int(0.2 * height) :].mean() > 0.02
    assert 0.02 < float((with_giraffe.focus > 0.5).mean()) < 0.5


@pytest.mark.parametrize(("side", "is_left"), [(88, True), (60, False)])
def test_what_fills_nearly_the_whole_picture_is_not_taken_away(side, is_left):
    matte = np.zeros((100, 100), np.float32)
    matte[-side:, :side] = 1
    picture = WorkingPicture(np.full((100, 100, 3), 0.5, np.float32), matte, seed=1)
    change_picture(picture, [RemoveObject(concept="cat", word="cat")])
    assert ("left it" in " ".join(picture.notes)) is is_left
    assert picture.has_object is is_left

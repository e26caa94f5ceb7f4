"""Things on, in and instead of small parts of what a photograph shows, and light added to it."""

import numpy as np
import pytest

from cavendish_illustrator.edit.additions.adding import place_for
from cavendish_illustrator.edit.finding.animal_eyes import LIKELY, find_animal_eyes
from cavendish_illustrator.edit.finding.metal_parts import find_metal_part
from cavendish_illustrator.edit.finding.photograph import take_photographs
from cavendish_illustrator.edit.photo_editor import edit_photographs
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.worn_places import worn_at
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place
from cavendish_illustrator.understanding.instructions.edit_parser import parse_edit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "make it night with lights on in the windows and fireworks over the lake",
            {"window-lights", "fireworks", "night"},
        ),
        ("make it night with lanterns glowing and fireworks in the sky", {"fireworks", "night"}),
        ("zrób noc i zapal światła w oknach", {"window-lights", "night"}),
        ("add steam rising from the coffee", {"steam"}),
        ("dodaj parę nad kawą", {"steam"}),
        ("make the cat's eyes ice blue", {"eyes"}),
        ("remove the leaves", {"scenery"}),
        ("dodaj parę unoszącą się nad kawą", {"steam"}),
        ("metti dei marshmallow nel caffè", {"marshmallow"}),
        ("make her hair blonde and her suit green", {"target='hair'", "target='suit'"}),
    ],
)
def test_light_shades_and_greenery_are_what_is_meant(text, expected):
    told = " ".join(str(one) for one in parse_edit(text).operations)
    assert all(word in told for word in expected)
    assert not any(word in told for word in ("ReplaceBackground", "hot-beverage", "Remake"))


def test_a_butterfly_on_it_sits_on_it_and_a_hat_on_a_cat_on_its_head():
    (_, butterfly) = parse_edit("make the flower blue and add a butterfly on it").operations
    assert butterfly.place is Place.ON_OBJECT
    (hat,) = parse_edit("put a little pirate hat on the cat").operations
    assert place_for(hat) is Place.ON_HEAD
    assert place_for(AddObject(concept="cookie", word="c", place=Place.ON_OBJECT)) is Place.ON_OBJECT


@pytest.fixture
def coffee(photograph):
    return photograph("coffee")


def changed_by(coffee, text):
    size = (420, 280)
    plain = np.asarray(coffee.convert("RGB").resize(size), np.float32) / 255
    result = edit_photographs(parse_edit(text), [coffee], size, 1)
    return np.abs(result.image[..., :3] - plain).max(-1) > 0.15, result


def test_cream_lies_on_the_coffee(coffee):
    changed, result = changed_by(coffee, "put whipped cream on the coffee")
    rows, columns = np.nonzero(changed)
    assert 0.05 < changed.mean() < 0.2
    assert rows.max() < 0.55 * 280
    assert 120 < columns.mean() < 240
    assert result.image[changed].mean() > 0.7


def test_a_biscuit_takes_the_place_of_the_spoon_alone(coffee):
    changed, _ = changed_by(coffee, "replace the spoon with a cookie")
    assert 0.02 < changed.mean() < 0.15
    assert not changed[:120, :220].any()
    assert changed[150:230, 225:285].mean() > 0.5


def test_metal_is_found_where_it_is(coffee):
    (cup,), _ = take_photographs([coffee], 420)
    box = find_metal_part(WorkingPicture(cup.rgb, cup.matte, 1))
    assert (box.left + box.right) / 2 == pytest.approx(254, abs=14)
    plain = np.full((200, 200, 3), (0.6, 0.2, 0.1), np.float32)
    assert find_metal_part(WorkingPicture(plain, np.ones((200, 200), np.float32), 1)) is None


def test_lit_windows_are_warm_at_night(photograph):
    size = (384, 256)
    dark, lit = (
        edit_photographs(parse_edit(text), [photograph("temple")], size, 1).image
        for text in ("make it night", "make it night with lights on in the windows")
    )
    warmer = (lit[..., 0] - lit[..., 2]) - (dark[..., 0] - dark[..., 2])
    assert (warmer > 0.2).mean() > 0.02
    assert (warmer[:, 300:] < 0.1).all()


def test_the_spoon_goes_and_the_cup_stays(coffee):
    changed, result = changed_by(coffee, "remove the spoon")
    assert 0.005 < changed.mean() < 0.12
    assert not changed[:120, :210].any()
    assert "took spoon away" in result.notes


def test_one_sees_an_animals_eye_through_a_monocle(photograph):
    (cat,), _ = take_photographs([photograph("chelsea")], 384)
    picture = WorkingPicture(cat.rgb, cat.matte, 1)
    left, right = find_animal_eyes(cat.rgb, cat.matte, LIKELY)
    glass = worn_at(Place.ON_FACE, "monocle", 2 / 3, picture)
    assert glass.x == pytest.approx(max((left, right), key=lambda eye: eye.radius).x)
    assert glass.height < 1.3 * (right.x - left.x)


def test_mettez_moves_what_the_photograph_shows():
    (scene,) = parse_edit("mettez le chat devant la tour Eiffel").operations
    assert not scene.spec.subjects

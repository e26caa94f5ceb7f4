"""Things on things in marks, signs in patterns, things of cards, and plates of plants."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.card_words import card_wish
from cavendish_illustrator.design_parts.spot_illustration import is_plate
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.staging.emblem_parts import subject_cutouts
from cavendish_illustrator.understanding import parse_prompt


def test_who_stands_on_something_is_one_mark_with_it() -> None:
    cutouts, names, _ = subject_cutouts(parse_prompt("logo of an owl on a book"), 120, 1, wants_face=False)
    assert len(cutouts) == 1
    assert len(names) == 2


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("seamless pattern with moons, stars and foxes", "star"),
        ("fair isle pattern with foxes and snowflakes", "snowflake"),
        ("icon of a spirit level", "spirit-level"),
        ("kartka świąteczna z szopką", "nativity-scene"),
        ("Schultüte mit Sternen", "school-cone"),
        ("logo, nopal con bigote", "nopal-cactus"),
        ("cute border of erasers and pencils", "eraser"),
        ("wzór bez szwu, łapki i kości", "paw-print-big"),
        ("punk rock crow, sticker", "crow"),
    ],
)
def test_what_cards_and_marks_show_has_a_name(prompt: str, concept: str) -> None:
    assert concept in {one.concept for one in parse_prompt(prompt).subjects}


def test_an_anniversary_is_no_wedding() -> None:
    assert card_wish(parse_prompt("card with two swans, wedding anniversary")) == "Happy Anniversary"


def test_a_pair_on_stationery_is_two() -> None:
    one, two = (
        np.asarray(draw(f"wedding card with {many}", size=(200, 200), seed=1).image.convert("L"))
        for many in ("a swan", "two swans")
    )
    dark_one, dark_two = ((image[30:90, 50:150] < 225).sum() for image in (one, two))
    assert dark_two > dark_one


def test_a_botanical_illustration_is_a_plate() -> None:
    assert is_plate(parse_prompt("botanical illustration of a foxglove with roots"))
    assert not is_plate(parse_prompt("a botanical garden with a fox"))
    image = np.asarray(
        draw("botanical illustration of a foxglove", size=(200, 200), seed=1).image, np.float32
    )
    corner = image[15:40, 15:40].reshape(-1, 3).mean(0)
    assert corner[0] > corner[2] + 15


def test_a_character_sheet_shows_one_character_several_times() -> None:
    spec = parse_prompt("character sheet of a grumpy turtle detective, front and back")
    assert spec.kind is Kind.CHARACTER_SHEET
    assert [one.concept for one in spec.subjects] == ["turtle"]
    picture = draw("character sheet of a red fox", size=(240, 200), seed=1)
    image = np.asarray(picture.image, np.float32)
    assert all(half.std() > 20 for half in (image[:, :110], image[:, 130:]))


def test_several_icons_of_one_thing_have_colours_of_their_own() -> None:
    image = draw("set of six potion icons, each a different colour", size=(240, 160), seed=1).image
    tiles = [image.getpixel((x, y)) for y in (40, 120) for x in (40, 120, 200)]
    assert len(set(tiles)) > 1


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("logo of a castle", ["castle"]),
        ("logo with a volcano", ["volcano"]),
        ("logo of the Eiffel tower and a croissant", ["croissant", "tokyo-tower"]),
        ("Weinetikett mit Traube und Schloss", ["grapes", "castle"]),
        ("pattern of castles and dragons", ["dragon", "castle"]),
        ("ikona świątyni w Japonii", ["pagoda"]),
    ],
)
def test_a_place_that_is_a_thing_of_its_own_is_a_sign_of_a_mark(prompt: str, shown: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == shown

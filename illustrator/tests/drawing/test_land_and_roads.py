"""Water, roads and mountains come into the land that they were named beside."""

import numpy as np
import pytest

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.roads import lay_road
from cavendish_illustrator.scenery.setting_registry import chosen_setting, render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.understanding import parse_prompt

SIZE = (256, 192)


def painted(prompt: str) -> Canvas:
    return render_setting(parse_prompt(prompt), SIZE, 3)


def arranged(prompt: str) -> tuple[Canvas, PictureSpec, list[Placed]]:
    spec = parse_prompt(prompt)
    canvas = render_setting(spec, SIZE, 3)
    return canvas, spec, arrange(canvas, spec, cast_roles(spec, 3))


@pytest.mark.parametrize(
    "prompt", ["a park with a lake", "ein Dorf am Fluss", "un volcán junto al mar", "cave lake"]
)
def test_water_named_beside_a_land_lies_in_it(prompt: str) -> None:
    stage = painted(prompt).stage
    assert stage.water_bottom - stage.water_top > SIZE[1] * 0.04


def test_without_its_name_there_is_no_water() -> None:
    assert painted("a park").stage.water_bottom == 0


def test_a_bus_in_the_country_has_a_road_under_its_wheels() -> None:
    canvas, spec, figures = arranged("a school bus in the mountains")
    before = canvas.img.copy()
    lay_road(canvas, spec, figures)
    row = int(figures[0].feet_y)
    assert np.ptp(canvas.img[row].mean(0)) < 0.1  # grey from edge to edge
    assert not np.allclose(before[row], canvas.img[row])


def test_on_the_beach_it_stands_on_sand() -> None:
    canvas, spec, figures = arranged("a jeep on the beach")
    before = canvas.img.copy()
    lay_road(canvas, spec, figures)
    assert np.array_equal(before, canvas.img)


def test_a_bus_leaves_the_land_around_it_in_sight() -> None:
    canvas, _, figures = arranged("a school bus in the mountains")
    assert figures[0].width < canvas.width * 0.6


def test_pots_in_a_street_are_smaller_than_people_there() -> None:
    _, _, pots = arranged("flower pots in a street")
    _, _, people = arranged("a man in a street")
    assert max(one.height for one in pots) < people[0].height * 0.6


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("jesienny las z potokiem", "river"),
        ("a snowy forest with a frozen lake", "lake"),
        ("a deer in a snowy forest", "winter_forest"),
        ("a castle by the sea", "castle_headland"),
        ("Weinberge in der Toskana", "vineyard"),
        ("kwitnący sad wiśniowy", "orchard"),
        ("a car driving along the coast", "road"),
        ("klasztor w górach", "church"),
        ("a living room with a fireplace", "hearth"),
        ("ruins of a Greek temple", "ruins"),
        ("ruinas en la selva", "angkor"),
        ("colorful houses by the sea", "village"),
        ("a cozy café with books", "cafe_interior"),
        ("un campo de amapolas con un molino", "windmill_field"),
        ("dinner on a terrace", "porch"),
        ("an abandoned factory overgrown with trees in a forest", "factory"),
        ("a canal with a rowboat", "river"),
    ],
)
def test_places_named_together_make_one(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 1) == place


def test_walls_are_painted_as_they_were_named() -> None:
    assert parse_prompt("a bedroom with green walls").walls is not None
    red, blue = (painted(f"a bedroom with {tone} walls").img[:20].mean((0, 1)) for tone in ("red", "blue"))
    assert red[0] > red[2]
    assert blue[2] > blue[0]


def test_the_train_that_was_named_stands_at_its_platform() -> None:
    tags = painted("a train station with a steam locomotive").stage.tags
    assert "locomotive" in tags


def test_a_chandelier_hangs_from_the_ceiling() -> None:
    canvas, _, figures = arranged("a dining room with a chandelier")
    assert figures[0].feet_y < canvas.height * 0.5


def test_a_boat_on_a_river_has_room_on_the_water() -> None:
    stage = painted("a rowing boat on a river").stage
    assert stage.water_bottom < stage.near_y

"""Tables laid for feasts, lands that several words mean together, and the towers over a town's roofs."""

import pytest

from cavendish_illustrator.painting.canvas import StageKind
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay, Weather
from cavendish_illustrator.scenery.far_towns import has_old_town
from cavendish_illustrator.scenery.setting_registry import chosen_setting, render_setting
from cavendish_illustrator.staging.scene_drawing import paint_scene
from cavendish_illustrator.understanding.place_words.feasts import LAID_TABLE
from cavendish_illustrator.understanding.prompt_parser import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "thing"),
    [
        ("vánoční stůl s cukrovím", "candle"),
        ("Weihnachtstafel mit Kerzen", "fir-sprig"),
        ("kersttafel", "candle"),
        ("table de Noël", "christmas-bauble"),
        ("stół wielkanocny", "easter-eggs-three"),
        ("Hanukkah dinner table", "menorah"),
        ("mesa de Navidad", "fir-sprig"),
    ],
)
def test_a_table_is_laid_for_its_feast(prompt: str, thing: str) -> None:
    spec = parse_prompt(prompt)
    assert LAID_TABLE in spec.settings
    assert thing in {one.concept for one in spec.subjects}


def test_a_feast_without_a_table_is_no_still_life() -> None:
    assert LAID_TABLE not in parse_prompt("Christmas Eve in a village").settings


def test_the_laid_table_stands_before_its_room() -> None:
    canvas, _ = paint_scene(parse_prompt("a Christmas table with cookies"), (128, 128), 3)
    assert canvas.stage.kind is StageKind.SURFACE


@pytest.mark.parametrize("prompt", ["Día de Muertos, altar con velas, noche", "Day of the Dead altar"])
def test_the_day_of_the_dead_is_no_halloween(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert chosen_setting(spec, 3) == "courtyard"
    assert [one.concept for one in spec.subjects] == ["ofrenda"]


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a forest path", "forest"),
        ("Waldweg im Herbst", "autumn_forest"),
        ("a country road with trees", "lane"),
        ("a village in the mountains", "village"),
        ("colline toscane con cipressi", "tuscany"),
        ("eine toskanische Landschaft", "tuscany"),
    ],
)
def test_words_mean_a_land_together(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 3) == place


def test_puddles_of_a_street_are_its_wet_ground() -> None:
    wet = parse_prompt("a city street with neon signs reflecting in puddles")
    assert "puddle-water" not in {one.concept for one in wet.subjects}
    assert wet.weather in {Weather.AFTER_RAIN, Weather.RAIN}
    played = parse_prompt("a girl jumping in a puddle in the street")
    assert "puddle-water" in {one.concept for one in played.subjects}


def test_a_snowy_mountain_village_lies_under_snow() -> None:
    assert parse_prompt("a snowy mountain village").season is Season.WINTER
    assert parse_prompt("a village under snowy peaks").season is None


def test_roofs_of_an_old_town_have_no_towers_of_glass() -> None:
    assert has_old_town("mediterranean")
    assert not has_old_town("american")
    day = PictureSpec(prompt="", settings=("rooftop",), time_of_day=TimeOfDay.DAY, region="mediterranean")
    red, _, blue = render_setting(day, (160, 160), 3).img[90:120].mean((0, 1))
    assert red > blue * 1.2


def test_an_island_without_anybody_is_seen_whole() -> None:
    alone = render_setting(parse_prompt("a tropical island by day"), (160, 160), 3)
    foot = alone.img[-6:].mean((0, 1))
    assert foot[2] > foot[0]
    peopled = render_setting(parse_prompt("a girl on a tropical island by day"), (160, 160), 3)
    assert peopled.img[-6:, :, 0].mean() > peopled.img[-6:, :, 2].mean()

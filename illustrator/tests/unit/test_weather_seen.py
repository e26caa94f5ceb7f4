"""Wind, autumn, storms and rain are seen at a glance, and places have what they are known by."""

import numpy as np
import pytest

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay, Weather
from cavendish_illustrator.scenery.foliage import grass
from cavendish_illustrator.scenery.land_weather import weather_the_land
from cavendish_illustrator.scenery.setting_registry import chosen_setting, render_setting
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.washing_lines import washing_line
from cavendish_illustrator.scenery.windy_air import lean
from cavendish_illustrator.understanding.prompt_parser import parse_prompt


def _canvas(weather: Weather | None, time: TimeOfDay = TimeOfDay.DAY) -> Canvas:
    canvas = Canvas((160, 120), time, 3)
    canvas.weather = weather
    return canvas


def _blades(weather: Weather | None) -> Field:
    canvas = _canvas(weather)
    grass(canvas, 60, count=4000)
    return canvas.img


def test_grass_leans_in_the_wind() -> None:
    assert lean(_canvas(None)) == 0
    assert lean(_canvas(Weather.WIND)) != 0
    assert not np.array_equal(_blades(None), _blades(Weather.WIND))


def test_no_moon_shines_through_the_rain() -> None:
    for weather, shines in ((None, True), (Weather.RAIN, False)):
        canvas = _canvas(weather, TimeOfDay.NIGHT)
        paint_sky(canvas, 80)
        assert (canvas.disc is not None) == shines


def test_a_thunderstorm_has_its_lightning() -> None:
    brightest = []
    for weather in (Weather.RAIN, Weather.STORM):
        canvas = _canvas(weather, TimeOfDay.STORM)
        paint_sky(canvas, 80)
        weather_the_land(canvas, weather, is_snowy=False)
        canvas.spread_glow()
        brightest.append(float(canvas.img[:60].min(-1).max()))
    assert brightest[1] > brightest[0] + 0.1


def test_whatever_is_green_turns_in_autumn() -> None:
    canvas = _canvas(None)
    canvas.horizon_y = 60
    canvas.img[:] = (0.3, 0.55, 0.25)
    weather_the_land(canvas, None, is_snowy=False, is_autumnal=True)
    red, green, _ = (float(canvas.img[..., k].mean()) for k in range(3))
    assert red > green


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a narrow alley with laundry", "alley"),
        ("a rooftop over the city", "rooftop"),
        ("a sunny courtyard with a well", "courtyard"),
        ("ein Innenhof mit Brunnen", "courtyard"),
        ("dziedziniec zamkowy", "castle_courtyard"),
        ("Berliner Hinterhof", "tenement_yard"),
        ("een tennisbaan", "tennis_court"),
        ("un parc éolien", "wind_farm"),
        ("a shipyard", "shipyard"),
        ("пасіка", "apiary"),
        ("gêiser na Islândia", "geyser_field"),
        ("jaderná elektrárna", "power_station"),
        ("un parcheggio", "parking_lot"),
        ("a wine cellar", "wine_cellar"),
        ("sala wykładowa", "lecture_hall"),
        ("a jazz club", "jazz_club"),
    ],
)
def test_a_named_place_is_the_scene(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 3) == place


@pytest.mark.parametrize(
    ("prompt", "has_palms"),
    [
        ("a tropical beach", True),
        ("Strand an der Ostsee", False),
        ("plaża nad Bałtykiem", False),
        ("strand", False),
    ],
)
def test_no_palm_grows_on_a_cool_shore(prompt: str, *, has_palms: bool) -> None:
    assert ("palm-tree" in render_setting(parse_prompt(prompt), (96, 64), 3).stage.tags) == has_palms


@pytest.mark.parametrize("place", ["desert", "tuscany", "castle_courtyard", "shipyard", "istanbul", "beach"])
def test_snow_lies_on_sand_stone_and_earth(place: str) -> None:
    spec = PictureSpec(prompt="", settings=(place,), season=Season.WINTER, time_of_day=TimeOfDay.DAY)
    near = render_setting(spec, (96, 96), 3).img[-6:].mean((0, 1))
    assert near.min() > 0.6


def test_no_red_sky_is_over_the_snow_unless_asked() -> None:
    for seed in range(6):
        spec = parse_prompt("a snowy beach")
        assert render_setting(spec, (64, 64), seed).light.time not in {
            TimeOfDay.SUNSET,
            TimeOfDay.GOLDEN_HOUR,
        }
    asked = parse_prompt("a snowy beach at sunset")
    assert render_setting(asked, (64, 64), 3).light.time is TimeOfDay.SUNSET


def test_it_neither_snows_nor_rains_under_a_roof() -> None:
    for place in ("bar", "gallery", "stage", "library"):
        canvas = render_setting(PictureSpec(prompt="", settings=(place,), weather=Weather.RAIN), (64, 64), 3)
        assert canvas.is_indoors or canvas.is_sheltered


@pytest.mark.parametrize(
    ("prompt", "time", "season", "weather"),
    [
        ("zasněženou Prahou jede tramvaj", None, None, Weather.SNOW),
        ("tres caballos en un campo nevado", None, None, Weather.SNOW),
        ("eingeschneites Dorf", None, None, Weather.SNOW),
        ("rue recouverte de neige", None, None, Weather.SNOW),
        ("засніжене місто", None, None, Weather.SNOW),
        ("a snow-covered bench", None, None, Weather.SNOW),
        ("rua coberta de neve", None, None, Weather.SNOW),
        ("ulice večer", TimeOfDay.SUNSET, None, None),
        ("gwiaździsta noc nad wsią", TimeOfDay.NIGHT, None, None),
        ("strada alle prime luci", TimeOfDay.DAWN, None, None),
        ("bosques outonais", None, Season.AUTUMN, None),
        ("druilerige straat", None, None, Weather.RAIN),
    ],
)
def test_season_weather_and_light_are_read(
    prompt: str, time: TimeOfDay | None, season: Season | None, weather: Weather | None
) -> None:
    spec = parse_prompt(prompt)
    assert (spec.time_of_day, spec.season, spec.weather) == (time, season, weather)


def test_the_snow_of_a_meadow_is_not_on_its_horses() -> None:
    spec = parse_prompt("un prado nevado con caballos")
    assert (spec.weather, [one.state for one in spec.subjects]) == (Weather.SNOW, [None])
    assert parse_prompt("eine verschneite Bank").subjects[0].state == "snowed"


def test_washing_hangs_on_its_line_and_the_wind_blows_it() -> None:
    drawn = []
    for weather in (None, Weather.WIND):
        canvas = _canvas(weather)
        canvas.img[:] = 1
        washing_line(canvas, (10, 20), (150, 24), 30)
        drawn.append(canvas.img)
    assert (drawn[0][30:60] < 0.95).any()
    assert not np.array_equal(drawn[0], drawn[1])


@pytest.mark.parametrize(("season", "is_redder"), [(Season.SPRING, False), (Season.AUTUMN, True)])
def test_tuscan_hills_wear_their_season(season: Season, *, is_redder: bool) -> None:
    spec = PictureSpec(prompt="", settings=("tuscany",), season=season, time_of_day=TimeOfDay.DAY)
    canvas = render_setting(spec, (160, 160), 3)
    red, green, _ = canvas.img[80:130].mean((0, 1))
    assert (red > green) == is_redder
    assert "cypress" in canvas.stage.tags


def test_ripe_grain_covers_its_field() -> None:
    spec = PictureSpec(prompt="", settings=("wheat_field",), time_of_day=TimeOfDay.DAY)
    red, green, blue = render_setting(spec, (160, 160), 3).img[110:].mean((0, 1))
    assert red > green > blue * 1.4


def test_no_cactus_grows_among_dunes() -> None:
    with_cactus, without = (
        render_setting(parse_prompt(prompt), (160, 160), 3).img
        for prompt in ("a desert by day", "dunes by day")
    )
    greens = [int((img[..., 1] > img[..., 0] * 1.2)[90:].sum()) for img in (with_cactus, without)]
    assert greens[0] > 40 > greens[1]

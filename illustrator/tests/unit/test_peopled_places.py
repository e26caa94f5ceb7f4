"""Markets, harbours and streets have the parts and the people that they are known by."""

import numpy as np
import pytest

from cavendish_illustrator.painting.canvas import PASSER_BY, Canvas
from cavendish_illustrator.picture_spec import TimeOfDay, Weather
from cavendish_illustrator.scenery.moored_boats import Boat, moor
from cavendish_illustrator.scenery.passers_by import draw_passer_by, is_peopled
from cavendish_illustrator.scenery.setting_registry import chosen_setting, render_setting
from cavendish_illustrator.understanding.place_words.market_goods import goods_of_market
from cavendish_illustrator.understanding.prompt_parser import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "goods"),
    [
        ("a fish market", ("fish",)),
        ("targ rybny nad morzem", ("fish",)),
        ("Flohmarkt im Herbst", ("sundries",)),
        ("mercado de flores", ("flowers",)),
        ("marché aux épices de Marrakech", ("spices",)),
        ("mercato del pesce", ("fish",)),
        ("feira de frutas", ("fruit",)),
        ("bloemenmarkt", ("flowers",)),
        ("рибний ринок", ("fish",)),
        ("zelný trh", ("vegetables",)),
        ("a girl buys a fish at the market", ()),
    ],
)
def test_a_market_sells_what_it_is_called_by(prompt: str, goods: tuple[str, ...]) -> None:
    assert goods_of_market(prompt) == goods
    if goods:
        spec = parse_prompt(prompt)
        assert chosen_setting(spec, 3) == "market"
        assert spec.subjects == ()


@pytest.mark.parametrize("prompt", ["a Viking village", "an Indian palace", "a pirate cove"])
def test_nobody_stands_in_a_place_for_its_name(prompt: str) -> None:
    assert parse_prompt(prompt).subjects == ()


@pytest.mark.parametrize(
    "prompt",
    [
        "an empty market", "pusty rynek", "ein menschenleerer Markt", "безлюдний ринок",
        "a market without people", "senza persone, una città", "miasto bez ludzi",
    ],
)  # fmt: skip
def test_an_empty_place_stays_empty(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert not is_peopled(spec)
    assert not any(post.name == PASSER_BY for post in render_setting(spec, (96, 64), 3).posts)


def test_people_walk_about_in_a_market() -> None:
    posts = render_setting(parse_prompt("a market"), (96, 64), 3).posts
    assert sum(post.name == PASSER_BY for post in posts) > 4


def _walkers(weather: Weather | None) -> np.ndarray:
    canvas = Canvas((400, 60), TimeOfDay.DAY, 3)
    canvas.img[:] = 1
    canvas.weather = weather
    for number in range(8):
        draw_passer_by(canvas, (25 + 50 * number, 55), 36, number)
    return canvas.img


def test_who_walks_in_the_rain_has_an_umbrella() -> None:
    dry, wet = _walkers(None), _walkers(Weather.RAIN)
    assert (wet[:22] < 0.9).sum() > 3 * (dry[:22] < 0.9).sum()


def test_no_two_walkers_are_alike() -> None:
    img = _walkers(None)
    assert len({img[:, 50 * k : 50 * k + 50].tobytes() for k in range(8)}) == 8


@pytest.mark.parametrize("kind", ["rowing", "trawler", "yacht", "motor", "sampan"])
def test_a_boat_that_floats_is_mirrored(kind: str) -> None:
    below = []
    for is_afloat in (True, False):
        canvas = Canvas((120, 120), TimeOfDay.DAY, 3)
        canvas.img[:] = 1
        moor(canvas, Boat(kind=kind, x=60, y=80, length=50, hull="#b8383a", is_afloat=is_afloat))
        below.append(float((1 - canvas.img[86:]).sum()))
    assert below[0] > below[1]


def test_boats_that_a_harbour_names_lie_at_its_berths() -> None:
    spec = parse_prompt("three blue rowing boats in a harbour")
    assert {"rowing-boat"} <= render_setting(spec, (96, 64), 3).stage.tags


def test_the_harbour_at_ebb_is_a_harbour() -> None:
    assert chosen_setting(parse_prompt("un port breton à marée basse"), 3) == "harbour"

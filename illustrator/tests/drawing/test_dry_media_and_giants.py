"""Charcoal and pencil, giants with houses on them, flyers beside landmarks, and streets of a famous city."""

import numpy as np
import pytest

from cavendish_illustrator.figures.drawings.cast_colors import apart_from
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import PictureSpec, Style, Subject
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.understanding import parse_prompt


def _placed(prompt: str, seed: int = 3) -> tuple[Canvas, dict[str, Placed]]:
    spec = parse_prompt(prompt)
    canvas = render_setting(spec, (256, 256), seed)
    figures = arrange(canvas, spec, cast_roles(spec, seed, canvas.stage.tags))
    return canvas, {one.cast.subject.concept: one for one in figures}


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("a fox, charcoal drawing", Style.CHARCOAL),
        ("lis, rysunek węglem", Style.CHARCOAL),
        ("ein Fuchs, Kohlezeichnung", Style.CHARCOAL),
        ("a fox, pencil sketch", Style.PENCIL),
    ],
)
def test_charcoal_is_no_pencil(prompt: str, style: Style) -> None:
    assert parse_prompt(prompt).style is style


def test_charcoal_is_blacker_than_pencil_and_a_figure_has_its_contour_on_white() -> None:
    image = np.full((200, 200, 3), 0.95, np.float32)
    image[:, 120:] = 0.1
    image[60:140, 20:80] = 1.0
    focus = np.zeros((200, 200), np.float32)
    focus[50:150, 10:90] = 1.0
    charcoal, pencil = (apply_style(style, image, focus, 1) for style in (Style.CHARCOAL, Style.PENCIL))
    assert float(charcoal[:, 140:].mean()) < float(pencil[:, 140:].mean()) - 0.05
    assert float(pencil[70:130, 30:70].mean()) > 0.8


def test_a_house_on_a_giant_turtle_is_small() -> None:
    _, giant = _placed("a tiny house on a giant turtle")
    _, plain = _placed("a house on a turtle")
    ratios = [found["house"].height / found["turtle"].height for found in (giant, plain)]
    assert ratios[0] < 0.5 < ratios[1]


def test_who_flies_past_a_landmark_leaves_it_in_sight() -> None:
    canvas, found = _placed("a dog flying over New York")
    dog, stage = found["dog"], canvas.stage
    assert stage.left <= dog.x - dog.width * 0.4
    assert dog.x + dog.width * 0.4 <= stage.right
    assert stage.right - stage.left < canvas.width * 0.6


def test_birds_in_the_air_spread_their_wings() -> None:
    _, aloft = _placed("two cats and three birds in the garden")
    _, perched = _placed("a bird sitting on a branch")
    assert aloft["bird"].aspect > perched["bird"].aspect


@pytest.mark.parametrize("seed", range(3))
def test_the_moon_is_before_the_wolf_that_howls_at_it(seed: int) -> None:
    canvas, found = _placed("wolf howling at the moon", seed)
    wolf = next(iter(found.values()))
    assert canvas.disc is not None
    assert wolf.finish.flip == (canvas.disc[0] > wolf.x)


def _street(prompt: str) -> np.ndarray:
    spec: PictureSpec = parse_prompt(prompt)
    return np.asarray(render_setting(spec, (192, 192), 1).img)


def test_a_street_in_london_is_no_river() -> None:
    assert np.abs(_street("a street in London") - _street("London")).mean() > 0.05


def test_a_scarf_is_seen_on_the_pullover() -> None:
    blue = Subject(concept="scarf", word="scarf", color="#2f6fe0")
    assert apart_from("#3f7fbf", [blue]) != "#3f7fbf"
    assert apart_from("#d9534f", [blue]) == "#d9534f"
    assert apart_from("#3f7fbf", []) == "#3f7fbf"


def test_without_quotes_nothing_is_written() -> None:
    assert parse_prompt("'a red fox' without quotes").texts == ()
    assert parse_prompt("„rudy lis” bez cudzysłowu").texts == ()
    assert parse_prompt("a sign that says 'a red fox'").texts == ("a red fox",)

"""Designed pieces that a topic, not a thing, is given for."""

import numpy as np
import pytest

from cavendish_illustrator import draw


@pytest.mark.parametrize(
    "prompt",
    [
        "poster for a jazz festival",
        "menu for a sushi restaurant",
        "restaurant menu cover for an Italian trattoria",
        "business card for a barber shop, green",
        "set of icons for a fitness app",
        "thank you card",
    ],
)
@pytest.mark.parametrize("size", [(240, 160), (160, 240)])
def test_a_topic_fills_a_piece_of_any_shape(prompt: str, size: tuple[int, int]) -> None:
    picture = draw(prompt, size=size, seed=3)
    assert picture.image.size == size
    assert np.asarray(picture.image.convert("L"), np.float32).std() > 8


def test_an_infographic_has_no_empty_cell() -> None:
    image = np.asarray(draw("infographic about the water cycle", size=(240, 240), seed=1).image, np.float32)
    quarters = [image[y : y + 80, x : x + 110] for y in (66, 152) for x in (8, 122)]
    assert all(part.std() > 10 for part in quarters)


def test_a_colouring_page_is_black_lines_on_white() -> None:
    image = np.asarray(draw("coloring page of a unicorn", size=(256, 256)).image, np.float32)
    assert np.abs(image - image.mean(-1, keepdims=True)).max() <= 1
    assert (image > 240).mean() > 0.75
    assert (image < 60).mean() > 0.01


def _paper(prompt: str) -> np.ndarray:
    return np.asarray(draw(prompt, size=(256, 256), seed=1).image.convert("RGB"), np.float32) / 255


def test_a_card_about_a_wedding_is_printed_on_the_asked_paper() -> None:
    navy = _paper("wedding invitation, navy and gold, Laura & Marcos")[150:160, 110:150]
    assert navy[..., 2].mean() > navy[..., 0].mean() + 0.1


def test_a_logo_in_two_colours_has_no_third() -> None:
    pixels = _paper("round logo of a fox called Rex, dark green and gold").reshape(-1, 3)
    vivid = pixels[pixels.max(1) - pixels.min(1) > 0.25]
    assert len(vivid) > 1000
    assert (vivid[:, 2] <= vivid[:, 1] + 0.02).all()


def test_goods_stand_on_dark_velvet_where_it_is_asked_for() -> None:
    dark = _paper("a perfume bottle on black velvet, product photo")
    light = _paper("a perfume bottle on white marble, product photo")
    assert dark[:60].mean() < 0.35 < 0.6 < light[:60].mean()


def test_a_treasure_map_has_paper_and_a_red_cross() -> None:
    picture = draw("an old treasure map with a palm tree and a ship", size=(256, 256), seed=2)
    assert picture.report.kind == "map"
    assert {"palm-tree"} <= set(picture.report.placed)
    cross = np.asarray(picture.image.convert("RGB"), np.float32)[150:188, 160:198] / 255
    assert ((cross[..., 0] > 0.6) & (cross[..., 1] < 0.35)).sum() > 40


def test_an_information_graphic_of_one_thing_has_as_many_notes_as_steps() -> None:
    five = _paper("Infografik: Wie man einen Baum pflanzt in 5 Schritten")
    assert five.std() > 0.1

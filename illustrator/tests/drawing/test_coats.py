"""Hair and plumage: on animals, not on what they hold or wear, nor on people; lit eyes and stripes."""

import numpy as np
import pytest

from cavendish_illustrator.figures.animals.animals import sitting_animal, sleeping_animal
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels, coated_pixels
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.figure_builder import build_figure

_HEIGHT = 160.0


def _changed(cast: Cast) -> tuple[float, float]:
    """Which share of a figure's pixels has hairs: of its upper and of its lower half."""
    figure = build_figure(cast)
    assert figure is not None
    plain, coated = cast_pixels(cast, figure, _HEIGHT), coated_pixels(cast, figure, _HEIGHT)
    if coated.shape == plain.shape:
        return 0.0, 0.0
    pad = (coated.shape[0] - plain.shape[0]) // 2
    inner = coated[pad : pad + plain.shape[0], pad : pad + plain.shape[1]]
    differs = (np.abs(inner[..., :3] - plain[..., :3]).max(-1) > 0.02)[plain[..., 3] > 0.95]
    middle = len(differs) // 2
    return float(differs[:middle].mean()), float(differs[middle:].mean())


def _one(concept: str, **more: str) -> Subject:
    return Subject(concept=concept, word=concept, **more)


@pytest.mark.parametrize("concept", ["bear", "rabbit", "owl", "wolf"])
def test_animals_have_hair_or_plumage(concept: str) -> None:
    assert min(_changed(Cast(subject=_one(concept)))) > 0.3


def test_people_things_and_statues_are_smooth() -> None:
    for subject in (_one("woman"), _one("chair"), _one("elephant"), _one("cat", material="gold")):
        assert _changed(Cast(subject=subject)) == (0.0, 0.0)


def test_what_an_animal_wears_has_no_hair() -> None:
    robe = Cast(subject=_one("fox"), worn=(_one("robe"),))
    assert _changed(robe)[1] < 0.6 * _changed(Cast(subject=_one("fox"), is_upright=True))[1]


def test_the_same_animal_has_the_same_hairs() -> None:
    cast = Cast(subject=_one("cat"))
    figure = build_figure(cast)
    assert figure is not None
    first, again = (coated_pixels(cast, figure, _HEIGHT) for _ in range(2))
    assert np.array_equal(first, again)


def test_a_tiger_is_striped_and_has_lit_eyes_unless_asleep() -> None:
    sitting, asleep = sitting_animal("tiger").markup, sleeping_animal("tiger").markup
    assert "#2a211d" in sitting
    assert "#2a211d" in asleep
    assert "#2a211d" not in sitting_animal("bear").markup
    assert sitting.count("<circle") > asleep.count("<circle")

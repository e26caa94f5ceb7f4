"""Cloths, coverings and strewn things in photographs: where they are, and that the rest stays as it was."""

import numpy as np
import pytest

from cavendish_illustrator.edit.additions.strewn_around import strewn_around
from cavendish_illustrator.edit.looks.strewn_marks import COVERINGS, strew
from cavendish_illustrator.edit.looks.textured_cloth import CLOTHS, textured, usual_color
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place


@pytest.fixture
def half(pixels):
    """A photograph and a cover of its left half."""
    image = pixels("astronaut")
    cover = np.zeros(image.shape[:2], np.float32)
    cover[:, : cover.shape[1] // 2] = 1
    return image, cover


@pytest.mark.parametrize("kind", sorted(COVERINGS))
def test_a_covering_changes_what_it_covers_and_hardly_more(half, kind):
    image, cover = half
    changed = np.abs(strew(image, cover, kind, 3) - image).max(-1)
    assert (changed[cover > 0] > 0.1).mean() > 0.004
    assert changed[:, -150:].max() < 0.01


@pytest.mark.parametrize("kind", sorted(CLOTHS))
def test_a_cloth_stays_within_its_cover_and_has_its_colour(half, kind):
    image, cover = half
    cloth = textured(image, cover, kind, "#2f6fe0", 3)
    assert np.array_equal(cloth[cover == 0], image[cover == 0])
    red, _, blue = cloth[cover > 0].mean(0)
    assert blue > red + 0.1


def test_the_same_seed_strews_the_same(half):
    image, cover = half
    assert np.array_equal(strew(image, cover, "drops", 5), strew(image, cover, "drops", 5))


def test_only_denim_and_new_garments_have_a_colour_by_themselves():
    assert usual_color("velvet", is_other=False) is None
    assert usual_color("velvet", is_other=True) is not None
    assert usual_color("denim", is_other=False) is not None


def test_small_things_lie_on_all_sides_and_never_over_the_object():
    matte = np.zeros((300, 300), np.float32)
    matte[100:200, 100:200] = 1
    picture = WorkingPicture(np.full((300, 300, 3), 0.5, np.float32), matte, 1, has_object=True)
    beans = AddObject(concept="coffee-beans", word="beans", count=9, place=Place.AROUND)
    settings = strewn_around(beans, 1.0, picture)
    middles = [(one.x, one.bottom - one.height / 2) for one in settings]
    assert len({(x < 150, y < 150) for x, y in middles}) == 4
    assert all(matte[int(y), int(x)] == 0 for x, y in middles)

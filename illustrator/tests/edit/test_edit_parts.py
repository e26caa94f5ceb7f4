import numpy as np
import pytest

from cavendish_illustrator.edit.atmosphere.relighting import look_names
from cavendish_illustrator.edit.finding.head_finding import find_head
from cavendish_illustrator.edit.finding.matting import own_colors, refine_matte
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.finding.sky_region import find_sky
from cavendish_illustrator.edit.pixels.hole_filling import fill_smoothly
from cavendish_illustrator.edit.pixels.patch_completion import complete
from cavendish_illustrator.understanding.instructions.edit_instruction import Look
from cavendish_illustrator.understanding.instructions.picture_parts import part_named


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("sky", "sky"),
        ("the sky", "sky"),
        ("niebo", "sky"),
        ("Himmel", "sky"),
        ("background", "background"),
        ("tło", "background"),
        ("her hair", "hair"),
        ("włosy", "hair"),
        ("cheveux", "hair"),
        ("dress", "garment"),
        ("sukienka", "garment"),
        ("eyes", "eyes"),
        ("oczy", "eyes"),
        ("lips", "mouth"),
        ("rocket", "object"),
        ("car", "object"),
        ("tiered cake", "object"),
        ("", "object"),
        (None, "object"),
    ],
)
def test_words_name_parts_of_a_photograph(words, part):
    assert part_named(words) == part


def test_every_look_has_its_row():
    assert {look.value for look in Look} <= look_names()


def test_a_smooth_fill_keeps_what_is_known_and_flows_into_the_hole():
    image = np.zeros((40, 60, 3), np.float32)
    image[:, 30:] = 1
    known = np.ones((40, 60), np.float32)
    known[10:30, 10:50] = 0
    filled = fill_smoothly(image * known[..., None], known)
    assert np.allclose(filled[known > 0], image[known > 0])
    assert filled[20, 14].mean() < 0.4 < 0.6 < filled[20, 46].mean()


def test_a_completed_hole_continues_the_pattern_around_it():
    stripes = ((np.arange(128) // 8) % 2).astype(np.float32)
    image = np.repeat(np.tile(stripes, (96, 1))[..., None], 3, -1)
    hole = np.zeros((96, 128), np.float32)
    hole[30:66, 48:80] = 1
    filled = complete(image * (1 - hole[..., None]) + 0.5 * hole[..., None], hole, 1)
    assert np.array_equal(filled[hole == 0], image[hole == 0])
    assert float(np.abs(filled - image)[hole == 1].mean()) < 0.25


def test_a_hole_over_the_whole_picture_gives_no_error():
    assert complete(np.full((30, 40, 3), 0.4, np.float32), np.ones((30, 40), np.float32), 1).shape == (
        30,
        40,
        3,
    )


def test_what_must_be_avoided_is_never_copied():
    image = np.full((80, 80, 3), 0.2, np.float32)
    image[:, :30] = (1, 0, 0)
    hole = np.zeros((80, 80), np.float32)
    hole[20:60, 36:60] = 1
    avoid = np.zeros((80, 80), np.float32)
    avoid[:, :30] = 1
    filled = complete(image, hole, 1, avoid=avoid)
    assert float(filled[hole == 1][:, 0].mean()) < 0.45


def test_colours_at_an_objects_edge_lose_the_old_background():
    alpha = np.tile(np.clip((np.arange(400, dtype=np.float32) - 198) / 5, 0, 1), (60, 1))
    red, green = np.array([1, 0, 0], np.float32), np.array([0, 1, 0], np.float32)
    mixed = red * alpha[..., None] + green * (1 - alpha[..., None])
    cleaned = own_colors(mixed, alpha)
    half = (alpha > 0.3) & (alpha < 0.7)
    assert float(cleaned[half][:, 1].mean()) < 0.15 < float(mixed[half][:, 1].mean())


def test_a_map_without_an_object_gives_the_middle_and_says_so():
    matte, found = refine_matte(np.full((50, 70, 3), 0.5, np.float32), np.zeros((320, 320), np.float32))
    assert not found
    assert matte[25, 35] > 0.9
    assert matte[0, 0] < 0.1


def test_a_head_ends_at_the_neck():
    matte = np.zeros((200, 200), np.float32)
    ys, xs = np.mgrid[:200, :200]
    matte[np.hypot(xs - 100, ys - 50) < 30] = 1
    matte[70:100, 90:110] = 1
    matte[95:200, 50:150] = 1
    head = find_head(matte)
    assert abs(head.middle - 100) < 4
    assert abs(head.width - 58) < 8
    assert 70 <= head.bottom <= 100


def test_the_extent_leaves_stray_pixels_out():
    matte = np.zeros((100, 100), np.float32)
    matte[30:80, 20:60] = 1
    matte[2, 97] = 1
    extent = extent_of(matte)
    assert extent.left in (20, 21)
    assert extent.right in (59, 60)
    assert extent.top in (30, 31)
    assert extent.bottom in (79, 80)


def test_a_blue_upper_half_is_sky_and_an_indoor_wall_of_wood_is_not():
    image = np.zeros((120, 160, 3), np.float32)
    image[:70] = (0.4, 0.6, 0.9)
    image[70:] = (0.3, 0.25, 0.1)
    image[40:70, 60:90] = (0.1, 0.1, 0.1)
    matte = np.zeros((120, 160), np.float32)
    sky = find_sky(image, matte)
    assert sky is not None
    assert sky[10, 80] > 0.9
    assert max(sky[100, 80], sky[55, 75]) < 0.1
    image[:70] = (0.5, 0.3, 0.1)
    assert find_sky(image, matte) is None

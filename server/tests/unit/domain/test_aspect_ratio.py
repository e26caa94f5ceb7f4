import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish.domain.aspect_ratio import SEED_RATIOS, AspectRatio, nearest_ratio


@pytest.mark.parametrize("ratio", list(AspectRatio))
def test_the_pixels_of_a_ratio_fit_it_and_name_it(ratio: AspectRatio) -> None:
    assert ratio.fits(*ratio.pixels)
    assert nearest_ratio(*ratio.pixels, among=AspectRatio) is ratio


def test_the_seed_ratios_are_the_ten_of_the_contract() -> None:
    assert set(SEED_RATIOS) == {"1:1", "3:2", "2:3", "4:3", "3:4", "5:4", "4:5", "16:9", "9:16", "21:9"}
    assert AspectRatio("21:9").pixels == (1536, 672)
    assert AspectRatio("9:16").pixels == (768, 1344)


def test_two_percent_off_fits_and_a_pixel_more_does_not() -> None:
    assert AspectRatio.SQUARE.fits(1020, 1000)
    assert not AspectRatio.SQUARE.fits(1021, 1000)
    assert AspectRatio.SQUARE.fits(980, 1000)
    assert not AspectRatio.SQUARE.fits(979, 1000)


def test_a_larger_picture_of_the_table_shape_fits() -> None:
    assert AspectRatio.SCREEN_LANDSCAPE.fits(2368, 1728)
    assert not AspectRatio.SCREEN_LANDSCAPE.fits(2400, 1728)


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_the_nearest_ratio_turns_with_the_picture(width: int, height: int) -> None:
    ratios = [ratio for ratio in SEED_RATIOS if ratio is not AspectRatio.ULTRA_WIDE]
    upright, lying = nearest_ratio(width, height, ratios), nearest_ratio(height, width, ratios)
    assert (
        upright.parts == lying.parts[::-1]
        or abs(_gap(upright, width, height) - _gap(lying, height, width)) < 1e-9
    )


def _gap(ratio: AspectRatio, width: int, height: int) -> float:
    long = max(
        width / height * ratio.parts[1] / ratio.parts[0], height / width * ratio.parts[0] / ratio.parts[1]
    )
    return float(long)


def test_the_nearest_ratio_is_taken_from_those_offered() -> None:
    assert nearest_ratio(4000, 1000) is AspectRatio.ULTRA_WIDE
    assert nearest_ratio(4000, 1000, AspectRatio) is AspectRatio.BANNER
    assert nearest_ratio(1, 1, [AspectRatio.TALL]) is AspectRatio.TALL

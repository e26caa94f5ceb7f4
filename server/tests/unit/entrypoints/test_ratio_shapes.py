import pytest

from cavendish.bootstrap import find_models
from cavendish.domain.aspect_ratio import AspectRatio
from cavendish.entrypoints.web.ratio_shapes import BOX, draw_shape

RATIOS = sorted({ratio for model in find_models().values() for ratio in model.aspect_ratios})


@pytest.mark.parametrize("ratio", [*RATIOS, "auto"])
def test_a_shape_stands_in_the_middle_of_its_box(ratio: str) -> None:
    shape = draw_shape(ratio)
    assert shape.x > 0
    assert shape.y > 0
    assert shape.x * 2 + shape.width == pytest.approx(BOX, abs=0.2)
    assert shape.y * 2 + shape.height == pytest.approx(BOX, abs=0.2)


@pytest.mark.parametrize("ratio", [ratio for ratio in RATIOS if "8" not in ratio])
def test_a_shape_looks_like_its_ratio(ratio: str) -> None:
    shape, (across, down) = draw_shape(ratio), AspectRatio(ratio).parts
    assert shape.width / shape.height == pytest.approx(across / down, rel=0.1)

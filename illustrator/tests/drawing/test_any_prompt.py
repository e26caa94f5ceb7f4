"""Any prompt, in any script and of any length, gives a full picture and never an exception."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cavendish_illustrator import draw

SIZE = (128, 96)
ODD_PROMPTS = [
    "x",
    "?",
    " ",
    "🦊🌊🏰",
    "красная лиса в снегу",
    "夕焼けの海辺の猫",
    "قطة حمراء",
    "ลูกแมว",
    "𝕬 𝖈𝖆𝖙",
    "a\x00b\ud800c",
    "'\"`<svg onload=x>",
    '"' * 300,
    "“niezamknięty cytat",
    "cat " * 1250,
    "ż" * 5000,
    "no no no not without",
    "-1 cats",
    "0 dogs",
    "999999999999 cats",
    'text "' + "A" * 400 + '"',
    "<svg><image href='file:///etc/passwd'/></svg>",
    "cat riding cat riding cat",
]


@pytest.mark.parametrize("prompt", ODD_PROMPTS)
def test_an_odd_prompt_gives_a_full_picture(prompt: str) -> None:
    image = np.asarray(draw(prompt, size=SIZE).image)
    assert image.shape[:2] == (SIZE[1], SIZE[0])
    assert image[..., :3].std() > 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(prompt=st.text(min_size=1, max_size=200), seed=st.integers(0, 2**63 - 1))
def test_any_text_and_seed_give_a_picture(prompt: str, seed: int) -> None:
    assert draw(prompt, size=SIZE, seed=seed).image.size == SIZE


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "cat",
                "dragon",
                "girl",
                "knight",
                "riding",
                "wearing",
                "holding",
                "on",
                "under",
                "behind",
                "in front of",
                "inside",
                "three",
                "twelve",
                "red",
                "golden",
                "tiny",
                "giant",
                "hat",
                "glasses",
                "book",
                "horse",
                "castle",
                "beach",
                "kitchen",
                "moon",
                "night",
                "sunset",
                "snow",
                "watercolor",
                "comic",
                "poster",
                "logo",
                "sticker",
                "pattern",
                "card",
                "portrait",
                '"HELLO"',
                "transparent background",
                "balloon",
                "tree",
                "sofa",
                "over",
                "next to",
                "fairy",
                "robot",
                "family",
            ]
        ),
        min_size=2,
        max_size=9,
    ),
    seed=st.integers(0, 1000),
)
def test_any_mixture_of_known_words_gives_a_picture(words: list[str], seed: int) -> None:
    assert draw(" ".join(words), size=SIZE, seed=seed).image.size == SIZE

"""Still lifes stand together on their cloth; an animal in a close-up fills the picture."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.designs.still_life import is_still_life
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "color", "is_checked", "concepts"),
    [
        ("still life with lemons on a white tablecloth", "#f2f2f0", False, ["lemon"]),
        ("Stillleben mit Birnen, Zinnkrug und blauem Tuch", "#2f6fe0", False, ["pear", "jug"]),
        ("nature morte aux pêches, pichet bleu et nappe à carreaux", "#b8423a", True, ["peach", "jug"]),
        ("zátiší s hruškami, cínovým džbánem a modrým ubrusem", "#2f6fe0", False, ["pear", "jug"]),
        ("натюрморт із грушами та рушником", "#e9e2d2", False, ["pear"]),
        ("martwa natura z jabłkami", None, False, ["red-apple"]),
        ("a boy with a blue cloth", None, False, ["boy"]),
    ],
)
def test_the_cloth_of_a_still_life_lies_under_its_things(
    prompt: str, color: str | None, is_checked: bool, concepts: list[str]
) -> None:
    spec = parse_prompt(prompt)
    assert (spec.cloth, spec.is_cloth_checked) == (color, is_checked)
    assert [one.concept for one in spec.subjects][: len(concepts)] == concepts


def test_cut_flowers_of_a_still_life_are_in_its_jug() -> None:
    picture = draw("still life with tulips, a jug and a lemon", size=(256, 256), seed=1)
    assert sorted(picture.report.placed) == ["jug", "lemon", "tulip"]


@pytest.mark.parametrize(
    ("prompt", "is_group"),
    [
        ("bread, cheese and a bottle of wine on a wooden table", True),
        ("still life with a lobster and lemons", True),
        ("a lemon in front of a blue wall, a cat on the table", False),
        ("still life with apples, seen from above", False),
    ],
)
def test_things_on_a_table_stand_close_together(prompt: str, is_group: bool) -> None:
    assert is_still_life(parse_prompt(prompt)) is is_group


@pytest.mark.parametrize(
    ("prompt", "framing"),
    [
        ("extreme close-up of a tiger's face", "face"),
        ("zbliżenie na oko kota", "face"),
        ("великий план: морда вовка", "face"),
        ("ein Igel ganz nah", "close_up"),
        ("um papagaio bem de perto", "close_up"),
        ("їжачок крупним планом серед опалого листя", "close_up"),
    ],
)
def test_an_animal_in_a_close_up_is_alone(prompt: str, framing: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.kind, spec.framing, len(spec.subjects)) == (Kind.PORTRAIT, framing, 1)


def test_a_face_fills_its_close_up() -> None:
    near, far = (
        np.asarray(draw(prompt, size=(256, 256), seed=1).image, np.float32)
        for prompt in ("close-up of a tiger's face", "a tiger in a meadow")
    )
    orange = [(image[..., 0] > image[..., 2] + 70) & (image[..., 0] > 150) for image in (near, far)]
    assert orange[0].mean() > 0.4 > 0.25 > orange[1].mean()

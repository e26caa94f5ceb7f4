import numpy as np
import pytest

from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.animals.creatures import winged_dragon
from cavendish_illustrator.figures.clothing.wearing import wear
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.people.bust import HEIGHT, Sitter, bust, with_hat
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.figure_builder import build_figure


@pytest.mark.parametrize("accessory", ["scarf", "cape", "space-helmet", "headphones", "glasses", "backpack"])
def test_a_dragon_wears_it_too(accessory: str) -> None:
    assert wear(winged_dragon(), accessory, None) != winged_dragon()


@pytest.mark.parametrize("pose", [None, "sleeping", "running", "sitting"])
def test_whoever_has_a_face_can_wear_a_scarf_in_every_pose(pose: str | None) -> None:
    worn = tuple(Subject(concept=name, word=name) for name in ("scarf", "cape"))
    for concept in (*FACES, "dragon", "snowman", "robot", "ghost"):
        subject = Subject(concept=concept, word=concept, pose=pose)
        assert build_figure(Cast(subject=subject, worn=worn)) is not None, concept


@pytest.mark.parametrize("hat", ["sailor-cap", "military-helmet", "hard-hat", "turban-hat", "felt-hat"])
def test_the_brim_of_a_hat_lies_on_the_forehead_of_a_portrait(hat: str) -> None:
    bare = bust(Sitter(kind="man", variant=0, top="#d9534f"))
    worn = with_hat(bare, hat, None)
    rows = int(HEIGHT)
    above = round(bare.top - worn.top)
    shown = worn.pixels(rows + above)[above:]
    before = bare.pixels(rows)
    forehead, eyes = (slice(88, 94), slice(145, 150)), slice(148, 152)
    column = round(bare.anchors["head_top"][0] - bare.left)
    shift = round(bare.left - worn.left)
    assert np.abs(shown[forehead[0], column + shift] - before[forehead[0], column]).max() > 0.05
    assert np.abs(shown[eyes, column + shift] - before[eyes, column]).max() < 0.05

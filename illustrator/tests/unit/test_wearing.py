import pytest

from cavendish_illustrator.figures.animals import FACES
from cavendish_illustrator.figures.cast import Cast
from cavendish_illustrator.figures.creatures import winged_dragon
from cavendish_illustrator.figures.wearing import wear
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

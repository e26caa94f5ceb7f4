"""What stands before an even backdrop behind somebody can be taken away, exchanged and recoloured."""

import numpy as np
import pytest

from cavendish_illustrator.edit.finding.photograph import take_photographs
from cavendish_illustrator.edit.finding.things_behind import things_behind
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    Place,
    Recolour,
    RemoveObject,
    ReplaceObject,
)


def test_a_flag_and_a_rocket_stand_out_from_a_wall(photograph, remembering_finder):
    (taken,), _ = take_photographs([photograph("astronaut")], 384, remembering_finder)
    left, right = sorted(
        things_behind(taken.rgb, taken.matte)[:2], key=lambda one: float(np.nonzero(one > 0.5)[1].mean())
    )
    assert left[:150, :20].mean() > 0.7
    assert right[:150, 300:340].mean() > 0.6


def test_a_wood_is_no_backdrop(photograph, remembering_finder):
    (taken,), _ = take_photographs([photograph("raccoon")], 384, remembering_finder)
    assert not things_behind(taken.rgb, taken.matte)


@pytest.mark.parametrize("place", [None, Place.BACKGROUND])
def test_a_flag_is_taken_from_behind_somebody_who_stays(edit, pixels, place):
    before = edit(["hopper"], Recolour(target="eyes", color=None), size=(320, 400)).image
    after = edit(["hopper"], RemoveObject(concept="flag", word="flag", place=place), size=(320, 400)).image
    strip = after[:150, :60]
    assert strip.std((0, 1)).max() < 0.06 < before[:150, :60].std((0, 1)).max()
    assert strip[..., 2].mean() > strip[..., 0].mean() + 0.2
    assert np.abs(after - before)[250:, 100:250].mean() < 0.02


def test_what_comes_for_a_flag_stands_behind_somebody(edit):
    tree = ReplaceObject(old_word="flag", concept="christmas-tree", word="tree", old_concept="flag")
    result = edit(["astronaut"], tree, size=(384, 384))
    assert "put tree in its place" in result.notes
    green = result.image[..., 1] - np.maximum(result.image[..., 0], result.image[..., 2])
    assert (green[100:200, :80] > 0.03).mean() > 0.25
    assert (green[:, 130:200] > 0.03).mean() < 0.05


def test_a_flag_and_not_the_suit_before_it_is_recoloured(edit):
    result = edit(["astronaut"], Recolour(target="flag", color="#35a83a", concept="flag"), size=(384, 384))
    flag, suit = result.image[60:150, :30].mean((0, 1)), result.image[250:330, 60:200].mean((0, 1))
    assert flag[1] > flag[0]
    assert suit[0] > suit[1] + 0.2

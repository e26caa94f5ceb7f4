"""Hats, lips and eyes get a colour without the face they belong to."""

import numpy as np
import pytest

from cavendish_illustrator.edit.head_finding import locate_head
from cavendish_illustrator.understanding.edit_instruction import Flip, Recolour


def changed_rows(edit, name, target):
    before = edit([name], Flip(), size=(512, 600))
    after = edit([name], Recolour(target=target, color="#20c040"), Flip(), size=(512, 600))
    head = locate_head(before.image, before.focus)
    assert head.face is not None
    return np.flatnonzero((np.abs(before.image - after.image).max(-1) > 0.15).any(1)), head.face


def test_a_hat_is_recoloured_above_the_eyes_only(edit):
    rows, face = changed_rows(edit, "hopper", "hat")
    assert len(rows) > 20
    assert rows.max() < face.eyes[0][1]


@pytest.mark.parametrize("name", ["hopper", "astronaut"])
def test_lips_are_recoloured_around_the_mouth_only(edit, name):
    rows, face = changed_rows(edit, name, "lips")
    assert len(rows) > 3
    assert abs(float(rows.mean()) - face.mouth[1]) < 0.2 * face.side


def test_eyes_are_recoloured_between_brow_and_cheek(edit):
    rows, face = changed_rows(edit, "hopper", "eyes")
    assert len(rows) > 1
    assert abs(float(rows.mean()) - face.eyes[0][1]) < 0.12 * face.side


def test_an_animals_eyes_that_nobody_finds_stay_and_are_reported(edit):
    notes = " ".join(edit(["chelsea"], Recolour(target="eyes", color="#2060e0")).notes)
    assert "could not find 'eyes'" in notes

"""Moon, stars, fireworks, steam: what is added as light or air."""

import numpy as np
import pytest

from cavendish_illustrator.edit.atmosphere.airy_things import is_airy
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Flip,
    Look,
    Place,
    Relight,
)
from cavendish_illustrator.vocabulary.lexicon import read_topic


def thing(concept):
    return AddObject(concept=concept, word=concept, place=Place.SKY)


@pytest.mark.parametrize("concept", sorted(read_topic("airy_things")))
def test_every_airy_thing_of_the_lexicon_is_seen(edit, concept):
    assert is_airy(concept)
    before, after = edit(["temple"], Flip()), edit(["temple"], Flip(), thing(concept))
    assert float((np.abs(before.image - after.image).max(-1) > 0.08).mean()) > 0.001


def test_the_moon_stands_in_the_sky_and_not_before_the_object(edit):
    dusk = Relight(look=Look.SUNSET)
    before, after = edit(["temple"], Flip(), dusk), edit(["temple"], Flip(), dusk, thing("moon"))
    changed = np.abs(before.image - after.image).max(-1) > 0.2
    assert changed.sum() > 60
    assert float(after.focus[changed].mean()) < 0.2
    assert np.flatnonzero(changed.any(1)).max() < 0.6 * after.image.shape[0]


def test_fireworks_over_a_bright_photograph_let_it_become_night(edit):
    before, after = edit(["temple"], Flip()), edit(["temple"], Flip(), thing("fireworks"))
    assert float(luminance(after.image).mean()) < 0.6 * float(luminance(before.image).mean())


@pytest.mark.parametrize(
    ("instruction", "concepts"),
    [
        ("make it evening and add a full moon", ["moon"]),
        ("dodaj księżyc i gwiazdy", ["moon", "stars"]),
        ("füge ein Feuerwerk hinzu", ["fireworks"]),
        ("turn day into night with fireworks above the tower", ["fireworks"]),
        ("aggiungi la luna piena", ["moon"]),
        ("додай північне сяйво", ["aurora"]),
        ("add steam to the cup", ["steam"]),
    ],
)
def test_what_is_added_as_light_or_air_is_understood(instruction, concepts):
    added = [one for one in parse_edit(instruction).operations if isinstance(one, AddObject)]
    assert [one.concept for one in added if is_airy(one.concept)] == concepts


def test_a_moon_that_is_only_named_gives_its_light():
    assert parse_edit("under the stars").operations == (Relight(look=Look.NIGHT),)

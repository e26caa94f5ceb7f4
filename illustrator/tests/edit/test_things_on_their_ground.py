"""Things that are added stand on the photograph's ground, and what hung on an edge gets ground before it."""

import numpy as np

from cavendish_illustrator.edit.additions.beside_places import beside_object, is_seen_from_above
from cavendish_illustrator.edit.additions.modelled_things import modelled
from cavendish_illustrator.edit.backgrounds.banks_before import lay_bank_before
from cavendish_illustrator.edit.finding.photograph import extent_of, take_photographs
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Place,
    ReplaceBackground,
)


def test_a_cup_is_seen_from_above_and_a_pagoda_is_not(photograph, remembering_finder):
    taken, _ = take_photographs([photograph("coffee"), photograph("temple")], 512, remembering_finder)
    assert [is_seen_from_above(one.rgb, one.matte) for one in taken] == [True, False]


def test_a_thing_stands_at_the_asked_side_and_not_in_the_air():
    matte = np.zeros((200, 300), np.float32)
    matte[60:150, 120:180] = 1
    shades = np.linspace(0.2, 0.9, 200, dtype=np.float32)[:, None, None]
    picture = WorkingPicture(np.ones((200, 300, 3), np.float32) * shades, matte, 3)
    for side in (Place.LEFT, Place.RIGHT):
        setting = beside_object(picture, 40, 1.0, side)
        assert (setting.x < 120) == (side is Place.LEFT)
        assert 140 < setting.bottom < 190
        assert setting.height >= 0.6 * 40


def test_on_one_plain_colour_a_thing_is_modelled_as_well():
    plain = WorkingPicture(np.full((80, 90, 3), 0.5, np.float32), np.zeros((80, 90), np.float32), 3)
    seen = modelled(np.ones((20, 20, 4), np.float32), "cookie", plain)
    assert np.isfinite(seen).all()


def test_what_is_added_beside_a_cup_is_seen_at_a_glance(edit):
    left, right = (
        edit(["coffee"], AddObject(concept="cookie", word="cookie", place=side)).image
        for side in (Place.LEFT, Place.RIGHT)
    )
    differs = np.abs(left - right).max(-1) > 0.06
    assert differs.mean() > 0.05
    assert differs[: len(differs) // 4].mean() < 0.01


def test_a_cup_on_marble_keeps_its_place_and_gets_a_shadow(edit):
    spec = PictureSpec(prompt="", surface="marble")
    laid = edit(["coffee"], ReplaceBackground(spec=spec, is_surface=True))
    extent = extent_of(laid.focus)
    corner = luminance(laid.image)[:20, -20:]
    under = luminance(laid.image)[extent.bottom - 2 : extent.bottom + 6, extent.left : extent.right]
    assert float(corner.mean()) > 0.5
    assert float(np.percentile(under, 20)) < 0.8 * float(corner.mean())


def test_ground_rises_before_what_only_an_edge_held():
    canvas = Canvas((120, 100), TimeOfDay.DAY, 3)
    canvas.img[:] = 0.2
    alpha = np.zeros((100, 120), np.float32)
    alpha[10:60, :80] = 1
    scene = np.full((100, 120, 3), 0.9, np.float32)
    lay_bank_before(canvas, scene, alpha)
    assert float(canvas.img[20, 20, 0]) < 0.25
    assert float(canvas.img[80, 20, 0]) > 0.7
    assert float(canvas.img[90, 110, 0]) > 0.7

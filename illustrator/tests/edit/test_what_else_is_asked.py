"""Wishes in one breath, what keeps its colours, other materials, what is said and what lies on a thing."""

import cv2
import numpy as np
import pytest

from cavendish_illustrator.edit.additions.adding import add_object
from cavendish_illustrator.edit.additions.speech_bubble import say
from cavendish_illustrator.edit.backgrounds.framing import disc_window, window_for, with_air_above
from cavendish_illustrator.edit.backgrounds.wall_backdrops import wall_backdrop
from cavendish_illustrator.edit.finding.matting import refine_matte
from cavendish_illustrator.edit.finding.photograph import Photograph, extent_of
from cavendish_illustrator.edit.looks.photo_styles import style_after_photograph
from cavendish_illustrator.edit.looks.remaking import remake
from cavendish_illustrator.edit.photograph_changes import change_photographs
from cavendish_illustrator.edit.picture_changes import change_picture
from cavendish_illustrator.edit.pixels.recolouring import recolour
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddText,
    Combine,
    Crop,
    CutOut,
    Extend,
    Flip,
    Look,
    Place,
    Recolour,
    Relight,
    Remake,
    RemoveObject,
    ReplaceBackground,
    Restyle,
    Sticker,
)


@pytest.fixture
def disc():
    """A red disc in the middle of a grey-blue picture."""
    ys, xs = np.ogrid[:120, :160]
    matte = (np.hypot(xs - 80, ys - 60) < 40).astype(np.float32)
    shade = 0.4 + 0.5 * xs / 160 + 0 * ys
    red = np.stack([shade, 0.2 * shade, 0.2 * shade], -1)
    image = np.where(matte[..., None] > 0, red, np.array([0.3, 0.4, 0.5])).astype(np.float32)
    return WorkingPicture(image, matte, 3)


@pytest.mark.parametrize(
    ("instruction", "wanted"),
    [
        ("give my cat a golden crown and a purple background", [AddObject, ReplaceBackground]),
        ("give her a green background and sunglasses", [ReplaceBackground, AddObject]),
        ("Pon al gato en el espacio con un sombrero", [ReplaceBackground, AddObject]),
        ("cut it out and put it on plain yellow", [ReplaceBackground]),
        ("remove everything except the cup", [CutOut]),
        ("usuń ludzi stojących przed autobusem", [RemoveObject]),
        ("make the petals blue", [Recolour]),
        ("add steam from the cup and a forest background", [AddObject, ReplaceBackground]),
        ("turn the two men into cartoon characters", [Combine, Restyle]),
    ],
)
def test_each_of_several_wishes_is_one_operation(instruction, wanted):
    assert [type(one) for one in parse_edit(instruction).operations] == wanted


def test_people_before_a_bus_are_meant_and_not_the_bus():
    (operation,) = parse_edit("remove the people in front of the bus").operations
    assert operation.concept == "person"


@pytest.mark.parametrize("instruction", ["make it winter with snow on the roof", "add snow on the roof"])
def test_a_roof_with_snow_is_no_new_place(instruction):
    assert not any(isinstance(one, ReplaceBackground) for one in parse_edit(instruction).operations)


@pytest.mark.parametrize(
    ("instruction", "thing"),
    [
        ("make it black and white except the flower", "flower"),
        ("zrób czarno-białe zdjęcie, ale zostaw krawat w kolorze", "krawat"),
        ("mach alles schwarz-weiß außer der Blume", "blume"),
        ("mets tout en noir et blanc sauf la fleur", "fleur"),
    ],
)
def test_what_keeps_its_colours_is_named(instruction, thing):
    (look,) = (one for one in parse_edit(instruction).operations if isinstance(one, Relight))
    assert (look.look, look.spared.casefold()) == (Look.BLACK_AND_WHITE, thing)


def test_one_thing_keeps_its_colours_in_a_grey_picture(disc):
    change_picture(disc, [Relight(look=Look.BLACK_AND_WHITE, spared="disc")])
    saturation = to_hsv(disc.rgb)[..., 1]
    assert saturation[disc.matte > 0.5].mean() > 0.6
    assert saturation[:10].mean() < 0.05


@pytest.mark.parametrize(
    ("instruction", "material"),
    [
        ("turn him into a marble statue", "stone"),
        ("make her a statue", "stone"),
        ("Transforme-le en statue de bronze doré", "gold"),
        ("zamień kubek na złoty posąg", "gold"),
        ("make the cup golden", "gold"),
        ("swap the wooden table for a marble one", "stone"),
    ],
)
def test_a_material_is_read(instruction, material):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Remake)
    assert operation.material == material


def test_a_table_of_marble_is_all_that_is_not_the_object(disc):
    (operation,) = parse_edit("zamień stół na marmurowy").operations
    photograph = Photograph(disc.rgb.copy(), disc.matte)
    change_photographs([photograph], [operation], 3)
    inside = disc.matte > 0.5
    assert np.abs(photograph.rgb - disc.rgb)[60, 50:110].max() < 0.02
    assert to_hsv(photograph.rgb)[..., 1][~inside].mean() < 0.1


@pytest.mark.parametrize(
    ("instruction", "wall"),
    [
        ("put a brick wall behind him", "brick"),
        ("Remplace le fond par un mur de briques", "brick"),
        ("zmień tło na drewnianą ścianę", "wood"),
    ],
)
def test_a_wall_may_be_the_background(instruction, wall):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.wall == wall


def test_walls_differ_and_are_lit_from_one_side():
    walls = [wall_backdrop(kind, (96, 72), 3, 0.2) for kind in ("brick", "wood", "stone")]
    assert all(np.isfinite(wall).all() and wall.shape == (72, 96, 3) for wall in walls)
    assert all(luminance(wall)[:36, :60].mean() > luminance(wall)[54:, 72:].mean() for wall in walls)
    assert np.abs(walls[0] - walls[1]).mean() > 0.05


@pytest.mark.parametrize("instruction", ["crop it into a round avatar", "haz una foto de perfil redonda"])
def test_an_avatar_is_a_disc(instruction, disc):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Crop)
    assert operation.is_round
    change_picture(disc, [operation])
    assert disc.alpha is not None
    assert disc.alpha[60, 80] == 1
    assert disc.alpha[2, 2] == 0


def test_a_round_sticker_has_a_white_ring(disc):
    (operation,) = parse_edit("Haz una pegatina redonda").operations
    assert operation == Sticker(is_round=True)
    change_picture(disc, [operation])
    assert disc.rgb[60, 80 - 58].min() > 0.95


def test_a_disc_holds_the_whole_object(disc):
    photograph = Photograph(disc.rgb, disc.matte)
    window = disc_window(photograph, (160, 120))
    assert window.height < 120
    assert window.height >= 80


def test_what_is_given_is_held_and_takes_no_colour_from_the_next():
    (cup,) = parse_edit("give the man on the left a cup of coffee").operations
    assert cup.place is Place.HAND
    necklace = parse_edit("give her a pearl necklace and red lipstick").operations[1]
    assert (necklace.concept, necklace.color, necklace.place) == ("necklace", None, Place.NECK)


def test_glasses_of_a_close_up_go_by_unsure_eyes(edit):
    before = edit(["raccoon"], Flip()).image[:, ::-1]
    worn = edit(["raccoon"], AddObject(concept="sunglasses", word="sunglasses"))
    columns = np.flatnonzero((np.abs(worn.image - before).max(-1) > 0.25).any(0))
    assert len(columns) < 0.5 * 320


def test_oil_is_laid_on_in_visible_strokes():
    tone = np.broadcast_to(np.linspace(0.3, 0.7, 160, dtype=np.float32), (120, 160))
    wall = np.repeat(tone[..., None], 3, -1)
    painted = style_after_photograph(Style.OIL)
    assert painted is not None
    first = painted(wall, 4)
    assert np.array_equal(first, painted(wall, 4))
    assert (luminance(first) - blur(luminance(first), 3)).std() > 0.008
    assert abs(float(luminance(first).mean()) - 0.5) < 0.05


def test_a_face_in_oil_has_no_cracks(edit):
    painted = edit(["astronaut"], Restyle(style=Style.OIL), size=(600, 600)).image
    cheeks = luminance(painted)[78:150, 236:304]
    assert float((cheeks - blur(cheeks, 1.5)).std()) < 0.04


@pytest.mark.parametrize("instruction", ["make her hair golden", "make the background gold"])
def test_golden_hair_and_a_golden_background_are_colours(instruction):
    assert not any(isinstance(one, Remake) for one in parse_edit(instruction).operations)


def test_marble_takes_the_colours_of_a_thing_and_leaves_its_surroundings(disc):
    made = remake(disc.rgb, disc.matte, "stone", 3)
    inside = disc.matte > 0.5
    assert to_hsv(made)[..., 1][inside].mean() < 0.2
    assert luminance(made)[60, 45:115].std() > 0.008  # its light from one side stays
    assert np.abs(made - disc.rgb)[:10].max() < 0.01


@pytest.mark.parametrize(
    "instruction", ['add a speech bubble saying "Hi"', 'dodaj dymek z tekstem "Hi"', 'ajoute une bulle "Hi"']
)
def test_what_is_said_stands_in_a_bubble(instruction):
    (operation,) = parse_edit(instruction).operations
    assert operation == AddText(text="Hi", is_spoken=True)


def test_a_bubble_is_white_with_a_dark_line_beside_the_head(disc):
    before = disc.rgb.copy()
    say(disc, "Hi")
    changed = np.abs(disc.rgb - before).max(-1) > 0.2
    assert 0.02 < changed.mean() < 0.25
    assert luminance(disc.rgb)[changed].max() > 0.95
    assert luminance(disc.rgb)[changed].min() < 0.2


def test_a_thing_on_the_object_is_drawn_on_it(disc):
    (operation,) = parse_edit("put a butterfly on the flower").operations
    assert operation.place is Place.ON_OBJECT
    before = disc.rgb.copy()
    add_object(disc, operation)
    changed = np.abs(disc.rgb - before).max(-1) > 0.1
    assert changed[20:100, 40:120].sum() > 0.9 * changed.sum() > 20


@pytest.mark.parametrize("instruction", ["powiększ kadr w prawo", "erweitere das Bild nach rechts"])
def test_a_side_is_read_in_its_own_words(instruction):
    assert Extend(toward=Place.RIGHT) in parse_edit(instruction).operations


def test_a_saucers_nibbled_edge_is_evened_and_fur_keeps_its_hairs():
    ys, xs = np.ogrid[:200, :300]
    distance, angle = np.hypot(xs - 150, ys - 100), np.arctan2(ys - 100, xs - 150)
    plate = (distance < 70).astype(np.float32)
    nibbled = plate.copy()
    cv2.circle(nibbled, (220, 100), 3, 0.0, -1)
    fur = (distance < 70 + 6 * np.sin(60 * angle)).astype(np.float32)
    plain = np.repeat((0.2 + 0.6 * plate)[..., None], 3, -1).astype(np.float32)
    evened, _ = refine_matte(plain, nibbled)
    assert evened[100, 216:219].min() > 0.5
    hairy = np.repeat((0.2 + 0.6 * fur)[..., None], 3, -1).astype(np.float32)
    kept, _ = refine_matte(hairy, fur)
    assert np.abs((kept > 0.5) - fur)[distance < 78].mean() < 0.02


def test_a_cut_head_gets_room_for_a_hat_and_keeps_its_chin():
    matte = np.zeros((200, 300), np.float32)
    matte[:, 60:240] = 1
    photograph = Photograph(np.full((200, 300, 3), 0.5, np.float32), matte)
    window = window_for(photograph, (300, 200))
    aired = with_air_above(window, photograph, 0.3, completes_head=True)
    assert aired.top < -0.1 * window.height
    assert aired.top + aired.height > 0.9 * window.height
    assert extent_of(matte).top == 0


def test_a_black_cloth_made_grey_keeps_its_folds():
    xs = np.arange(200, dtype=np.float32)
    tone = np.broadcast_to(0.05 + 0.02 * np.sin(xs / 6), (120, 200))
    image = np.repeat(tone[..., None], 3, -1).astype(np.float32)
    grey, _ = recolour(image, np.ones((120, 200), np.float32), "#9aa0a8")
    assert luminance(grey).mean() > 0.4
    assert luminance(grey)[60].std() > 0.03

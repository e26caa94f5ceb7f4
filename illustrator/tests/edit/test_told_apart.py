"""Parts, skies and surroundings that an edit has to tell apart."""

import numpy as np
import pytest

from cavendish_illustrator.edit.additions.adding import drawn_thing
from cavendish_illustrator.edit.backgrounds.framing import Window, frame
from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.edit.faces.necktie_finding import find_tie
from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.edit.finding.sky_region import find_sky
from cavendish_illustrator.edit.looks.photo_styles import comic, oil, style_after_photograph
from cavendish_illustrator.edit.picture_changes import change_picture
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.worn_look import without_own_string
from cavendish_illustrator.edit.worn.worn_places import worn_at
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding.instructions.edit_instruction import Place, Restyle
from cavendish_illustrator.understanding.instructions.picture_parts import part_named


def somebody_in_a_suit(tie, shift=0):
    image = np.full((300, 200, 3), (0.05, 0.05, 0.08), np.float32)
    image[100:280, 80 + shift : 120 + shift] = 0.9
    image[110:240, 92 + shift : 108 + shift] = tie
    face = Face(x=100, y=60, side=70, eyes=((85, 50), (115, 50)), mouth=(100, 80))
    return find_tie(image, to_lab(image), np.ones((300, 200), np.float32), face)


def test_a_tie_is_told_from_shirt_and_coat_and_none_is_made_up():
    cover = somebody_in_a_suit((0.1, 0.5, 0.2))
    assert cover is not None
    assert cover[115:215, 95:105].min() > 0.9
    assert cover[:, :85].max() < 0.05
    assert somebody_in_a_suit((0.9, 0.9, 0.9)) is None


def test_the_whole_tie_is_found_of_somebody_who_turns_to_the_side():
    cover = somebody_in_a_suit((0.8, 0.1, 0.1), shift=-18)
    assert cover is not None
    assert float(cover[150, 77:88].min()) > 0.8


@pytest.mark.parametrize("word", ["tie", "krawat", "Krawatte", "corbata", "cravate", "краватку"])
def test_a_tie_is_no_whole_garment(word):
    assert part_named(word) == "tie"


def test_a_sky_goes_on_behind_what_parts_it():
    image = np.full((240, 180, 3), (0.35, 0.6, 0.8), np.float32)
    image[:, 80:100] = 0.1
    image[:12, 100:] = 0.1
    image[200:] = (0.3, 0.2, 0.1)
    sky = find_sky(image, np.zeros((240, 180), np.float32))
    assert sky is not None
    assert sky[100, 30] > 0.9
    assert sky[100, 140] > 0.9
    assert sky[220].max() < 0.1


def test_beyond_an_edge_that_cuts_the_object_the_photograph_is_seen_out_of_focus():
    rng = np.random.default_rng(1)
    photograph = Photograph(rng.random((60, 90, 3), np.float32), np.ones((60, 90), np.float32))
    image, matte = frame(photograph, Window(left=0, top=-40, width=90, height=140), (90, 140), seed=1)
    assert image[:36].std() < 0.3 * image[50:90].std()
    assert matte[:36].max() == 0
    assert np.abs(image[60:80] - photograph.rgb[20:40]).max() < 0.05


def test_a_balloon_held_on_our_string_loses_its_own():
    balloon = np.zeros((100, 60, 4), np.float32)
    balloon[10:60, 10:50] = 1
    balloon[60:100, 29:31] = 1
    without, knot = without_own_string(balloon)
    assert without[40, 30, 3] == 1
    assert without[75:, :, 3].max() == 0
    assert knot == pytest.approx((0.49, 0.6), abs=0.02)


def test_one_sees_through_the_lenses_of_glasses():
    glasses = drawn_thing("glasses", None, 60, 0)
    middle = round(0.24 * glasses.shape[1])
    assert glasses[30, middle - 3 : middle + 3, 3].max() < 0.3
    assert glasses[..., 3].max() > 0.9


def test_oil_lies_in_raised_strokes():
    plain = np.full((200, 300, 3), (0.5, 0.4, 0.3), np.float32)
    painted = oil(plain, 1)
    assert painted.std((0, 1)).min() > 0.01
    assert np.abs(painted.mean((0, 1)) - plain[0, 0]).max() < 0.06


def test_no_comic_is_inked_with_specks():
    speckled = np.full((400, 600, 3), 0.6, np.float32)
    for row in range(50, 350, 30):
        speckled[row : row + 5, 60:540:30] = 0.1
        speckled[row : row + 5, 61:541:30] = 0.1
        speckled[row : row + 5, 62:542:30] = 0.1
    assert not (luminance(comic(speckled, 1))[40:360, 40:560] < 0.12).any()


def test_glasses_of_an_animal_lie_below_its_ears_by_the_width_of_its_head():
    matte = np.zeros((300, 300), np.float32)
    matte[40:300, 90:210] = 1
    picture = WorkingPicture(np.full((300, 300, 3), 0.5, np.float32), matte, seed=1)
    glasses = worn_at(Place.ON_FACE, "sunglasses", 2.5, picture)
    assert glasses.bottom - glasses.height / 2 > 40 + 0.37 * 120
    scarf = worn_at(Place.NECK, "scarf", 1.0, picture)
    assert scarf.bottom - scarf.height > 40 + 0.7 * 120


def test_a_dark_photograph_is_lit_up_before_it_is_painted():
    dark = np.random.default_rng(3).uniform(0.02, 0.35, (160, 160, 3)).astype(np.float32)
    picture = WorkingPicture(dark.copy(), np.zeros((160, 160), np.float32), seed=1, has_object=False)
    change_picture(picture, [Restyle(style=Style.OIL)])
    assert picture.rgb.mean() > 1.25 * dark.mean()


def test_a_comic_shows_black_cloth_without_the_colours_of_its_noise():
    rng = np.random.default_rng(4)
    cloth = (0.09 + 0.035 * blur(rng.normal(0, 8, (160, 160, 3)).astype(np.float32), 4)).clip(0, 1)
    redraw = style_after_photograph(Style.COMIC)
    assert redraw is not None
    inside = redraw(cloth, 1)[30:130, 30:130]
    assert float(np.ptp(inside, -1).mean()) < 0.06

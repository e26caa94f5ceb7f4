import numpy as np
import pytest
from PIL import Image

from cavendish_illustrator import draw
from cavendish_illustrator.edit.finding.head_finding import find_head
from cavendish_illustrator.painting.color import hsv, luminance, rgb
from cavendish_illustrator.painting.pixel_ops import to_hsv
from cavendish_illustrator.picture_spec import PictureSpec, Style, TimeOfDay, Weather
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddText,
    AddWeather,
    BlurBackground,
    Combine,
    Crop,
    CutOut,
    Extend,
    Flip,
    Look,
    Place,
    Recolour,
    Relight,
    RemoveObject,
    ReplaceBackground,
    ReplaceObject,
    Restyle,
    Rotate,
    Sticker,
)

SPEC = PictureSpec(prompt="")
SIZES = [(64, 64), (320, 256), (192, 336), (384, 168)]


def edges(image):
    tone = luminance(image)
    return np.abs(np.diff(tone, axis=1))[:-1] + np.abs(np.diff(tone, axis=0))[:, :-1]


def test_a_cut_out_is_opaque_on_the_object_and_clear_around_it(edit):
    alpha = edit(["coffee"], CutOut()).image[..., 3]
    height, width = alpha.shape
    assert alpha[height // 2, width // 2] > 0.98
    assert max(alpha[0, 0], alpha[0, -1], alpha[-1, 0], alpha[-1, -1]) < 0.02
    assert 0.2 < float((alpha > 0.5).mean()) < 0.8


def test_a_sticker_has_a_white_edge_around_the_cut_out(edit):
    sticker, cut = edit(["coffee"], CutOut(), Sticker()), edit(["coffee"], CutOut())
    assert sticker.image.shape[2] == cut.image.shape[2] == 4
    rim = (sticker.image[..., 3] > 0.95) & (sticker.focus < 0.02)
    assert rim.sum() > 200
    assert float(sticker.image[rim][:, :3].min(-1).mean()) > 0.95


@pytest.mark.parametrize("color", ["#2060e0", "#2fa84a", "#8030c0"])
def test_a_recoloured_object_has_the_asked_hue_and_the_background_keeps_its_own(edit, color):
    before, after = (
        edit(["coffee"], Flip()),
        edit(["coffee"], Recolour(target="cup", color=color), Flip()),
    )
    changed = (np.abs(before.image - after.image).max(-1) > 0.15) & (after.focus > 0.5)
    assert changed.mean() > 0.03
    hues, saturation = to_hsv(after.image)[..., 0][changed], to_hsv(after.image)[..., 1][changed]
    away = np.abs((hues - hsv(rgb(color))[0] + 180) % 360 - 180)
    assert float(np.median(away[saturation > 0.25])) < 14
    outside = after.focus < 0.01
    assert float(np.abs(before.image - after.image)[outside].mean()) < 0.02


@pytest.mark.parametrize(("color", "is_light"), [("#ffffff", True), ("#111111", False)])
def test_an_object_can_become_white_or_black(edit, color, is_light):
    before, after = edit(["coffee"], Flip()), edit(["coffee"], Recolour(target=None, color=color), Flip())
    changed = (np.abs(before.image - after.image).max(-1) > 0.15) & (after.focus > 0.5)
    image = after.image[changed]
    assert float((image.max(-1) - image.min(-1)).mean()) < 0.12
    assert (float(image.mean()) > 0.6) is is_light


def test_a_garment_is_recoloured_without_the_face(edit):
    before = edit(["astronaut"], Flip()).image
    after = edit(["astronaut"], Recolour(target="suit", color="#2060e0"), Flip()).image
    hue = to_hsv(before)[..., 0]
    blue = np.abs(after - before).max(-1) > 0.2
    assert blue.mean() > 0.05
    head = find_head(edit(["astronaut"], Flip()).focus)
    rows = slice(int(head.top), int(head.top + 0.6 * head.height))
    face = blue[rows, int(head.middle - head.width / 2) : int(head.middle + head.width / 2)]
    assert float(face.mean()) < 0.01
    assert float(np.median(hue[blue])) < 30


def test_a_new_background_keeps_the_object_and_replaces_the_rest(edit):
    green = edit(["astronaut"], ReplaceBackground(spec=SPEC, color="#20b040"))
    outside = green.focus < 0.01
    assert outside.mean() > 0.2
    assert float(np.abs(green.image[outside] - rgb("#20b040")).mean()) < 0.04
    inside = green.image[green.focus > 0.95]
    assert float(np.abs(inside - rgb("#20b040")).mean()) > 0.2


def test_an_object_cut_by_the_lower_edge_stands_on_the_lower_edge_again(edit):
    spec = PictureSpec(prompt="", settings=("beach",), time_of_day=TimeOfDay.SUNSET)
    focus = edit(["astronaut"], ReplaceBackground(spec=spec)).focus
    assert float((focus[-1] > 0.5).mean()) > 0.2
    assert float(focus[0].max()) < 0.1


def test_a_close_up_cut_at_the_top_is_never_a_floating_head(edit):
    spec = PictureSpec(prompt="", settings=("meadow",))
    focus = edit(["chelsea"], ReplaceBackground(spec=spec)).focus
    assert float((focus[0] > 0.5).mean()) > 0.1
    assert float((focus[-1] > 0.3).mean()) > 0.1


@pytest.mark.parametrize("count", [2, 3, 5])
def test_all_references_come_together_in_one_scene(edit, count):
    names = ["coffee", "astronaut", "chelsea", "coffee", "coffee"][:count]
    edited = edit(names, Combine(spec=PictureSpec(prompt="", settings=("forest",))), size=(384, 216))
    assert edited.image.shape == (216, 384, 3)
    assert f"set {count} objects" in " ".join(edited.notes)
    assert 0.15 < float((edited.focus > 0.5).mean()) < 0.95


def test_several_references_without_a_word_about_them_still_come_together(edit):
    assert "set 2 objects" in " ".join(edit(["coffee", "astronaut"], Restyle(style=Style.OIL)).notes)


def test_a_blurred_background_keeps_the_object_sharp(edit):
    before, after = (
        edit(["astronaut"], Flip()),
        edit(["astronaut"], BlurBackground(), Flip()),
    )
    inside, outside = after.focus[:-1, :-1] > 0.97, after.focus[:-1, :-1] < 0.02
    assert edges(after.image)[inside].mean() > 0.9 * edges(before.image)[inside].mean()
    assert edges(after.image)[outside].mean() < 0.7 * edges(before.image)[outside].mean()


@pytest.mark.parametrize("style", [style for style in Style if style is not Style.PHOTO])
def test_every_style_repaints_the_photograph(edit, style):
    before, after = edit(["coffee"], Flip()), edit(["coffee"], Flip(), Restyle(style=style))
    assert float(np.abs(before.image - after.image).mean()) > 0.01


@pytest.mark.parametrize("look", list(Look))
def test_every_look_changes_what_one_sees(edit, look):
    before, after = edit(["coffee"], Flip()), edit(["coffee"], Flip(), Relight(look=look))
    assert float(np.abs(before.image - after.image).mean()) > 0.008


def test_looks_do_what_their_names_say(edit):
    def mean(*operations, name="astronaut"):
        return edit([name], Flip(), *operations).image.reshape(-1, 3).mean(0)

    own, night = mean(), mean(Relight(look=Look.NIGHT))  # in a studio: a dim room with warm light
    assert night.mean() < 0.6 * own.mean()
    outdoors = mean(Relight(look=Look.NIGHT), name="raccoon")
    assert outdoors[2] > outdoors[0]
    warm = mean(Relight(look=Look.GOLDEN_HOUR))
    assert warm[0] / warm[2] > 1.15 * own[0] / own[2]
    grey = edit(["astronaut"], Relight(look=Look.BLACK_AND_WHITE)).image
    assert float((grey.max(-1) - grey.min(-1)).max()) < 0.03


@pytest.mark.parametrize("weather", list(Weather))
def test_every_weather_is_seen(edit, weather):
    before, after = edit(["astronaut"], Flip()), edit(["astronaut"], Flip(), AddWeather(weather=weather))
    assert float((np.abs(before.image - after.image).max(-1) > 0.1).mean()) > 0.003


def test_text_is_written_at_the_asked_place_in_the_asked_colour(edit):
    before = edit(["coffee"], Flip()).image
    after = edit(["coffee"], Flip(), AddText(text="KAWA żółć", place=Place.BOTTOM, color="#ff00ff")).image
    changed = np.abs(before - after).max(-1) > 0.02
    assert np.flatnonzero(changed.any(1))[0] > 0.6 * after.shape[0]
    written = np.abs(after - rgb("#ff00ff")).max(-1) < 0.1
    assert 0.005 < float(written.mean()) < 0.2


def test_a_hat_is_drawn_over_the_head_and_stays_in_the_picture(edit):
    without = edit(["astronaut"], Flip())
    hat = edit(["astronaut"], AddObject(concept="top-hat", word="hat"))
    assert hat.image.shape == without.image.shape
    assert "on_head" in " ".join(hat.notes)
    assert float(hat.focus[0].max()) < 0.5


def test_things_are_added_where_asked(edit):
    before = edit(["astronaut"], Flip()).image
    for place, rows, columns in (
        (Place.TOP_LEFT, slice(None, 128), slice(None, 160)),
        (Place.BOTTOM_RIGHT, slice(128, None), slice(160, None)),
    ):
        operation = AddObject(concept="red-apple", word="apple", place=place)
        after = edit(["astronaut"], Flip(), operation).image
        changed = np.abs(before - after).max(-1) > 0.15
        assert changed[rows, columns].sum() > 0.8 * changed.sum() > 100


def test_an_unknown_thing_is_reported_and_the_picture_still_changes(edit):
    edited = edit(["coffee"], AddObject(concept="no-such-thing-at-all", word="blorb"))
    assert "blorb" in " ".join(edited.notes)
    assert "enhanced" in " ".join(edited.notes)


def test_a_removed_object_leaves_its_surroundings(edit):
    before, after = (
        edit(["astronaut"], Flip()),
        edit(["astronaut"], RemoveObject(concept=None, word="woman"), Flip()),
    )
    inside = before.focus > 0.9
    orange = (to_hsv(before.image)[..., 0] < 25) & (to_hsv(before.image)[..., 1] > 0.6) & inside
    assert orange.mean() > 0.01
    still = (to_hsv(after.image)[..., 0] < 25) & (to_hsv(after.image)[..., 1] > 0.6) & orange
    assert still.sum() < 0.3 * orange.sum()


def test_an_object_can_be_exchanged_for_a_drawn_one(edit):
    edited = edit(["coffee"], ReplaceObject(old_word="cup", concept="red-apple", word="apple"))
    assert any("apple" in note for note in edited.notes)
    assert float((edited.focus > 0.5).mean()) > 0.05


def test_a_closer_crop_shows_the_object_larger_and_an_extension_smaller(edit):
    def share(*operations):
        return float((edit(["coffee"], *operations).focus > 0.5).mean())

    assert share(Extend()) < 0.8 * share(Flip()) < share(Crop())


def test_mirroring_twice_and_turning_four_times_change_nothing_of_the_layout(edit):
    once = edit(["coffee"], Flip())
    back = edit(["coffee"], Flip(), Rotate(degrees=180), Flip(is_horizontal=False))
    assert np.allclose(once.focus[:, ::-1], edit(["coffee"], Rotate(degrees=360)).focus, atol=0.2)
    assert np.allclose(back.focus, edit(["coffee"], Rotate(degrees=360)).focus, atol=0.2)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "operation",
    [Restyle(style=Style.WATERCOLOUR), CutOut(), Extend(), Crop(to_portrait=True), Combine(spec=SPEC)],
    ids=lambda operation: type(operation).__name__,
)
def test_the_size_is_exactly_the_asked_one(edit, size, operation):
    edited = edit(["chelsea"], operation, size=size)
    assert edited.image.shape[:2] == edited.focus.shape == (size[1], size[0])
    assert edited.image.dtype == np.float32


def test_the_whole_object_stays_in_the_frame_at_any_ratio(edit):
    for size in ((320, 320), (400, 180), (180, 400)):
        focus = edit(["coffee"], Flip(), size=size).focus > 0.6
        border = np.concatenate([focus[0], focus[-1], focus[:, 0], focus[:, -1]])
        assert float(border.mean()) < 0.05, size


def test_the_same_arguments_give_the_same_pixels_and_another_seed_other_ones(edit):
    operations = (
        ReplaceBackground(spec=PictureSpec(prompt="", settings=("beach",))),
        AddWeather(weather=Weather.RAIN),
    )
    first, again = (edit(["coffee"], *operations, seed=3, anew=anew) for anew in (False, True))
    assert np.array_equal(first.image, again.image)
    assert float(np.abs(first.image - edit(["coffee"], *operations, seed=4).image).mean()) > 0.01


def test_an_instruction_beyond_the_editor_still_changes_the_picture_and_says_so(edit):
    before, after = edit(["astronaut"], Flip()), edit(["astronaut"])
    assert "beyond" in " ".join(after.notes)
    framed = edit(["astronaut"], Flip()).image[:, ::-1]
    assert float(np.abs(after.image - framed).mean()) > 0.015
    assert before.image.shape == after.image.shape


@pytest.mark.parametrize("color", ["black", "white", "#808080"])
def test_even_a_plain_picture_is_never_returned_unchanged(edit, color):
    picture = Image.new("RGB", (300, 200), color)
    edited = edit([picture])
    own = np.asarray(Image.new("RGB", (1, 1), color), np.float32)[0, 0] / 255
    assert float(np.abs(edited.image - own).max()) > 0.02


def test_without_an_operation_the_words_are_read_as_a_picture(edit):
    spec = PictureSpec(prompt="", settings=("beach",), texts=("HELLO",))
    notes = " ".join(edit(["coffee"], spec=spec).notes)
    assert "beach" in notes
    assert "HELLO" in notes


def test_a_scene_that_brings_its_light_is_not_lit_twice(edit):
    spec = PictureSpec(prompt="", settings=("beach",), time_of_day=TimeOfDay.NIGHT)
    once = edit(["coffee"], ReplaceBackground(spec=spec))
    assert np.array_equal(
        once.image, edit(["coffee"], ReplaceBackground(spec=spec), Relight(look=Look.NIGHT)).image
    )


def test_no_reference_at_all_gives_the_painted_words(edit):
    edited = edit([], spec=PictureSpec(prompt="", settings=("meadow",)))
    assert edited.image.shape == (256, 320, 3)
    assert "no readable reference" in " ".join(edited.notes)


@pytest.mark.parametrize(
    "instruction",
    [
        "replace the background with a girl riding a horse on a beach",
        "put her in a park with a boy holding a dog",
        "replace the background with a castle and a knight riding a dragon",
    ],
)
def test_a_background_may_be_asked_for_with_figures_that_act_together(instruction):
    photograph = Image.new("RGB", (240, 200), "#8899aa")
    assert draw(instruction, references=[photograph], size=(192, 160), seed=1).image.size == (192, 160)

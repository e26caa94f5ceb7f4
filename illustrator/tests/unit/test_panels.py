"""Pictures that are divided into several."""

import pytest

from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay
from cavendish_illustrator.understanding import parse_prompt

SEASONS = [Season.SPRING, Season.SUMMER, Season.AUTUMN, Season.WINTER]

COUNTS = {
    "a picture split into four panels with a fox": 4,
    "a fox in six frames": 6,
    "vier gleiche Felder mit einem Fuchs": 4,
    "obraz podzielony na trzy części, lis": 3,
    "lis w czterech kadrach": 4,
    "un zorro en tres viñetas": 3,
    "une image divisée en quatre cases, un renard": 4,
    "un gatto in quattro riquadri": 4,
    "uma raposa em quatro quadrinhos": 4,
    "een vos in vier vakken": 4,
    "лис у чотирьох кадрах": 4,
    "liška ve čtyřech panelech": 4,
    "a triptych of a fox": 3,
    "a 2x2 grid of a fox": 4,
    "a 3x3 grid of a fox": 9,
    "a comic strip about a fox": 3,
}


def concepts(panels: tuple[PictureSpec, ...]) -> list[list[str]]:
    return [[subject.concept for subject in panel.subjects] for panel in panels]


@pytest.mark.parametrize(("prompt", "count"), COUNTS.items())
def test_so_many_panels_are_made(prompt: str, count: int) -> None:
    panels = parse_prompt(prompt).panels
    assert len(panels) == count
    assert all(panel.subjects for panel in panels)


@pytest.mark.parametrize(
    "prompt",
    [
        "a fox in a forest",
        "four foxes in a forest",
        "a house with four windows and solar panels",
        "two pictures on a wall",
        "a 4x5 card",
        "ten panels with a fox",
        "one panel with a fox",
    ],
)
def test_a_single_picture_stays_single(prompt: str) -> None:
    assert parse_prompt(prompt).panels == ()


def test_each_panel_has_its_season() -> None:
    prompt = "split into four panels showing the same apple tree in spring, summer, autumn and winter"
    panels = parse_prompt(prompt).panels
    assert [panel.season for panel in panels] == SEASONS
    assert concepts(panels) == [["deciduous-tree"]] * 4
    assert len({panel.subjects[0].color for panel in panels}) == 4


def test_four_seasons_need_not_be_named() -> None:
    assert [panel.season for panel in parse_prompt("drzewo, cztery pory roku").panels] == SEASONS


def test_each_panel_has_its_light() -> None:
    panels = parse_prompt(
        "vier gleiche Felder: ein Schloss am Morgen, am Mittag, am Abend und in der Nacht"
    ).panels
    assert [panel.time_of_day for panel in panels] == [
        *(TimeOfDay.DAWN, TimeOfDay.DAY, TimeOfDay.SUNSET, TimeOfDay.NIGHT)
    ]


def test_a_story_is_told_panel_by_panel() -> None:
    panels = parse_prompt("a comic strip: a red cat with a fish, the cat jumps, the cat sleeps").panels
    assert concepts(panels)[1:] == [["cat"], ["cat"]]
    assert [panel.subjects[0].pose for panel in panels[1:]] == ["jumping", "sleeping"]
    assert len({panel.subjects[0].color for panel in panels}) == 1


def test_panels_may_be_numbered() -> None:
    panels = parse_prompt("storyboard: 1. a girl 2. a sunflower 3. bees").panels
    assert concepts(panels) == [["girl"], ["sunflower"], ["honeybee"]]


def test_single_things_stand_on_plain_ground() -> None:
    panels = parse_prompt("three equal boxes: an apple, a banana, a pear").panels
    assert concepts(panels) == [["red-apple"], ["banana"], ["pear"]]
    assert all(panel.settings == ("plain",) for panel in panels)


def test_before_and_after_are_two_sides() -> None:
    panels = parse_prompt("before and after: on the left a bedroom, on the right a kitchen").panels
    assert [panel.settings[0] for panel in panels] == ["bedroom", "kitchen"]


def test_the_text_is_the_whole_pictures() -> None:
    spec = parse_prompt('a triptych of a castle at dawn, noon and night, title "Home"')
    assert spec.texts == ("Home",)
    assert all(panel.texts == () for panel in spec.panels)


def test_rooms_of_a_house_are_panels_with_what_each_has() -> None:
    prompt = (
        "cross-section of a house with three rooms: a kitchen, a bedroom and a bathroom, each with one cat"
    )
    panels = parse_prompt(prompt).panels
    assert [panel.settings[0] for panel in panels] == ["kitchen", "bedroom", "bathroom"]
    assert concepts(panels) == [["cat"]] * 3


def test_lights_and_weathers_tell_panels_apart_together() -> None:
    prompt = "weather infographic with four equal panels: sunny, rainy, snowy, stormy, each with an umbrella"
    panels = parse_prompt(prompt).panels
    assert [panel.texts for panel in panels] == [("Sunny",), ("Rainy",), ("Snowy",), ("Stormy",)]


def test_two_halves_are_what_stands_on_either_side() -> None:
    prompt = "split into two halves: on the left a city at night with rain, on the right a meadow"
    panels = parse_prompt(prompt).panels
    assert [panel.settings[0] for panel in panels] == ["city", "meadow"]
    assert [panel.time_of_day for panel in panels] == [TimeOfDay.NIGHT, None]


def test_who_a_story_is_about_is_in_every_panel() -> None:
    panels = parse_prompt("three frames of a cat: eating, climbing a tree, sleeping").panels
    assert [panel.subjects[0].concept for panel in panels] == ["cat"] * 3


def test_a_palette_is_no_panel() -> None:
    spec = parse_prompt("quattro riquadri: una mela, una pera, un limone e una fragola, solo rosso e giallo")
    assert concepts(spec.panels) == [["red-apple"], ["pear"], ["lemon"], ["strawberry"]]
    assert spec.is_palette_strict

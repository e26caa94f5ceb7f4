"""Readings that were mended, and the words of logos and cards."""

import pytest

from cavendish_illustrator.company.setting_choice import default_setting
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject, TimeOfDay
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.sane_places import fit_for_room, stand_on_ground
from cavendish_illustrator.understanding import parse_prompt


def _concepts(prompt: str) -> list[str]:
    return [subject.concept for subject in parse_prompt(prompt).subjects]


def test_children_hold_the_kite_they_fly() -> None:
    spec = parse_prompt("Kids flying kites on a windy beach")
    assert [r.kind for r in spec.relations] == [RelationKind.HOLDING]
    assert spec.subjects[0].pose == "raising"


def test_a_bird_still_flies() -> None:
    assert parse_prompt("an eagle flying over the mountains").subjects[0].pose == "flying"


def test_a_team_kicks_its_ball_which_is_no_thing_beside_it() -> None:
    spec = parse_prompt("kids playing football in a park")
    assert [(subject.concept, subject.pose) for subject in spec.subjects] == [("child", "scoring_goal")]
    assert not spec.relations


def test_palms_move_the_open_sea_to_its_beach_and_ships_do_not() -> None:
    assert parse_prompt("sunset over the ocean with palm trees").settings[0] == "beach"
    assert parse_prompt("a sailboat on the ocean").settings[0] == "sea"


@pytest.mark.parametrize(
    ("prompt", "emblem"),
    [
        ('logo for a bakery called "Golden Crust"', "bread"),
        ("Logo für eine Fahrradwerkstatt", "bicycle"),
        ("logo kawiarni", "hot-beverage"),
        ("logo of a fox for a bakery", "fox"),
    ],
)
def test_a_logo_shows_its_trade_unless_a_thing_is_named(prompt: str, emblem: str) -> None:
    assert _concepts(prompt)[0] == emblem


def test_a_quoted_name_is_written_on_a_logo_and_nowhere_else() -> None:
    assert parse_prompt('logo for a bakery called "Golden Crust"').texts == ("Golden Crust",)
    assert parse_prompt('a cat called "Luna" in a garden').texts == ()


def test_an_invitation_names_the_two_it_is_from() -> None:
    assert parse_prompt("wedding invitation for Anna and Mark").texts == ("Anna & Mark",)
    assert parse_prompt("wedding invitation with roses and hearts").texts == ()


def test_hair_colour_is_the_hairs_in_both_word_orders() -> None:
    assert parse_prompt("a girl with blue hair").subjects[0].hair is not None
    spanish = parse_prompt("una chica con pelo azul").subjects[0]
    assert spanish.hair is not None
    assert spanish.color is None


def test_one_birthday_cake_stays_one_where_the_noun_comes_first() -> None:
    assert parse_prompt("tarta de cumpleaños").subjects[0].count == 1


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("no clouds, clear sky", "sky"),
        ("winter", "hills"),
        ("xqzzt blorp", "lake"),
        ("Kirschkernspucken, lustig", "lake"),
        ("red and blue", "abstract"),
        ("abstract background", "dreamscape"),
    ],
)
def test_without_subject_and_place_the_air_itself_is_shown(prompt: str, place: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.settings[0] if spec.settings else default_setting(spec, 0)) == place


def test_a_childs_drachen_is_a_kite_and_a_knights_a_dragon() -> None:
    child = parse_prompt("ein Junge mit Drachen")
    assert "kite" in [subject.concept for subject in child.subjects]
    knight = parse_prompt("ein Ritter mit einem Drachen")
    assert "dragon" in [subject.concept for subject in knight.subjects]


def _standing(concept: str, canvas: Canvas) -> Placed:
    cast = Cast(subject=Subject(concept=concept, word=concept))
    figure = build_figure(cast)
    assert figure is not None
    one = Placed(index=0, cast=cast, figure=figure, aspect=1.0, rise=1.0)
    one.feet_y, one.height = canvas.height * 0.1, canvas.height * 0.1
    return one


def test_what_stands_outdoors_is_on_the_ground() -> None:
    canvas = Canvas((128, 128), TimeOfDay.DAY, 0)
    canvas.horizon_y = 64.0
    house, bird = _standing("house", canvas), _standing("bird", canvas)
    bird.is_airborne = True
    stand_on_ground(canvas, PictureSpec(prompt="a house"), [house, bird])
    assert house.feet_y >= canvas.horizon_y
    assert bird.feet_y < canvas.horizon_y


def test_no_cottage_stands_in_a_kitchen() -> None:
    canvas = Canvas((128, 128), TimeOfDay.DAY, 0)
    canvas.is_indoors = True
    cottage, bird = _standing("thatched-cottage", canvas), _standing("bird", canvas)
    spec = PictureSpec(prompt="a cottage", settings=("kitchen",))
    assert fit_for_room(canvas, spec, [cottage, bird]) == ([bird], [cottage])


@pytest.mark.parametrize(
    "prompt",
    [
        "a dragon reading to five baby dragons",
        "ein Drache liest fünf kleinen Drachen vor",
        "un dragon lit une histoire à cinq bébés dragons",
    ],
)
def test_those_whom_one_of_their_kind_reads_to_are_there_and_in_nobodys_hand(prompt):
    spec = parse_prompt(prompt)
    assert sorted(one.count for one in spec.subjects if one.concept == "dragon") == [1, 5]
    assert not any(r.kind is RelationKind.HOLDING for r in spec.relations)


def test_a_horse_does_not_fly_because_sparks_do():
    spec = parse_prompt("ein Schmied beschlägt ein Pferd, Funken fliegen")
    assert all(one.pose != "flying" for one in spec.subjects)
    assert parse_prompt("ein fliegendes Pferd").subjects[0].pose == "flying"

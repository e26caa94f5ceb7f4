"""People as strangers ask for them: trades and relatives in their cases, members told apart, deeds."""

import pytest

from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.clothing.aprons import apron_in
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.clothing.hat_choice import hat_on
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.casting import cast_roles, one_of_several
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.flyers import is_flyer
from cavendish_illustrator.understanding import parse_prompt


def concepts(spec: PictureSpec) -> list[str]:
    return [subject.concept for subject in spec.subjects]


def related(spec: PictureSpec) -> set[str]:
    return {f"{r.subject} {r.kind} {spec.subjects[r.target].concept}" for r in spec.relations}


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("a goalkeeper in the rain", "goalkeeper"),
        ("mama i tata z córką i synem", "woman"),
        ("ein Schuster in der Werkstatt", "craftsman"),
        ("una amazona en la playa", "horse-rider"),
        ("un forgeron dans sa forge", "blacksmith"),
        ("una zia in cucina", "woman"),
        ("um goleiro no estádio", "goalkeeper"),
        ("een schaatsster op het ijs", "skater"),
        ("козак на коні", "man"),
        ("dědeček s vnukem", "old-man"),
    ],
)
def test_trades_and_relatives_are_known_in_their_language(prompt: str, concept: str) -> None:
    assert concepts(parse_prompt(prompt))[0] == concept


@pytest.mark.parametrize(
    ("prompt", "pose"),
    [
        ("a blacksmith hammering a sword", "hammering"),
        ("un meccanico ripara una moto", "repairing"),
        ("Frau bügelt ein Hemd", "ironing"),
        ("dzieci podnoszą ręce w klasie", "raising_hand"),
        ("un homme demande en mariage une femme", "proposing"),
        ("una mujer vende flores", "selling"),
        ("лікарка розчісує кота", "grooming"),
    ],
)
def test_more_doings_are_read(prompt: str, pose: str) -> None:
    assert parse_prompt(prompt).subjects[0].pose == pose


@pytest.mark.parametrize(
    "prompt",
    [
        "two cats on a sofa, one black and one white",
        "dwa koty na kanapie, jeden czarny, drugi biały",
        "zwei Katzen auf einem Sofa, eine schwarz, die andere weiß",
        "dos gatos en un sofá, uno negro y el otro blanco",
    ],
)
def test_two_who_are_told_apart_have_their_own_colours_and_one_seat(prompt: str) -> None:
    spec = parse_prompt(prompt)
    cats = [subject for subject in spec.subjects if subject.concept == "cat"]
    assert [(cat.count, cat.color) for cat in cats] == [(1, "#222428"), (1, "#f2f2f0")]
    assert [len(plan.members) for plan in plan_company(spec)] == [2]


def test_one_red_ball_is_no_member_of_a_group() -> None:
    spec = parse_prompt("two dogs, one red ball and the other toys")
    assert next(s.count for s in spec.subjects if s.concept == "dog") == 2


def test_the_others_share_what_the_first_builds() -> None:
    spec = parse_prompt("two girls building a snowman, one with a pink hat, the other with a blue scarf")
    assert {"0 wearing hat", "2 wearing scarf"} <= related(spec)
    assert [plan.members for plan in plan_company(spec)] == [(0, 2)]


def test_she_and_he_are_the_woman_and_the_man() -> None:
    spec = parse_prompt("an elderly couple dancing, she wears a green apron and he wears a hat")
    assert concepts(spec)[:2] == ["old-man", "old-woman"]
    assert {"1 wearing apron-cook", "0 wearing hat"} <= related(spec)
    assert concepts(parse_prompt("an elderly couple dancing"))[:2] == ["old-couple"]


def test_sparks_fly_and_not_the_smith() -> None:
    assert parse_prompt("a blacksmith at work, sparks flying").subjects[0].pose != "flying"
    assert parse_prompt("a superhero flying over the city").subjects[0].pose == "flying"


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("a corgi puppy", ["corgi"]),
        ("un perro dálmata", ["dalmatian"]),
        ("a dog and a corgi", ["dog", "corgi"]),
        ("una vecchia Fiat rossa", ["automobile"]),
        ("una vecchia con un gatto", ["old-woman", "cat"]),
        ("eine junge Ärztin", ["doctor"]),
    ],
)
def test_two_words_for_one_are_one(prompt: str, found: list[str]) -> None:
    assert concepts(parse_prompt(prompt)) == found


def test_an_old_fisherman_is_one_in_french() -> None:
    assert [s.count for s in parse_prompt("un vieux pêcheur sur le port").subjects] == [1]
    assert parse_prompt("trois vieux pêcheurs").subjects[0].count == 3


def test_what_is_read_to_a_child_is_in_the_hand() -> None:
    assert {"0 on sofa", "0 holding open-book"} <= related(parse_prompt("mama czyta córce książkę"))


def test_a_rider_has_a_horse_and_a_childs_little_bear_is_a_toy() -> None:
    assert related(parse_prompt("a jockey at the races")) == {"0 riding horse"}
    assert related(parse_prompt("chłopiec z misiem")) == {"0 holding teddy-bear"}
    assert concepts(parse_prompt("miś w lesie")) == ["bear"]


def test_the_colour_of_an_unknown_garment_is_not_the_cars() -> None:
    spec = parse_prompt("un meccanico con la zanfrusca blu ripara una macchina rossa")
    assert next(s.color for s in spec.subjects if s.concept == "automobile") == "#e02b2b"


def test_an_apron_is_dyed_and_worn_at_work() -> None:
    assert "#35a83a" in apron_in("#35a83a").markup
    assert "#f4f2ec" in apron_in(None).markup
    assert "#4f3524" in person(Look(role="blacksmith")).markup


def test_who_kneels_is_lower_than_who_stands() -> None:
    kneeling, standing = (
        person(Look(role="man", pose=pose)).anchors["head_top"][1] for pose in ("kneeling", "standing")
    )
    assert kneeling > standing + 30


@pytest.mark.parametrize(
    ("idle", "busy"),
    [
        ("a firefighter", "a firefighter with a hose"),
        ("a pirate", "a pirate with a spyglass"),
        ("a man", "a man mowing the lawn"),
    ],
)
def test_a_doing_is_drawn_with_its_tool(idle: str, busy: str) -> None:
    figures = [build_figure(cast_roles(parse_prompt(text), 0).roles[0].cast) for text in (idle, busy)]
    assert None not in figures
    assert len({figure.markup for figure in figures if figure is not None}) == 2


def test_armour_and_loose_clothes_are_worn() -> None:
    assert concepts(parse_prompt("un chevalier en armure devant un château")) == ["knight"]
    assert parse_prompt("a cat in shining armour").subjects[0].role == "knight"
    spec = parse_prompt("deux sœurs au piano, la grande a une robe bleue, la petite une robe jaune")
    colors = [s.color for s in spec.subjects if s.concept == "dress"]
    assert colors == ["#2f6fe0", "#f4c726"]
    assert {"0 wearing dress", "2 wearing dress"} <= related(spec)


def test_each_of_two_has_a_hat_of_its_own() -> None:
    assert related(parse_prompt("a girl with a hat and a boy with a hat")) == {
        "0 wearing hat",
        "2 wearing hat",
    }


def test_on_a_white_horse_is_no_white_background() -> None:
    spec = parse_prompt("dziewczynka na białym koniu")
    assert related(spec) == {"0 riding horse"}
    assert "plain" not in spec.settings
    assert "plain" in parse_prompt("koń na białym tle").settings


def test_a_baby_is_carried_and_a_cow_is_not() -> None:
    assert [plan.scheme for plan in plan_company(parse_prompt("a mother with a baby"))] == ["in_arms"]
    assert [plan.scheme for plan in plan_company(parse_prompt("a boy with a baby"))] == []
    assert related(parse_prompt("a cowboy catching a cow")) == {"0 beside cow"}


def test_who_runs_with_a_running_dog_has_it_on_no_lead() -> None:
    assert plan_company(parse_prompt("a boy and his dog running on the beach")) == ()
    assert [plan.scheme for plan in plan_company(parse_prompt("a boy walking his dog"))] == ["leash"]


def test_of_several_only_the_first_has_the_scenery() -> None:
    role = cast_roles(parse_prompt("three boys playing basketball"), 0).roles[0]
    assert one_of_several(role.cast, 0).has_scenery
    assert not one_of_several(role.cast, 1).has_scenery


def test_a_lap_is_on_whose_it_is() -> None:
    spec = parse_prompt("a cat sleeping on an old man's lap while he reads the newspaper in an armchair")
    assert spec.subjects[0].pose == "lap"
    assert {"0 on old-man", "1 holding newspaper", "1 inside armchair"} <= related(spec)


def test_a_burning_house_has_fire_and_a_retriever_its_coat() -> None:
    assert related(parse_prompt("a burning house")) == {"1 on house"}
    assert parse_prompt("a golden retriever").subjects[0].concept == "retriever"
    assert parse_prompt("a black labrador").subjects[0].color == "#222428"
    assert next(s.color for s in parse_prompt("a man with a white beard").subjects[1:]) == "#f2f2f0"


def test_a_dragon_in_company_is_on_the_ground() -> None:
    for prompt, is_up in (("a dragon", True), ("a dragon and a knight", False), ("a dragon reading", False)):
        spec = parse_prompt(prompt)
        assert is_flyer(cast_roles(spec, 0).roles[0], spec) is is_up


def test_a_vampire_boy_is_one_and_his_witch_keeps_her_hat() -> None:
    assert concepts(parse_prompt("a vampire boy and a mermaid girl")) == ["vampire", "mermaid"]
    assert hat_on("woman-mage", "hat", None) == "witch-hat"
    assert hat_on("woman", "hat", None) == "womans-hat"
    assert hat_on("knight", "hat", None) == "felt-hat"
    assert hat_on("woman", "beret", None) == "beret"


def test_three_musicians_have_an_instrument_each() -> None:
    spec = parse_prompt("three musicians on a stage: saxophone, cello and piano")
    assert concepts(spec).count("musician") == 3
    assert {tie.split(" ", 1)[1] for tie in related(spec)} == {
        "holding saxophone",
        "beside cello",
        "beside piano",
    }
    assert concepts(parse_prompt("a musician with a saxophone")).count("musician") == 1


@pytest.mark.parametrize(
    ("prompt", "worn"),
    [
        ("a bearded sailor", "0 wearing beard-worn"),
        ("un boulanger moustachu", "0 wearing mustache"),
        ("brodaty mężczyzna w lesie", "0 wearing beard-worn"),
    ],
)
def test_hair_on_the_face_is_worn(prompt: str, worn: str) -> None:
    spec = parse_prompt(prompt)
    assert worn in related(spec)
    assert not any("barb" in word or "beard" in word or "brod" in word for word in spec.not_understood)
    assert "beard-worn" not in concepts(parse_prompt("a bearded dragon next to a girl"))


def test_a_black_cat_on_a_lap_stays_black() -> None:
    spec = parse_prompt("un chat noir assis sur les genoux d'une sorcière")
    assert (spec.subjects[0].concept, spec.subjects[0].color, spec.subjects[0].pose) == (
        "cat",
        "#2e2c34",
        "lap",
    )
    assert concepts(parse_prompt("a black cat")) == ["black-cat"]


def test_nobody_stands_on_the_food_they_help_with() -> None:
    assert "2 on pasta-plate" not in related(parse_prompt("una nonna prepara la pasta con la nipotina"))


@pytest.mark.parametrize(("word", "count"), [("gołębie", 3), ("gołębia", 1), ("konie", 3)])
def test_polish_plurals_in_e_are_several(word: str, count: int) -> None:
    assert parse_prompt(f"babcia karmi {word}").subjects[1].count == count


def test_who_casts_a_net_from_a_boat_is_in_it() -> None:
    assert "0 inside sailboat" in related(parse_prompt("un pescador lanza algo desde una barca"))


def test_an_umbrella_is_over_the_head_that_holds_it() -> None:
    held = person(Look(role="woman", held="umbrella-held"))
    assert held.anchors["hand"][1] > held.anchors["eyes"][1]
    assert person(Look(role="woman", held="balloon")).anchors["hand"][1] < held.anchors["eyes"][1]


@pytest.mark.parametrize("name", ["capybara", "tapir", "hyena", "wombat", "ostrich", "emu"])
def test_an_animal_in_profile_has_its_glasses_where_its_head_is(name: str) -> None:
    figure = build_figure(cast_roles(parse_prompt(f"a {name.replace('-', ' ')}"), 1).roles[0].cast)
    assert figure is not None
    assert figure.anchors["eyes"][0] < figure.left + figure.width * 0.3


def test_two_friends_who_are_named_are_those() -> None:
    assert concepts(parse_prompt("two best friends, a fox and a rabbit, in a meadow")) == ["fox", "rabbit"]
    assert concepts(parse_prompt("two friends with a dog and a cat"))[0] == "friends"


def test_a_fire_hose_is_no_snake_and_the_ice_no_material() -> None:
    spec = parse_prompt("strażak z wężem na ulicy")
    assert [(s.concept, s.pose) for s in spec.subjects] == [("firefighter", "hosing")]
    assert concepts(parse_prompt("dziewczynka z wężem")) == ["girl", "snake"]
    assert parse_prompt("dogs crossing the ice").subjects[0].material is None
    assert parse_prompt("an ice dog").subjects[0].material == "ice"


@pytest.mark.parametrize(
    ("prompt", "played"),
    [
        ("una violinista en un escenario", "0 holding violin"),
        ("ein Pianist im Salon", "0 beside piano"),
        ("a saxophonist with a trumpet", "0 holding trumpet"),
    ],
)
def test_players_have_what_they_are_called_after(prompt: str, played: str) -> None:
    assert {tie for tie in related(parse_prompt(prompt)) if "wearing" not in tie} == {played}


def test_who_is_called_a_woman_or_wears_a_dress_is_drawn_as_one() -> None:
    assert parse_prompt("a samurai woman").subjects[0].word == "woman samurai"
    dressed = build_figure(cast_roles(parse_prompt("una violinista con vestido negro"), 0).roles[0].cast)
    plain = build_figure(cast_roles(parse_prompt("un violinista con un violín"), 0).roles[0].cast)
    assert dressed is not None
    assert plain is not None
    assert dressed.markup != plain.markup


def test_who_serves_does_not_sit_at_the_table() -> None:
    spec = parse_prompt("ein Koch serviert einer Familie Pizza")
    assert all(0 not in plan.members for plan in plan_company(spec))


def test_what_several_do_is_read_like_what_one_does() -> None:
    for prompt, pose in (
        ("un samurái y un ninja luchan en un tejado", "fighting"),
        ("um avô e uma neta plantam uma árvore", "planting"),
        ("due bambine annaffiano i fiori", "watering"),
    ):
        assert parse_prompt(prompt).subjects[0].pose == pose


def test_a_players_ball_suits_the_game_and_curls_are_no_hedgehog() -> None:
    assert concepts(parse_prompt("a basketball player with a ball")) == ["basketball-player", "basketball"]
    assert concepts(parse_prompt("a boy with a ball")) == ["boy", "soccer-ball"]
    assert concepts(parse_prompt("una bambina con i capelli ricci")) == ["girl"]
    assert concepts(parse_prompt("a dragon rider girl on a dragon"))[1] == "girl"
    assert concepts(parse_prompt("ein Schornsteinfeger")) == ["chimney-sweep"]


def test_who_sits_on_somebody_keeps_their_colour() -> None:
    dyed, plain = (
        build_figure(cast_roles(parse_prompt(f"a witch with a {color}cat on her lap"), 0).roles[0].cast)
        for color in ("blue ", "")
    )
    assert dyed is not None
    assert plain is not None
    assert dyed.markup != plain.markup

"""Who is drawn together with whom, read from prompts as people write them."""

import pytest

from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.understanding import parse_prompt


def _plans(prompt: str) -> list[tuple[str, tuple[str, ...]]]:
    spec = parse_prompt(prompt)
    return [
        (str(plan.scheme), tuple(spec.subjects[index].concept for index in plan.members))
        for plan in plan_company(spec)
    ]


@pytest.mark.parametrize(
    ("prompt", "scheme", "members"),
    [
        ("two kids holding hands on a beach", Scheme.HAND_IN_HAND, ("child",)),
        ("zakochana para trzymająca się za ręce na plaży", Scheme.HAND_IN_HAND, ("couple",)),
        ("a boy hugging a giant teddy bear", Scheme.EMBRACE, ("boy", "teddy-bear")),
        ("un niño abrazando a un oso de peluche gigante", Scheme.EMBRACE, ("boy", "teddy-bear")),
        ("a young couple dancing on a rooftop", Scheme.DANCE, ("couple",)),
        ("a knight fighting a dragon", Scheme.DUEL, ("knight", "dragon")),
        ("a woman walking her dog in the park", Scheme.LEASH, ("woman", "dog")),
        ("a woman walking two dogs", Scheme.LEASH, ("woman", "dog")),
        ("a man walking his beagle in the park", Scheme.LEASH, ("man", "beagle")),
        ("a woman walking a chihuahua", Scheme.LEASH, ("woman", "chihuahua")),
        ("a girl holding a cat", Scheme.IN_ARMS, ("girl", "cat")),
        ("lis i zając piją herbatę przy stole w lesie", Scheme.TABLE, ("fox", "rabbit")),
        ("two friends playing chess in a cafe", Scheme.TABLE, ("friends",)),
        ("an old man feeding pigeons on a park bench", Scheme.SEAT, ("old-man",)),
        ("dos gatos durmiendo en un sofá", Scheme.SEAT, ("cat",)),
        ("un perro conduciendo un coche rojo", Scheme.VEHICLE, ("dog",)),
        ("a man and a dog in a rowing boat on a lake", Scheme.VEHICLE, ("man", "dog")),
        ("a girl feeding a rabbit", Scheme.FEED, ("girl", "rabbit")),
        ("un bambino che dà da mangiare alle galline", Scheme.FEED, ("boy", "chicken")),
        ("a man feeding bread to ducks by a pond", Scheme.FEED, ("man", "duck")),
        ("un niño le da un regalo a su madre", Scheme.GIVE, ("boy", "woman")),
        ("ein Hund jagt eine Katze durch den Park", Scheme.CHASE, ("dog", "cat")),
        ("a dad pushing a stroller in the park", Scheme.PUSH, ("man", "stroller")),
        ("a horse pulling a cart", Scheme.TEAM, ("horse",)),
        ("Santa Claus in his sleigh pulled by reindeer", Scheme.TEAM, ("santa-claus", "reindeer")),
        ("Santa Claus on a sled", Scheme.TEAM, ("santa-claus",)),
        ("two men pulling a sled", Scheme.PULL, ("man", "sled")),
        ("two children riding an elephant", Scheme.VEHICLE, ("child",)),
        ("chłopiec głaszcze psa", Scheme.TOUCH, ("boy", "dog")),
        ("a girl petting a cat on the sofa", Scheme.SEAT, ("girl", "cat")),
        ("un lapin qui arrose des carottes", Scheme.WATER, ("rabbit", "carrot")),
        ("a farmer driving a tractor", Scheme.VEHICLE, ("farmer",)),
        ("a barista handing a cup of coffee to a customer", Scheme.GIVE, ("waiter", "person")),
        ("a zookeeper feeding a giraffe", Scheme.FEED, ("farmer", "giraffe")),
        ("a painter painting a portrait of a cat", Scheme.PORTRAY, ("artist", "cat")),
        ("a girl drawing a horse", Scheme.PORTRAY, ("girl", "horse")),
        ("a witch flying on a broomstick", Scheme.VEHICLE, ("woman-mage",)),
        ("rolnik sadzi kapustę na polu", Scheme.PLANT, ("farmer",)),
        ("a girl picking flowers in a meadow", Scheme.PLANT, ("girl",)),
        ("grandpa and grandson planting an oak tree", Scheme.PLANT, ("old-man", "boy")),
        ("dziewczynka zbiera muszelki na plaży", Scheme.PLANT, ("girl",)),
        ("dwie dziewczynki lepią pierogi z mamą", Scheme.TABLE, ("girl", "woman")),
        ("a mechanic lying under a car", Scheme.UNDERNEATH, ("mechanic",)),
        ("strażak niesie dziecko na rękach", Scheme.IN_ARMS, ("firefighter", "child")),
        ("жінка садить тюльпани", Scheme.PLANT, ("woman",)),
        ("dos niños compartiendo un paraguas", Scheme.SHARE, ("child",)),
        ("a mother and child sharing an umbrella", Scheme.SHARE, ("woman", "child")),
        ("un tigre bebiendo agua en un río", Scheme.DRINK, ("tiger",)),
        ("a cat drinking from a puddle", Scheme.DRINK, ("cat",)),
        ("eine Schlange windet sich um einen Ast", Scheme.COIL, ("snake",)),
        ("un dragon enroulé autour d'un château", Scheme.COIL, ("dragon",)),
        ("two men carrying a sofa up the stairs", Scheme.CARRY, ("man",)),
        ("a tired man asleep at his desk", Scheme.TABLE, ("man",)),
        ("a woman repairing an old radio", Scheme.TABLE, ("woman",)),
        ("ein Mann repariert ein Fahrrad", Scheme.TOUCH, ("man", "bicycle")),
        ("babcia obiera ziemniaki w kuchni", Scheme.TABLE, ("old-woman",)),
        ("zwei Rentner spielen Schach im Park, Tauben schauen zu", Scheme.TABLE, ("old-man",)),
    ],
)
def test_those_who_do_something_together_are_one_figure(
    prompt: str, scheme: Scheme, members: tuple[str, ...]
):
    assert _plans(prompt) == [(str(scheme), members)]


@pytest.mark.parametrize(
    "prompt",
    [
        "a cat and a sleeping dog",
        "a girl with a red balloon on a hill",
        "a man riding a horse",
        "three red apples on a wooden table",
        "a cat on a table",
        "a dancing bear",
        "two girls with umbrellas",
        "a man asleep in a meadow",
        "a dog drinking from a bowl by the river",
    ],
)
def test_those_who_do_nothing_together_stay_apart(prompt: str):
    assert _plans(prompt) == []


@pytest.mark.parametrize(("count", "is_joined"), [("two", True), ("five", True), ("six", False)])
def test_at_most_five_hold_hands(count: str, is_joined: bool):
    assert bool(_plans(f"{count} children holding hands")) is is_joined


def test_nobody_is_drawn_twice():
    spec = parse_prompt("a knight fighting a dragon and a girl hugging a boy")
    used = [index for plan in plan_company(spec) for index in plan.uses()]
    assert len(used) == len(set(used))


def test_the_place_wins_over_the_table_in_it():
    assert (
        chosen_setting(parse_prompt("a bear drinking tea with a rabbit at a table in the forest"), 0)
        == "forest"
    )
    assert chosen_setting(parse_prompt("three apples on a table"), 0) == "table_top"


def test_everybody_at_the_table_has_a_cup():
    (role,) = cast_roles(parse_prompt("a fox and a rabbit drinking tea at a table"), 0).roles
    assert [(thing.concept, thing.count) for thing in role.cast.things] == [("teacup-saucer", 2)]
    assert not role.cast.held


@pytest.mark.parametrize(
    ("prompt", "poses"),
    [
        ("a grandpa and grandson fishing on a pier", ["fishing", "fishing"]),
        ("a cat and a dog sleeping on the grass", ["sleeping", "sleeping"]),
        ("a cat and a sleeping dog", [None, "sleeping"]),
    ],
)
def test_a_verb_after_two_joined_by_and_is_about_both(prompt: str, poses: list[str | None]):
    assert [subject.pose for subject in parse_prompt(prompt).subjects] == poses


def test_a_place_before_a_noun_names_the_noun():
    spec = parse_prompt("an old man on a park bench")
    assert spec.settings[0] == "park"
    assert [str(relation.kind) for relation in spec.relations] == ["on"]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a mother duck", [("duck", 1)]),
        ("a penguin family", [("penguin", 4)]),
        ("a viking warrior", [("viking", 1)]),
        ("a man and a dog", [("man", 1), ("dog", 1)]),
        ("an old couple", [("old-couple", 1)]),
    ],
)
def test_words_that_say_which_or_how_many_are_no_figures_of_their_own(
    prompt: str, expected: list[tuple[str, int]]
):
    assert [(s.concept, s.count) for s in parse_prompt(prompt).subjects] == expected


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("a cat flying a plane", "cat riding airplane"),
        ("a boy flying a toy plane", "boy holding airplane"),
        ("a boy flying a kite", "boy holding kite"),
        ("a surfer dog", "dog riding surfboard"),
        ("two bears fishing from a small boat", "bear inside sailboat"),
        ("a boy riding a bicycle with a dog in a basket", "dog inside basket"),
        ("a grandmother reading to her grandchildren", "child on sofa"),
    ],
)
def test_nobody_holds_or_wears_or_boards_what_they_could_not(prompt: str, relation: str):
    spec = parse_prompt(prompt)
    names = [subject.concept for subject in spec.subjects]
    assert relation in [f"{names[r.subject]} {r.kind} {names[r.target]}" for r in spec.relations]


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a viking standing on the sea", "beach"),
        ("a mermaid in the sea", "sea"),
        ("a man in a boat on the sea", "sea"),
        ("a dog driving a car", {"road", "street"}),
        ("a cat on a sofa", "living_room"),
    ],
)
def test_figures_stand_where_they_can(prompt: str, place: str | set[str]):
    assert chosen_setting(parse_prompt(prompt), 0) in ({place} if isinstance(place, str) else place)


def test_an_animal_rides_on_a_forklift_no_better_than_beside_it():
    roles = cast_roles(parse_prompt("a dog driving a forklift"), 0).roles
    assert [role.cast.subject.concept for role in roles] == ["dog", "forklift"]
    assert roles[0].cast.mount is None


@pytest.mark.parametrize("prompt", ["a mother duck with her ducklings", "a cat with her kittens"])
def test_the_young_are_small_and_several(prompt: str):
    mother, young = parse_prompt(prompt).subjects
    assert (mother.count, mother.size) == (1, None)
    assert (young.concept, young.count, young.size) == (mother.concept, 3, "tiny")


def test_a_fox_that_flies_a_kite_stays_below():
    spec = parse_prompt("a fox flying a red kite on the beach")
    assert spec.subjects[0].pose == "raising"
    bird = parse_prompt("a crow flying beside a kite")
    assert bird.subjects[0].pose == "flying"

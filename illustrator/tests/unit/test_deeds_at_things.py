"""Whoever does it has the hands at the thing: bags are hit, donkeys led, passengers sit in what is pushed."""

import pytest

from cavendish_illustrator.company.composing import composed
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.doings.stations import at_their_stations
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Subject
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


def tied(spec: PictureSpec, kind: RelationKind) -> list[tuple[str, str]]:
    return [
        (spec.subjects[r.subject].concept, spec.subjects[r.target].concept)
        for r in spec.relations
        if r.kind is kind
    ]


@pytest.mark.parametrize(
    ("prompt", "pose", "scheme"),
    [
        ("a boy hitting a punching bag", "boxing", Scheme.TOUCH),
        ("a woman chopping down a tree", "felling", Scheme.TOUCH),
        ("drwal ścina drzewo", "felling", Scheme.TOUCH),
        ("a man knocking on a door", "handling", Scheme.TOUCH),
        ("ein Mann klopft an die Tür", "handling", Scheme.TOUCH),
        ("a woman leading a donkey", "leading", Scheme.LEASH),
        ("rolnik prowadzi krowę", "leading", Scheme.LEASH),
        ("a boy helping an old lady cross the street", "helping", Scheme.HAND_IN_HAND),
        ("a man training a lion", "handling", Scheme.TOUCH),
        ("a robot painting a fence", "painting_wall", Scheme.TOUCH),
        ("a robot walking a dog", "walking", Scheme.LEASH),
        ("a fox chopping vegetables", "chopping", Scheme.TABLE),
        ("a mouse making pizza", "preparing", Scheme.TABLE),
        ("a girl cutting a ribbon", "cutting", Scheme.TOUCH),
    ],
)
def test_a_deed_is_shown_by_an_arrangement(prompt: str, pose: str, scheme: Scheme) -> None:
    spec = parse_prompt(prompt)
    assert spec.subjects[0].pose == pose
    assert [plan.scheme for plan in plan_company(spec)] == [scheme]


@pytest.mark.parametrize(
    ("prompt", "load"),
    [
        ("nurse pushing an old man in a wheelchair", "manual-wheelchair"),
        ("pielęgniarka pcha wózek inwalidzki ze starszą panią", "manual-wheelchair"),
        ("une infirmière pousse un vieil homme en fauteuil roulant", "manual-wheelchair"),
        ("mom pushing a baby in a stroller", "stroller"),
        ("dad pushing his son on a swing", "swing_set"),
        ("two kids pulling a sled with a dog on it", "sled"),
    ],
)
def test_who_is_pushed_sits_in_it_and_who_pushes_walks(prompt: str, load: str) -> None:
    spec = parse_prompt(prompt)
    (plan,) = plan_company(spec)
    assert plan.scheme in (Scheme.PUSH, Scheme.PULL)
    assert plan.prop is not None
    assert spec.subjects[plan.prop].concept == load
    assert plan.members[0] == 0


def test_a_baby_is_seen_in_its_pram() -> None:
    baby, pram = (Subject(concept=name, word=name) for name in ("baby", "stroller"))
    mother = Subject(concept="woman", word="woman", pose="pushing")
    cast = Cast(subject=mother, doing="pushing", scheme=Scheme.PUSH, company=(Cast(subject=baby),), prop=pram)
    alone = Cast(subject=mother, doing="pushing", scheme=Scheme.PUSH, company=(Cast(subject=pram),))
    both, empty = composed(cast, build_figure), composed(alone, build_figure)
    assert both is not None
    assert empty is not None
    assert len(both.markup) > len(empty.markup)


@pytest.mark.parametrize(
    ("prompt", "held"),
    [
        ("an elf polishing a boot", ("elf", "boot")),
        ("a woman tuning a guitar", ("woman", "guitar")),
        ("a farmer unloading a box", ("farmer", "package")),
    ],
)
def test_what_is_small_is_in_hand(prompt: str, held: tuple[str, str]) -> None:
    assert held in tied(parse_prompt(prompt), RelationKind.HOLDING)


def test_nobody_is_in_a_mirror_or_caught_in_the_arms_that_hold_a_net() -> None:
    mirror = parse_prompt("a woman looking in the mirror")
    assert tied(mirror, RelationKind.BESIDE) == [("woman", "mirror")]
    caught = parse_prompt("a boy catching a butterfly with a net")
    assert not any(plan.scheme is Scheme.IN_ARMS for plan in plan_company(caught))


def test_sheep_that_are_herded_are_a_flock() -> None:
    assert parse_prompt("a dog herding sheep").subjects[1].count == 3


def test_who_searches_has_a_glass_and_no_table() -> None:
    spec = parse_prompt("a mouse detective looking for a stolen cheese")
    assert not plan_company(spec)
    assert [one.concept for one in cast_roles(spec, 0).roles[0].cast.held] == ["magnifying-glass-tilted-left"]


@pytest.mark.parametrize("prompt", ["a crocodile brushing its teeth", "kids brushing their teeth"])
def test_what_is_said_of_him_is_said_of_all(prompt: str) -> None:
    assert parse_prompt(prompt).subjects[0].pose == "brushing_teeth"


def test_a_dragon_bakes_in_a_kitchen() -> None:
    assert chosen_setting(parse_prompt("a dragon baking bread"), 0) == "kitchen"


@pytest.mark.parametrize("prompt", ["a woman talking with a friend", "una mujer habla con una amiga"])
def test_one_friend_is_one(prompt: str) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == ["woman", "person"]


@pytest.mark.parametrize(
    ("prompt", "pose", "other"),
    [
        ("two kids flying a paper airplane in the park", "raising", "paper-plane"),
        ("dentist checking the teeth of a crocodile", "examining", "crocodile"),
        ("a dentist examining a lion's teeth", "examining", "lion"),
        ("astronaut planting a flag on the moon", "handling", "flag"),
        ("kočka loví myš", "running", "mouse"),
        ("mermaid playing a harp", "playing", "harp"),
        ("referee showing a red card to a football player", "raising_hand", "referee-card"),
        ("sędzia pokazuje czerwoną kartkę piłkarzowi", "raising_hand", "referee-card"),
    ],
)
def test_the_deed_and_its_object_are_those_meant(prompt: str, pose: str, other: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.kind is Kind.SCENE
    assert spec.subjects[0].pose == pose
    assert spec.subjects[1].concept == other
    assert not any(one.concept == "tooth" for one in spec.subjects)


def test_a_surfer_on_land_is_on_no_wave() -> None:
    ashore = parse_prompt("a surfer walking out of the sea")
    assert tied(ashore, RelationKind.HOLDING) == [("man", "surfboard")]
    assert ashore.settings[0] == "beach"
    assert parse_prompt("surfer riding a huge wave").subjects[0].concept == "surfer"


@pytest.mark.parametrize("prompt", ["a man swimming", "a grandfather teaching his grandson to swim"])
def test_who_swims_is_in_water(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.settings == ("lake",)
    assert all(one.is_in_water for one in spec.subjects)


@pytest.mark.parametrize(
    ("prompt", "thing"),
    [
        ("a postman delivers a parcel to an old lady", "package"),
        ("a mailman delivering letters to a hedgehog", "envelope"),
        ("a boy brings flowers to his teacher", "blossom"),
        ("kelnerka przynosi kawę klientowi", "hot-beverage"),
    ],
)
def test_what_is_brought_to_somebody_is_handed_over(prompt: str, thing: str) -> None:
    spec = parse_prompt(prompt)
    (plan,) = plan_company(spec)
    assert plan.scheme is Scheme.GIVE
    assert [spec.subjects[i].concept for i in plan.things] == [thing]


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("robot babysitter feeding a baby", ["robot", "baby"]),
        ("veterinarian bandaging a dog's paw", ["doctor", "dog"]),
        ("a gondolier rowing a couple in Venice", ["gondolier", "couple", "rowing-boat"]),
        ("a magician pulls a rabbit from his top hat", ["mage", "rabbit", "top-hat"]),
        ("ein Mann trägt eine Leiter", ["man", "ladder"]),
    ],
)
def test_nobody_is_there_twice_or_left_out(prompt: str, concepts: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == concepts


def test_a_lone_baby_is_in_the_arms_and_a_carved_lion_of_stone() -> None:
    assert [plan.scheme for plan in plan_company(parse_prompt("máma houpe miminko"))] == [Scheme.IN_ARMS]
    assert parse_prompt("a sculptor carving a lion").subjects[1].material == "stone"


def test_a_rope_is_climbed_and_all_who_are_rowed_are_aboard() -> None:
    climbing = at_their_stations(parse_prompt("a boy climbing a rope in the gym"))
    assert [one.concept for one in climbing.subjects] == ["boy", "up-a-rope"]
    (plan,) = plan_company(parse_prompt("a frog rowing two mice in a boat"))
    assert sorted(plan.members) == [0, 1]


@pytest.mark.parametrize(
    ("prompt", "toy"), [("a toy car", "toy-car"), ("a toy robot", "robot"), ("a toy poodle", "poodle")]
)
def test_a_toy_of_a_kind_is_no_teddy_bear(prompt: str, toy: str) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == [toy]

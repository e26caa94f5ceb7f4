"""What is worn is on whoever wears it: boots on feet, mittens on hands, clothes on robots."""

import pytest

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.clothing.clothes import cloths
from cavendish_illustrator.figures.clothing.on_limbs import FOOTWEAR, HANDWEAR, shod
from cavendish_illustrator.figures.clothing.wearing import GARMENTS
from cavendish_illustrator.figures.doings.flower_bunches import flower_bunch
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.figures.drawings.cast_colors import is_clothed
from cavendish_illustrator.picture_spec import RelationKind, Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt

_NO_FEET = {"snail"}
_TRUNKS = ("robot", "snowman-bare", "teddy-bear", "yeti", "ghost", "penguin")


def _dressed(who: str, *worn: Subject) -> Figure:
    figure = build_figure(Cast(subject=Subject(concept=who, word=who), worn=worn))
    assert figure is not None
    return figure


def _thing(concept: str, **said: str) -> Subject:
    return Subject(concept=concept, word=concept, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("piece", sorted(FOOTWEAR | HANDWEAR | {"necklace", "pet-collar", "necktie"}))
@pytest.mark.parametrize("who", ["fox", "penguin", "robot", "snowman", "dragon", "frog", "ewe", "horse"])
def test_animals_and_robots_wear_boots_mittens_and_beads(piece: str, who: str) -> None:
    assert _dressed(who, _thing(piece, color="#13579b")).markup.count("#13579b")


def test_every_animal_that_sits_up_has_feet_for_boots() -> None:
    bare = {name for name in FACES if "instep" not in _dressed(name, _thing("rain-boots")).anchors}
    assert bare <= _NO_FEET


def test_a_boot_stands_under_each_foot() -> None:
    figure = _dressed("fox")
    sitting = _dressed("fox", _thing("rain-boots"))
    again = shod(sitting, "rain-boots", "#13579b")
    assert again.height <= figure.height * 1.03
    assert again.markup.count("scale(-1 1)") >= 1


@pytest.mark.parametrize("who", _TRUNKS)
@pytest.mark.parametrize("garment", ["sweater", "dress", "suit", "raincoat", "tutu-dress", "hawaiian-shirt"])
def test_who_has_a_trunk_wears_clothes(who: str, garment: str) -> None:
    assert garment in GARMENTS
    assert "#13579b" in _dressed(who, _thing(garment, color="#13579b")).markup or garment == "tutu-dress"
    assert _dressed(who, _thing(garment)).markup != _dressed(who).markup


@pytest.mark.parametrize("pattern", ["stripes", "dots", "checks", "flowers", "stars", "hearts"])
@pytest.mark.parametrize("who", ["fox", "robot", "woman", "boy"])
@pytest.mark.parametrize("garment", ["dress", "scarf", "pyjamas", "sweater"])
def test_a_pattern_is_on_the_cloth(pattern: str, who: str, garment: str) -> None:
    assert "weave" in _dressed(who, _thing(garment, pattern=pattern)).markup


@pytest.mark.parametrize("piece", ["gloves", "socks"])
def test_people_wear_gloves_and_socks(piece: str) -> None:
    assert "#13579b" in _dressed("woman", _thing(piece, color="#13579b")).markup


@pytest.mark.parametrize(
    ("prompt", "worn"),
    [
        ("a fox with a bow tie", {"bow-tie"}),
        ("a fox in hiking boots", {"hiking-boot"}),
        ("a man in a striped suit", {"suit"}),
        ("un renard en costume bleu", {"suit"}),
        ("una niña con un vestido de lunares", {"dress"}),
        ("uma raposa com um vestido de bolinhas", {"dress"}),
        ("lis w imprezowej czapeczce", {"party-hat"}),
        ("zwei Pinguine mit Partyhüten", {"party-hat"}),
        ("a dog in heart-shaped sunglasses", {"heart-glasses"}),
        ("un perro con gafas en forma de corazón", {"heart-glasses"}),
        ("Schneemann im Hawaiihemd", {"hawaiian-shirt"}),
        ("вовк у гавайській сорочці", {"hawaiian-shirt"}),
        ("pes v pláštěnce", {"raincoat"}),
        ("кіт у дощовику", {"raincoat"}),
        ("kot z obrożą i dzwoneczkiem", {"pet-collar"}),
        ("un chat avec un collier de perles", {"necklace"}),
        ("лисиця у пачці балерини", {"tutu-dress"}),
    ],
)
def test_what_is_worn_is_told_in_ten_languages(prompt: str, worn: set[str]) -> None:
    spec = parse_prompt(prompt)
    found = {spec.subjects[r.target].concept for r in spec.relations if r.kind is RelationKind.WEARING}
    assert found == worn
    assert len(spec.subjects) == 1 + len(worn)


@pytest.mark.parametrize("prompt", ["a man in a striped suit", "una niña con un vestido de lunares"])
def test_a_pattern_is_said_of_the_clothes(prompt: str) -> None:
    assert [bool(one.pattern) for one in parse_prompt(prompt).subjects] == [False, True]


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("a woman in a polka dot dress walking her poodle on a leash", ["woman", "dress", "poodle"]),
        ("a girl with a cat on a leash", ["girl", "cat"]),
        ("a man walking a lobster on a leash", ["man", "lobster"]),
        ("un homme promenant son chien en laisse", ["man", "dog"]),
        ("chłopiec z psem na smyczy", ["boy", "dog"]),
        ("una signora con un barboncino al guinzaglio", ["woman", "dog"]),
        ("жінка вигулює собаку на повідку", ["woman", "dog"]),
        ("a robot walking a cat on a leash", ["robot", "cat"]),
    ],
)
def test_who_is_there_leads_the_animal(prompt: str, concepts: list[str]) -> None:
    spec = parse_prompt(prompt)
    assert [one.concept for one in spec.subjects] == concepts
    assert [plan.scheme for plan in plan_company(spec)] == [Scheme.LEASH]


@pytest.mark.parametrize("prompt", ["a hamster on a red leash", "ein Hund an der Leine", "pes na vodítku"])
def test_an_animal_alone_has_its_lead_on(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert [(r.kind, spec.subjects[r.target].concept) for r in spec.relations] == [("wearing", "dog-leash")]


@pytest.mark.parametrize("who", ["fox", "robot", "man", "girl", "snowman"])
@pytest.mark.parametrize("second", ["lantern", "basket", "open-book"])
def test_the_second_thing_held_is_seen_as_well(who: str, second: str) -> None:
    subject, first = Subject(concept=who, word=who), _thing("hot-beverage")
    one = build_figure(Cast(subject=subject, held=(first,)))
    both = build_figure(Cast(subject=subject, held=(first, _thing(second))))
    assert one is not None
    assert both is not None
    assert len(both.markup) > len(one.markup)


@pytest.mark.parametrize(
    ("prompt", "flower"),
    [
        ("a robot holding a bouquet of sunflowers", "sunflower"),
        ("a man holding a bouquet of red roses", "rose"),
        ("ein Hund mit einem Strauß Tulpen", "tulip"),
        ("жінка з букетом троянд", "rose"),
    ],
)
def test_a_held_bouquet_is_of_its_flower(prompt: str, flower: str) -> None:
    spec = parse_prompt(prompt)
    held = [spec.subjects[r.target] for r in spec.relations if r.kind is RelationKind.HOLDING]
    assert [(one.concept, one.state) for one in held] == [(flower, "bouquet")]
    assert flower_bunch(held[0]) is not None


def test_what_an_animal_wears_or_holds_is_not_dyed_with_its_coat() -> None:
    cat = Subject(concept="cat", word="cat", color="#f08a24")
    dressed = Cast(subject=cat, worn=(_thing("scarf", color="#13579b"),), held=(_thing("lantern"),))
    figure = build_figure(dressed)
    assert is_clothed(dressed)
    assert figure is not None
    assert "#13579b" in figure.markup
    assert '"#f08a24"' in figure.markup


def test_a_dachshund_in_a_coat_has_its_boots_on_as_well() -> None:
    figure = _dressed("dachshund", _thing("raincoat"), _thing("rain-boots", color="#13579b"))
    assert "#13579b" in figure.markup


def test_dungarees_on_an_animal_are_of_denim() -> None:
    assert cloths()["overalls"].bottom in _dressed("pig", _thing("overalls")).markup

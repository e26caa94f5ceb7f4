"""Words of a sentence are attached to what they are about."""

import pytest

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding import parse_prompt


def relations(spec: PictureSpec) -> set[tuple[str, str, str]]:
    concepts = [one.concept for one in spec.subjects]
    return {(concepts[r.subject], str(r.kind), concepts[r.target]) for r in spec.relations}


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("holka na koloběžce se psem", ("girl", "beside", "dog")),
        ("holka na koloběžce se psem", ("girl", "riding", "kick-scooter")),
        ("čarodějnice míchá lektvar v kotlíku", ("potion", "inside", "cauldron")),
        ("koe kijkt over het hek", ("cow", "behind", "fence")),
        ("ein Schaf springt über einen Zaun", ("ewe", "over", "fence")),
        ("wilk dmucha na dom", ("wolf", "beside", "house")),
        ("Bär angelt am Fluss und fängt einen Schuh", ("bear", "holding", "sneaker")),
        ("twee kikkers spelen banjo op een lelieblad", ("frog", "holding", "banjo")),
        ("Bauer pflügt mit zwei Pferden das Feld", ("farmer", "beside", "horse")),
    ],
)
def test_a_relation_is_between_those_it_was_said_of(prompt: str, relation: tuple[str, str, str]) -> None:
    assert relation in relations(parse_prompt(prompt))


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("pilot w starym samolocie", "airplane"),
        ("кошик на лавці, книга на гілці", "perch-tree"),
        ("slon na kuličce a holka na koloběžce", "kick-scooter"),
    ],
)
def test_a_case_that_changes_a_consonant_is_known(prompt: str, concept: str) -> None:
    assert concept in {one.concept for one in parse_prompt(prompt).subjects}


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("kids flying a dragon shaped kite", ["child", "kite"]),
        ("Spatz badet in einer Pfütze", ["sparrow", "puddle-water"]),
        ("пожежник рятує кошеня з дерева", ["firefighter", "cat", "deciduous-tree"]),
        ("holčička se směje", ["girl"]),
    ],
)
def test_nothing_else_is_in_the_picture(prompt: str, concepts: list[str]) -> None:
    spec = parse_prompt(prompt)
    assert [one.concept for one in spec.subjects] == concepts
    assert all(one.material is None for one in spec.subjects)


@pytest.mark.parametrize(
    ("prompt", "doer", "pose"),
    [
        ("staruszek karmiący gołębie na ławce", "old-man", "feeding"),
        ("kočka leží na okně a dívá se na ptáčky", "cat", "wondering_at"),
        ("kocur leży na dywanie i patrzy na rybki w akwarium", "cat", "wondering_at"),
        ("tańczący niedźwiedź i śpiąca lisica", "fox", "sleeping"),
        ("ovce se pasou na kopci", "ewe", "grazing"),
        ("pies się bawi piłką na trawie", "dog", "playing"),
        ("una bambina che porta un cesto di mele", "girl", "carrying"),
        ("la nonna cucina la zuppa", "old-woman", "cooking"),
        ("una niña planta un árbol", "girl", "planting"),
        ("menina pega borboleta com rede", "girl", "catching"),
        ("un anciano descansa bajo un árbol", "old-man", "sitting"),
        ("хлопчик сидить на дереві й читає книгу", "boy", "sitting"),
    ],
)
def test_a_deed_goes_to_who_does_it(prompt: str, doer: str, pose: str) -> None:
    spec = parse_prompt(prompt)
    assert [one.pose for one in spec.subjects if one.concept == doer] == [pose]
    assert [one.pose for one in spec.subjects if one.concept != doer and one.pose == pose] == []


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("un burro cargado de naranjas sube por un camino", ["donkey", "tangerine"]),
        ("abuela amasando pan en la cocina de su casa", ["old-woman"]),
        ("un gato pelirrojo duerme en el sofá", ["cat", "sofa"]),
        ("un gatto vecchio e un cane giovane in cortile", ["cat", "dog"]),
        ("um cão idoso deitado na varanda", ["dog"]),
        ("kluk stojící na zemi u zdi drží balonek", ["boy", "balloon"]),
    ],
)
def test_nothing_is_shown_that_only_describes(prompt: str, concepts: list[str]) -> None:
    spec = parse_prompt(prompt)
    assert [one.concept for one in spec.subjects] == concepts
    assert all(one.pose in {None, "carrying"} for one in spec.subjects if one.concept == "tangerine")


def test_a_carpet_is_no_wallpaper() -> None:
    assert parse_prompt("um cachorrinho marrom dormindo no tapete").walls is None


def test_who_smiles_in_a_sweater_is_the_one_who_wears_it() -> None:
    spec = parse_prompt("donna con maglione azzurro che sorride")
    assert [one.mood for one in spec.subjects] == ["happy", None]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("drewniana ławka, na której siedzi zakochana para", ("couple", "on", "bench")),
        ("strom, na kterém sedí sova", ("owl", "on", "perch-tree")),
        ("kosz, w którym śpi kot", ("cat", "inside", "basket")),
        ("babička s košíkem plným hub", ("mushroom", "inside", "basket")),
        ("perro con pañuelo rojo", ("dog", "wearing", "neckerchief")),
        ("duas araras num galho", ("parrot", "on", "perch-tree")),
    ],
)
def test_a_relation_holds_between_what_it_was_said_of(prompt: str, expected: tuple[str, str, str]) -> None:
    assert expected in relations(parse_prompt(prompt))


@pytest.mark.parametrize(
    ("prompt", "concept", "is_many"),
    [
        ("malý chlapeček krmí kachny", "duck", True),
        ("kobieta karmi białe gęsi", "goose", True),
        ("кошеня на килимі", "rug-oval", False),
        ("košík hub", "mushroom", True),
        ("kosz pełen ogórków", "cucumber", True),
    ],
)
def test_how_many_there_are_is_told_by_the_case(prompt: str, concept: str, *, is_many: bool) -> None:
    assert [one.count > 1 for one in parse_prompt(prompt).subjects if one.concept == concept] == [is_many]


def test_a_fisherman_may_end_like_a_woman() -> None:
    assert parse_prompt("рибалка в човні на озері").subjects[0].head != "woman"


@pytest.mark.parametrize(
    ("prompt", "poses"),
    [
        ("dziewczyna z rudymi włosami czytająca list", {"woman": "reading", "envelope": None}),
        ("velho sentado num banco lendo jornal", {"old-man": "sitting", "bench": None, "newspaper": None}),
        ("kury dziobiące ziarno", {"chicken": "grazing"}),
    ],
)
def test_no_thing_does_what_somebody_does(prompt: str, poses: dict[str, str | None]) -> None:
    assert {one.concept: one.pose for one in parse_prompt(prompt).subjects} == poses


def test_one_glass_of_something_is_one() -> None:
    assert parse_prompt("szklanka lemoniady z cytryną").subjects[0].count == 1


def test_a_plant_is_in_the_pot_that_is_named_with_it() -> None:
    found = relations(parse_prompt("szary kot śpi na parapecie obok wazonu z tulipanami"))
    assert ("tulip", "inside", "amphora") in found
    assert ("cat", "holding", "tulip") not in found

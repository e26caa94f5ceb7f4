"""French, Italian, Spanish and Portuguese: whose words are read, and in which sense."""

import pytest

from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.language_guess import rank_languages
from cavendish_illustrator.vocabulary.tokens import tokenise


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "fer à repasser"),
        ("fr", "feu de camp"),
        ("fr", "carte à jouer"),
        ("it", "foglia d'acero"),
        ("it", "sala d'attesa"),
        ("it", "caffè macchiato"),
        ("es", "pastor alemán"),
        ("es", "pan de muerto"),
        ("es", "caballero con armadura oxidada montado en un burro"),
        ("pt", "cadeira de rodas"),
        ("pt", "pés descalços na areia"),
        ("pt", "copo de água"),
    ],
)
def test_a_few_words_tell_their_language(language: str, text: str) -> None:
    assert rank_languages(tokenise(text))[0][0] == language


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("barbe à papa", ["cotton-candy"]),
        ("croque-monsieur et salade verte sur une assiette", ["sandwich", "green-salad"]),
        ("soupe à l'oignon gratinée", ["onion-soup"]),
        ("deux amoureux assis sur un quai", ["couple"]),
        ("pizza margherita appena sfornata", ["pizza-margherita"]),
        ("nave dei pirati in mezzo alla tempesta", ["pirate-ship"]),
        ("tiramisù in una coppa di vetro", ["tiramisu-slice"]),
        ("tacos al pastor con piña", ["taco", "pineapple"]),
        ("niño leyendo debajo de las sabanas", ["boy", "blanket"]),
        ("tortuga marina", ["turtle"]),
        ("bolo de cenoura com cobertura de chocolate", ["chocolate-cake"]),
        ("biblioteca mágica com livros", ["bookshelf"]),
        ("mulher grávida na praia", ["pregnant-woman"]),
        ("glace vanille", ["ice-cream"]),
        ("motif de citrons pour un torchon", ["lemon"]),
    ],
)
def test_phrases_are_not_read_by_their_parts(text: str, concepts: list[str]) -> None:
    assert [subject.concept for subject in parse_prompt(text).subjects] == concepts


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("retrato de un viejo con barba", ["old-man", "beard-worn"]),
        ("une vieille avec un panier", ["old-woman", "basket"]),
        ("uma velha na cozinha", ["old-woman"]),
        ("cartel de fiesta mayor con guirnaldas", ["bunting"]),
        ("un viejo barco", ["sailboat"]),
        ("une vieille voiture rouge", ["automobile"]),
    ],
)
def test_an_adjective_without_a_noun_is_somebody(text: str, concepts: list[str]) -> None:
    assert [subject.concept for subject in parse_prompt(text).subjects] == concepts


def test_who_bathes_in_a_river_has_no_tub() -> None:
    spec = parse_prompt("un elefantino che si fa il bagno nel fiume")
    assert [(subject.concept, subject.pose) for subject in spec.subjects] == [("elephant", "swimming")]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("robottino che annaffia una pianta", ["robot", "potted-plant"]),
        ("barquinho na areia", ["sailboat"]),
        ("florecitas en un jarrón", ["blossom", "amphora"]),
        ("tucani e pappagalli", ["toucan", "parrot"]),
    ],
)
def test_words_of_endearment_mean_what_their_plain_forms_do(text: str, concepts: list[str]) -> None:
    assert [subject.concept for subject in parse_prompt(text).subjects] == concepts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mamma orsa con due cuccioli", [("bear", None), ("bear", "small")]),
        ("una leona con sus cachorros", [("lioness", None), ("lion-cub", "small")]),
        ("una gata con sus crías", [("cat", None), ("cat", "small")]),
        ("elefante bebê no rio", [("elephant", "small")]),
        ("couple de danseurs", [("dancer", None)]),
    ],
)
def test_young_ones_are_of_their_mothers_kind(text: str, told: list[tuple[str, str | None]]) -> None:
    assert [(subject.concept, subject.size) for subject in parse_prompt(text).subjects] == told


@pytest.mark.parametrize("text", ["le chat du voisin sur un mur", "il gatto della vicina sul muro"])
def test_whose_a_cat_is_is_not_shown(text: str) -> None:
    assert [subject.concept for subject in parse_prompt(text).subjects][:2].count("person") == 0
    assert parse_prompt(text).subjects[0].concept == "cat"


def test_what_somebody_wears_does_nothing() -> None:
    spec = parse_prompt("niño con impermeable amarillo saltando charcos")
    assert [(one.concept, one.pose) for one in spec.subjects[:2]] == [("boy", "jumping"), ("raincoat", None)]


@pytest.mark.parametrize(
    ("text", "concepts", "color"),
    [
        ("un fauteuil vert sapin", ["armchair"], "#1f5a32"),
        ("una giacca blu notte", ["coat"], "#1c2f5e"),
        ("bufanda amarillo limón", ["scarf"], "#f4c726"),
        ("vestido verde musgo", ["dress"], "#1f5a32"),
    ],
)
def test_a_colour_named_after_a_thing_is_no_thing(text: str, concepts: list[str], color: str) -> None:
    spec = parse_prompt(text)
    assert [subject.concept for subject in spec.subjects] == concepts
    assert spec.subjects[0].color == color
    assert spec.time_of_day is None


def test_what_a_table_is_made_of_is_said_of_nothing_on_it() -> None:
    assert parse_prompt("mesa de madeira com queijo").subjects[0].material is None


def test_kittens_are_in_a_shoe_instead_of_wearing_it() -> None:
    assert [relation.kind.value for relation in parse_prompt("tre gattini in una scarpa").relations] == [
        "inside"
    ]


def test_how_an_unknown_thing_is_shows_no_icon_by_a_tag() -> None:
    assert parse_prompt("tatu-bola enrolado").subjects == ()

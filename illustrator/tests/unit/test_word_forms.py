"""A stem alone does not make one word a form of another."""

import pytest

from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES
from cavendish_illustrator.vocabulary.phrase_matcher import read_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise
from cavendish_illustrator.vocabulary.word_forms import is_form_of


@pytest.mark.parametrize(
    ("word", "listed", "language", "has_gender"),
    [
        ("katzen", "katze", "de", False),
        ("häusern", "haus", "de", False),
        ("lehrerin", "lehrer", "de", True),
        ("bomen", "boom", "nl", False),
        ("huizen", "huis", "nl", False),
        ("casas", "casa", "es", False),
        ("luces", "luz", "es", False),
        ("gatas", "gato", "es", True),
        ("chevaux", "cheval", "fr", False),
        ("alberi", "albero", "it", False),
        ("leões", "leao", "pt", True),
        ("kubkami", "kubek", "pl", False),
        ("rzekami", "rzeka", "pl", False),
        ("кішками", "кішка", "uk", True),
        ("kočkami", "kocka", "cs", True),
    ],
)
def test_an_inflected_word_is_a_form(word: str, listed: str, language: str, has_gender: bool) -> None:
    assert is_form_of(word, listed, language, has_gender=has_gender)


@pytest.mark.parametrize(
    ("word", "listed", "language"),
    [
        ("wände", "wanderer", "de"),
        ("laub", "laube", "de"),
        ("politik", "politiker", "de"),
        ("casos", "casa", "es"),
        ("pasado", "pasas", "es"),
        ("marcher", "marche", "fr"),
        ("vita", "viti", "it"),
        ("tornar", "tornado", "pt"),
        ("getrouwd", "trouwerij", "nl"),
        ("mniej", "mnich", "pl"),
        ("вода", "водій", "uk"),
        ("práce", "prak", "cs"),
    ],
)
def test_a_word_of_its_own_is_no_form(word: str, listed: str, language: str) -> None:
    assert not is_form_of(word, listed, language, has_gender=False)


@pytest.mark.parametrize(
    "prompt", ["duas irmãs na maré baixa", "quatre amis devant un four", "eine Wand mit Not"]
)
def test_no_other_language_explains_a_word_of_the_prompts_own(prompt: str) -> None:
    concepts = {one.concept for one in parse_prompt(prompt).subjects}
    assert concepts.isdisjoint({"horse", "notebook", "musical-notes"})


def test_every_language_but_english_has_endings() -> None:
    for language in LANGUAGES:
        assert language == "en" or not is_form_of("zzz", "qqq", language, has_gender=True)


@pytest.mark.parametrize(
    ("prompt", "wrong"),
    [
        ("koláč na másle", "ribbon"),
        ("holčička se bojí tmy", "ring-buoy"),
        ("leniwy kot śpi", "gnocchi"),
        ("kot w sali balowej", "sausages"),
        ("kapitán s rukou na rameni", "ramen-bowl"),
        ("der Himmel über der Schule in Österreich", "child"),
        ("ein kritischer Blick", "table_top"),
        ("een hond rent door het bos", "door"),
        ("хлопчик біжить повз сад", "crawling"),
        ("a herd of cows and sauce on the side", "oven"),
    ],
)
def test_a_word_of_its_own_is_none_of_those_listed(prompt: str, wrong: str) -> None:
    spec = parse_prompt(prompt)
    assert wrong not in {one.concept for one in spec.subjects} | {one.pose for one in spec.subjects}
    assert wrong not in spec.settings


@pytest.mark.parametrize(
    ("prompt", "counts"),
    [
        ("Skifahrer springt über die Piste", [1]),
        ("Straßenbahn im Regen", [1]),
        ("Katzen im Garten", [3]),
        ("honden op het strand", [3]),
        ("portret starszego mężczyzny", [1]),
        ("tort urodzinowy i kot", [1, 1]),
        ("stará paní krmí holuby", [1, 3]),
    ],
)
def test_one_is_not_counted_as_many(prompt: str, counts: list[int]) -> None:
    assert [one.count for one in parse_prompt(prompt).subjects] == counts


@pytest.mark.parametrize(
    ("word", "place"),
    [("Blumenladen", "storefront"), ("Gebirgsbach", "stream"), ("Ritterburg", "castle"), ("Nachtzug", "")],
)
def test_a_compound_with_a_doubtful_head_needs_a_noun_before_it(word: str, place: str) -> None:
    spec = parse_prompt(f"ein {word} im Winter")
    assert spec.settings[:1] == ((place,) if place else ())
    assert not spec.not_understood


def _read(language: str, word: str) -> tuple[str, str]:
    """The topic and the value of a word among others of its language."""
    sentences = {
        "pl": f"stary obraz, {word}",
        "uk": f"старий малюнок, {word}",
        "cs": f"starý obrázek, {word}",
    }
    reading = read_phrases(tokenise(sentences[language]))
    return reading.matches[-1].topic, reading.matches[-1].value


@pytest.mark.parametrize(
    ("language", "words", "concept"),
    [
        ("pl", "ryb rybami rybach", "fish"),
        ("pl", "ogórki ogórka ogórkiem ogórków", "cucumber"),
        ("pl", "kozy kozę kóz kozami", "goat"),
        ("pl", "sznurki sznurka", "knot"),
        ("pl", "osła osłem osły", "donkey"),
        ("pl", "torebek torebce", "handbag"),
        ("pl", "krzeseł krzesłami", "chair"),
        ("pl", "pędzla pędzle pędzlem", "paintbrush"),
        ("uk", "сиру сиром сирі", "cheese-wedge"),
        ("uk", "пирога пирогом пироги пирогів", "pie"),
        ("uk", "коня конем коней кіньми", "horse"),
        ("uk", "ножем ножі ножів", "kitchen-knife"),
        ("uk", "бджіл бджолу бджолами", "honeybee"),
        ("uk", "огірки огірком огірків", "cucumber"),
        ("uk", "дереві деревом дерев", "deciduous-tree"),
        ("uk", "крісел кріслі", "armchair"),
        ("uk", "щура щури щурами", "rat"),
        ("cs", "koše košem koši", "basket"),
        ("cs", "hus husy husami", "goose"),
        ("cs", "krabic krabici", "cardboard-box"),
        ("cs", "osla oslem osli", "donkey"),
        ("cs", "křesel křeslech", "armchair"),
        ("cs", "sochu sochy soch", "statue_bust"),
        ("cs", "hákem háky", "hook"),
    ],
)
def test_a_noun_is_found_in_every_case(language: str, words: str, concept: str) -> None:
    assert {word: _read(language, word)[1] for word in words.split()} == dict.fromkeys(words.split(), concept)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "potem losu miły zajęcia teren"),
        ("uk", "така таку піти сечі додам"),
        ("cs", "podle měla dám října vůle věty"),
    ],
)
def test_a_common_word_is_no_case_of_a_thing(language: str, words: str) -> None:
    assert {word: _read(language, word)[0] for word in words.split()} == dict.fromkeys(
        words.split(), "unknown"
    )


def test_a_case_without_ending_is_of_several() -> None:
    spec = parse_prompt("bukiet róż i stado gęsi, obok kosz ryb")
    assert {one.concept: one.count > 1 for one in spec.subjects}["fish"]


@pytest.mark.parametrize(("prompt", "concept"), [("мисливець з луком і стрілами", "bow-and-arrow")])
def test_a_word_of_several_senses_is_known_in_its_cases(prompt: str, concept: str) -> None:
    assert concept in {one.concept for one in parse_prompt(prompt).subjects}

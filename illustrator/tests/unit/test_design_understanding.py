"""What designed pieces are called and what they show, where the prompt quotes nothing."""

import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.design_parts.sample_dishes import sample_dishes
from cavendish_illustrator.design_parts.sticker_variants import in_variants
from cavendish_illustrator.figures.drawings.drawing_names import is_tile
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.design_words.thing_names import topic_entries
from cavendish_illustrator.vocabulary.lexicon import read_topic

TITLES = {
    "poster for a jazz festival": "Jazz festival",
    "flyer for a summer yoga retreat in Bali": "Summer yoga retreat in Bali",
    "logo for a vegan bakery called Green Crumb": "Green Crumb",
    "logo for Blue Harbor Coffee": "Blue Harbor Coffee",
    "infographic about the water cycle": "Water cycle",
    "book cover: The Last Lighthouse Keeper": "The Last Lighthouse Keeper",
    "book cover for a thriller about a lost submarine": "Lost submarine",
    "vintage travel poster of Amalfi Coast": "Amalfi Coast",
    "jazz night poster": "Jazz night",
    "plakat na festiwal jazzowy w Krakowie": "Festiwal jazzowy w Krakowie",
    "Einladung zum Sommerfest im Kindergarten": "Sommerfest im Kindergarten",
    "cartel de una feria de artesanía en otoño": "Feria de artesanía en otoño",
    "affiche pour un concert de musique classique": "Concert de musique classique",
    "book cover about a dragon who was afraid of fire": "The Dragon Who Was Afraid of Fire",
    "okładka książki o smoku, który bał się ognia": "O smoku, który bał się ognia",
    "copertina di un libro su un drago che aveva paura": "Il drago che aveva paura",
    "kinderboekomslag over een beer die de maan zocht": "De beer die de maan zocht",
    "infografika o oszczędzaniu wody": "O oszczędzaniu wody",
    "YouTube thumbnail about growing tomatoes": "Growing tomatoes",
    "infographic about how coffee gets from bean to cup": "How coffee gets from bean to cup",
}


@pytest.mark.parametrize(("prompt", "title"), TITLES.items())
def test_a_piece_is_called_what_the_prompt_says_it_is_for(prompt: str, title: str) -> None:
    assert parse_prompt(prompt).lettering == (title,)


@pytest.mark.parametrize(
    "prompt",
    [
        "poster of a lion",
        "poster for my daughter's room with a whale",
        "birthday card for grandma",
        "a fox in the snow",
        "plakat z lisem, bez tekstu",
    ],
)
def test_a_piece_without_an_occasion_has_no_title(prompt: str) -> None:
    assert parse_prompt(prompt).lettering == ()


def test_quoted_text_goes_before_a_title() -> None:
    assert parse_prompt('poster for a jazz festival, "BLUE NOTES"').lettering == ("BLUE NOTES",)


def test_a_topic_takes_the_place_of_a_thing_its_words_name() -> None:
    spec = parse_prompt("infographic about the water cycle")
    assert spec.subjects == ()
    assert spec.motifs[0] == "water-wave"


def test_a_topic_leaves_the_things_named_beside_it() -> None:
    spec = parse_prompt("invitation for a birthday party with dinosaurs")
    assert [subject.concept for subject in spec.subjects] == ["t-rex"]
    assert spec.topic == "birthday"


def test_the_particular_topic_wins_over_the_general_one() -> None:
    assert parse_prompt("menu for a sushi restaurant").topic == "japanese_food"


def test_what_a_wallpaper_or_a_poster_is_for_is_not_in_it() -> None:
    assert parse_prompt("wallpaper for my phone, pastel clouds").subjects == ()
    assert "room" not in parse_prompt("poster for my daughter's room with a whale").settings


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("coloring page of a unicorn", Kind.COLOURING_PAGE),
        ("kolorowanka ze smokiem", Kind.COLOURING_PAGE),
        ("tattoo of a koi fish", Kind.COLOURING_PAGE),
        ("wizytówka dla fryzjera", Kind.BUSINESS_CARD),
        ("carte de visite pour un boulanger", Kind.BUSINESS_CARD),
        ("Speisekarte für ein Café", Kind.MENU),
        ("T-shirt print of a fox", Kind.STICKER),
        ("zestaw naklejek z kotami", Kind.STICKER),
        ("Etikett für ein Honigglas", Kind.LABEL),
        ("opakowanie czekolady z malinami", Kind.PACKAGING),
        ("Katzenaufkleber", Kind.STICKER),
        ('Kochbuchcover "Omas Küche"', Kind.BOOK_COVER),
        ("behangpatroon met flamingo's", Kind.PATTERN),
        ("bloemenpatroon in blauw", Kind.PATTERN),
    ],
)
def test_the_kinds_of_pieces_are_told_apart(prompt: str, kind: Kind) -> None:
    assert parse_prompt(prompt).kind is kind


def test_a_sheet_of_stickers_shows_the_animal_in_as_many_ways_as_were_asked_for() -> None:
    spec = in_variants(parse_prompt("zestaw pięciu naklejek z kotami"))
    cats = [one for one in spec.subjects if one.concept == "cat"]
    assert len(cats) == 5
    assert {one.pose for one in cats} >= {"sleeping", "running"}


def test_stickers_of_a_whole_sort_show_more_than_one_of_it() -> None:
    assert len(parse_prompt("sticker sheet with cute vegetables").subjects) == 4


def test_the_room_a_poster_is_for_is_not_in_it_in_a_compound_either() -> None:
    assert "room" not in parse_prompt("kinderkamer poster met een beer op de maan").settings


def test_a_menu_that_names_no_dish_lists_samples_of_its_topic() -> None:
    dishes = sample_dishes("italian")
    assert ("Margherita", "8.50", "Pizza") in {(one.label, one.price, one.section) for one in dishes}
    assert sample_dishes("wedding") == ()


def test_a_compound_names_the_piece_and_what_it_shows() -> None:
    assert [subject.concept for subject in parse_prompt("Katzenaufkleber").subjects] == ["cat"]


def test_a_word_of_another_language_is_no_topic() -> None:
    assert parse_prompt("omslag voor een boek over een beer in het bos").topic != "beer"


def test_a_crime_novel_shows_the_place_that_is_named() -> None:
    spec = parse_prompt("Buchcover für einen Krimi: Leuchtturm im Nebel")
    assert spec.settings[0] == "lighthouse"
    assert spec.motifs == ()


@pytest.mark.parametrize(
    ("prompt", "lines"),
    [
        ("logo for a bakery called Golden Crust, wheat", ("bakery",)),
        ('Logo für ein Café namens "Kleine Pause"', ("Café",)),
        ("logo for Blue Harbor Coffee", ()),
        ('logo dla piekarni "Kłos"', ()),
    ],
)
def test_a_logo_writes_the_trade_under_the_name(prompt: str, lines: tuple[str, ...]) -> None:
    assert parse_prompt(prompt).lines == lines


def test_an_infographic_names_each_step_of_its_topic_in_the_language_of_the_prompt() -> None:
    labels = [
        entry.label
        for entry in topic_entries(parse_prompt("infografika: jak sadzenie drzewa, sadzenie drzew"))
    ]
    assert labels == ["Szpadel", "Sadzonka", "Konewka", "Słońce", "Drzewo"]


def test_every_topic_shows_real_drawings() -> None:
    topics = read_topic("design_topics")
    shown = {name for row in topics.values() for name in row["shows"].split()}
    assert {name for name in shown if find_figure(name) is None or is_tile(name)} == set()
    assert len(topics) >= 100

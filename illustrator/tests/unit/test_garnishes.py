"""What was named with a dish lies on it, and the colour of a plate stays on the plate."""

import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.designs.flat_lay import draw_flat_lay
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_choice import with_chosen_drawings
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.hands.crockery import crockery_dyed, has_crockery, rim_painted
from cavendish_illustrator.figures.hands.garnishes import garnished, garnishes, piece_of, surfaces
from cavendish_illustrator.picture_spec import Kind, RelationKind, Subject
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


def _on_it(prompt: str) -> dict[str, set[str]]:
    spec = parse_prompt(prompt)
    return {
        role.cast.subject.concept: {
            one.concept for one in (role.cast.content, *role.cast.more_content) if one is not None
        }
        for role in cast_roles(spec, 0).roles
    }


@pytest.mark.parametrize(
    ("prompt", "dish", "toppings"),
    [
        ("a plate of pasta with basil", "pasta-plate", {"mint-sprig"}),
        ("naleśniki z truskawkami i bitą śmietaną", "crepes-plate", {"strawberry", "whipped-cream"}),
        ("Pfannkuchen mit Himbeeren und Sahne", "pancakes", {"raspberry-fruit", "whipped-cream"}),
        ("una pizza con aceitunas y champiñones", "pizza", {"olive", "mushroom"}),
        ("soupe à la tomate avec du basilic", "tomato-soup", {"mint-sprig"}),
        ("spaghetti alle vongole con prezzemolo", "pasta-plate", {"mussels-pot", "herb-bunch"}),
        ("tacos con piña, cilantro y limón", "taco", {"pineapple", "herb-bunch", "lemon"}),
        ("pannenkoeken met bosbessen", "pancakes", {"blueberries"}),
        ("борщ зі сметаною та кропом", "borscht-bowl", {"dill-bunch"}),
        ("svíčková se šlehačkou a brusinkami", "roast-dumplings", {"whipped-cream", "red-currants"}),
        ("pierogi z żurawiną na talerzu", "pierogi-plate", {"red-currants"}),
    ],
)
def test_what_was_named_with_a_dish_lies_on_it(prompt: str, dish: str, toppings: set[str]) -> None:
    assert _on_it(prompt) == {dish: toppings}


@pytest.mark.parametrize(
    "prompt", ["salmon next to a lemon", "soup beside a bowl of cherries", "Suppe neben einer Zitrone"]
)
def test_what_was_said_to_be_beside_a_dish_stands_beside_it(prompt: str) -> None:
    assert all(not toppings for dish, toppings in _on_it(prompt).items() if dish != "bowl")


def test_a_cake_with_cherries_stands_on_its_stand() -> None:
    spec = parse_prompt("Schwarzwälder Kirschtorte mit Kirschen auf einem Tortenständer")
    names = [one.concept for one in spec.subjects]
    ties = {(names[r.subject], names[r.target]) for r in spec.relations}
    assert ties == {("chocolate-cake", "cake-stand"), ("cherries", "chocolate-cake")}


def test_every_dish_and_every_piece_is_drawn() -> None:
    assert [name for name in surfaces() if find_figure(find_alias(name)) is None] == []
    assert [name for name in garnishes() if piece_of(name) is None] == []


def test_toppings_add_to_the_drawing_and_may_rise_above_it() -> None:
    cake = find_figure("chocolate-cake")
    assert cake is not None
    topped = garnished(cake, "chocolate-cake", [("strawberry", None, 3), ("herb", None, 1)])
    assert topped.markup.startswith(cake.markup)
    assert len(topped.markup) > len(cake.markup)
    assert topped.top <= cake.top


@pytest.mark.parametrize(
    "prompt",
    [
        "cookies on a plate with a blue pattern",
        "ciastka na talerzu w niebieski wzór",
        "Kekse auf einem Teller mit blauem Muster",
        "galletas en un plato con dibujos azules",
        "biscuits sur une assiette à motifs bleus",
        "biscotti su un piatto con decori blu",
        "bolachas num prato com desenhos azuis",
        "koekjes op een bord met blauw patroon",
        "печиво на тарілці з синім візерунком",
        "sušenky na talíři s modrým vzorem",
    ],
)
def test_the_pattern_of_a_plate_is_on_the_plate(prompt: str) -> None:
    spec = parse_prompt(prompt)
    cookies, plate = spec.subjects
    assert spec.kind is Kind.SCENE
    assert cookies.color is None
    assert spec.palette == ()
    assert plate.pattern == "flowers"
    assert plate.pattern_color is not None


def test_the_colour_of_a_plate_dyes_no_food() -> None:
    spec = parse_prompt("pasta on a pink plate")
    pasta = find_figure("pasta-plate")
    assert [(one.concept, one.color is not None) for one in spec.subjects] == [("pasta-plate", True)]
    drawn = build_figure(Cast(subject=spec.subjects[0]))
    assert pasta is not None
    assert drawn is not None
    assert "#f2cc6a" in pasta.markup
    assert "#f2cc6a" in drawn.markup
    assert "#eef0f2" not in drawn.markup


def test_only_white_crockery_is_dyed_or_painted() -> None:
    ramen, soup = find_figure("ramen-bowl"), find_figure("tomato-soup")
    assert ramen is not None
    assert soup is not None
    assert not has_crockery("ramen-bowl")
    assert crockery_dyed(ramen, "#2f6fe0") is None
    assert rim_painted(ramen, "#2f6fe0") == ramen
    assert "#2f6fe0" in rim_painted(soup, "#2f6fe0").markup


def test_pancakes_keep_the_plate_that_was_named() -> None:
    spec = parse_prompt("pancakes with blueberries on a striped plate")
    plate = next(role.cast for role in cast_roles(spec, 0).roles)
    assert plate.subject.pattern == "stripes"
    assert plate.content == Subject(concept="pancakes", word="pancakes")
    assert [one.concept for one in plate.more_content] == ["blueberries"]


@pytest.mark.parametrize(
    ("prompt", "topping"),
    [
        ("a salad with croutons and parmesan", {"croutons", "parmesan-flakes"}),
        ("lody z posypką", {"sugar-sprinkles"}),
        ("Suppe mit Kürbiskernen", {"pumpkin-seeds"}),
        ("gazpacho con picatostes", {"croutons"}),
        ("salade avec de la feta et des pignons", {"feta-cubes", "pine-nuts"}),
        ("pizza con capperi", {"capers"}),
        ("pizza met geitenkaas", {"feta-cubes"}),
        ("panquecas com doce de leite", {"caramel-sauce"}),
        ("салат з кунжутом", {"sesame-seeds"}),
        ("palačinky s nutellou", {"chocolate-sauce"}),
        ("toast with berries", {"mixed-berries"}),
        ("gin tonic with cucumber and juniper berries", {"cucumber", "juniper-berries"}),
    ],
)
def test_what_is_strewn_on_a_dish_has_words_in_ten_languages(prompt: str, topping: set[str]) -> None:
    (laid,) = _on_it(prompt).values()
    assert laid == topping


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("składniki na pizzę: mąka, pomidory, mozzarella, bazylia", "flour-bag tomato mozzarella-balls herb"),
        ("ingredients for apple pie: apples, flour, butter", "red-apple flour-bag butter"),
        ("breakfast table with croissants, jam and coffee", "croissant jam-jar hot-beverage"),
        ("a jar of face cream with eucalyptus leaves", "cream-jar eucalyptus"),
        ("pancakes and a lemon", "pancakes lemon"),
    ],
)
def test_nothing_is_added_to_what_was_named(prompt: str, concepts: str) -> None:
    spec = parse_prompt(prompt)
    assert [one.concept for one in spec.subjects] == concepts.split()
    assert not [r for r in spec.relations if spec.subjects[r.target].concept in {"pizza", "pie", "pancakes"}]


@pytest.mark.parametrize(
    "prompt", ["galletas en un plato", "bolachas num prato", "biscuits dans une assiette"]
)
def test_what_is_in_a_plate_lies_on_it(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert [r.kind.value for r in spec.relations] in (["on"], ["inside"])


@pytest.mark.parametrize(
    ("prompt", "drawing"),
    [
        ("a pewter jug", "pewter-jug"),
        ("cynowy dzbanek", "pewter-jug"),
        ("ein Zinnkrug", "pewter-jug"),
        ("a jug", "jug"),
        ("gin tonic", "tonic-glass"),
        ("dim sum in a bamboo steamer", "bamboo-steamer"),
        ("Pflaumenkuchen", "streusel-cake"),
        ("iced matcha latte", "iced-matcha"),
        ("butter chicken", "curry-rice"),
    ],
)
def test_goods_are_drawn_as_what_they_are(prompt: str, drawing: str) -> None:
    (thing,) = with_chosen_drawings(parse_prompt(prompt)).subjects
    assert thing.concept == drawing


@pytest.mark.parametrize(
    ("prompt", "dish", "toppings"),
    [
        ("apple pie with ice cream", "pie", {"ice-cream"}),
        ("szarlotka z lodami", "pie", {"ice-cream"}),
        ("Apfelkuchen mit Eis", "pie", {"ice-cream"}),
        ("torta di mele con gelato", "pie", {"soft-ice-cream"}),
        ("lava cake with ice cream and raspberries", "lava-cake", {"ice-cream", "raspberry-fruit"}),
        ("racuchy z cukrem pudrem i borówkami", "curd-pancakes", {"blueberries"}),
        ("вареники зі сметаною на вишитому рушнику", "pierogi-plate", {"whipped-cream"}),
    ],
)
def test_desserts_keep_what_they_come_with(prompt: str, dish: str, toppings: set[str]) -> None:
    assert _on_it(prompt) == {dish: toppings}


def test_food_on_a_towel_lies_on_a_cloth() -> None:
    spec = parse_prompt("chleb na lnianej ściereczce")
    assert [one.concept for one in spec.subjects] == ["bread"]
    assert spec.surface == "linen"
    assert parse_prompt("вареники на вишитому рушнику").style is None


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("fresh oysters on ice with lemon", ["oyster", "lemon"]),
        ("una tazza di espresso con un cornetto", ["espresso-cup", "croissant"]),
        ("natura morta con limoni e vaso blu", ["lemon", "amphora"]),
        ("churros con chocolate caliente", ["churros", "hot-beverage"]),
        ("a candle in a black jar", ["candle-jar"]),
    ],
)
def test_tables_are_set_with_what_was_named(prompt: str, concepts: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == concepts


def test_a_pizza_seen_from_above_has_its_toppings_on_it() -> None:
    drawing = draw_flat_lay(parse_prompt("pizza with basil and olives, seen from above"), (160, 160), 0)
    assert sorted(drawing.placed) == ["herb", "olive", "pizza"]


def test_a_sweet_on_a_plate_of_its_own_colour_keeps_both() -> None:
    spec = parse_prompt("flan de caramelo en un plato azul")
    assert [(one.concept, one.color is not None) for one in spec.subjects] == [
        ("custard", False),
        ("fork-and-knife-with-plate", True),
    ]


def test_what_lies_on_a_cake_or_pie_is_below_its_candles_and_its_steam() -> None:
    for dish in ("birthday-cake", "pie"):
        assert surfaces()[dish][1] > 0.4


def test_a_cup_stands_beside_what_is_dipped_in_it() -> None:
    (relation,) = parse_prompt("churros with chocolate").relations
    assert relation.kind is RelationKind.BESIDE

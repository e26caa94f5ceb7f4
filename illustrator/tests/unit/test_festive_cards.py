"""The colours and the words of cards for a feast."""

from cavendish_illustrator.design_parts.card_front import card_look
from cavendish_illustrator.design_parts.card_words import card_above, when_and_where
from cavendish_illustrator.painting.color import luminance, rgb
from cavendish_illustrator.understanding import parse_prompt


def test_an_invitation_without_a_day_has_blanks_for_day_and_place() -> None:
    spec = parse_prompt("Einladung zum Gartenfest")
    assert card_above(spec) == "HERZLICHE EINLADUNG"
    assert when_and_where(spec).startswith("Wann: .")


def test_a_card_that_invites_nobody_has_no_blanks() -> None:
    spec = parse_prompt("birthday card with a hedgehog")
    assert (card_above(spec), when_and_where(spec)) == ("", "")


def test_the_letters_of_a_card_stand_out_from_its_paper() -> None:
    for prompt in (
        "Halloween card with bats",
        "birthday card in pink and gold",
        "card on a black background",
    ):
        look = card_look(parse_prompt(prompt), 0)
        assert abs(float(luminance(rgb(look.ink)) - luminance(rgb(look.paper)))) > 0.25

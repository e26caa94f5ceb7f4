"""Frames around a finished picture, the light of an hour, and the one thing that keeps its colours."""

import pytest

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Finish,
    Frame,
    FrameKind,
    Look,
    Recolour,
    Relight,
    Restyle,
)


@pytest.mark.parametrize(
    ("instruction", "finish", "style"),
    [
        ("oil painting in a gilded frame", Finish.GOLD, Style.OIL),
        ("obraz olejny w złoconej ramie", Finish.GOLD, Style.OIL),
        ("Ölgemälde im goldenen Rahmen", Finish.GOLD, Style.OIL),
        ("mets la photo dans un cadre doré", Finish.GOLD, None),
        ("marco de madera oscura", Finish.WOOD, None),
        ("dipinto a olio con cornice dorata", Finish.GOLD, Style.OIL),
        ("moldura dourada antiga", Finish.GOLD, None),
        ("olieverfschilderij in een gouden lijst", Finish.GOLD, Style.OIL),
        ("картина олією в золотій рамі", Finish.GOLD, Style.OIL),
        ("v dřevěném rámečku", Finish.WOOD, None),
    ],
)
def test_a_frame_is_put_around_and_not_beside(instruction, finish, style):
    operations = parse_edit(instruction).operations
    assert [one.finish for one in operations if isinstance(one, Frame)] == [finish]
    assert [one.style for one in operations if isinstance(one, Restyle)] == ([] if style is None else [style])
    assert not any(isinstance(one, AddObject | Recolour) for one in operations)


def test_a_mount_and_a_film_are_frames_of_their_own():
    (mounted,) = parse_edit("white passe-partout, thin black frame").operations
    assert mounted == Frame(kind=FrameKind.MOULDING, color="#222428", has_mount=True)
    assert parse_edit("jako klatka filmu").operations == (Frame(kind=FrameKind.FILM),)


@pytest.mark.parametrize(
    "instruction",
    [
        "make the frame of the bike red",
        "give her glasses with a black frame",
        "add a picture frame on the wall behind it",
        "crop the frame closer",
        "framed by autumn leaves",
    ],
)
def test_other_frames_are_not_the_picture_s(instruction):
    assert not any(isinstance(one, Frame) for one in parse_edit(instruction).operations)


@pytest.mark.parametrize(
    ("instruction", "look"),
    [
        ("make it look like late evening", Look.EVENING),
        ("wieczór", Look.EVENING),
        ("Kerzenlicht, abends", Look.CANDLELIGHT),
        ("pose une bougie allumée à côté de la tasse, ambiance du soir", Look.CANDLELIGHT),
        ("make it a golden evening", Look.GOLDEN_HOUR),
        ("soft window light", Look.WINDOW_LIGHT),
        ("make it sunset", Look.SUNSET),
    ],
)
def test_the_hour_has_its_own_light(instruction, look):
    operations = parse_edit(instruction).operations
    assert [one.look for one in operations if isinstance(one, Relight)] == [look]
    assert not any(isinstance(one, Recolour) for one in operations)


@pytest.mark.parametrize(
    ("instruction", "spared"),
    [
        ("black and white, only the flower stays orange", "blossom"),
        ("czarno-białe, tylko autobus niebieski", "bus"),
        ("nur das Motorrad in Farbe, der Rest schwarzweiß", "motorcycle"),
        ("en noir et blanc, seul le lion reste en couleur", "lion"),
    ],
)
def test_what_alone_stays_coloured_is_spared_and_nothing_else_asked(instruction, spared):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Relight)
    assert (operation.look, operation.spared_concept) == (Look.BLACK_AND_WHITE, spared)

"""Photographs are asked for by many words, and by talk of cameras that nothing is drawn for."""

import pytest

from cavendish_illustrator.picture_spec import Kind, Style
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.design_words.camera_talk import take_camera_talk


@pytest.mark.parametrize(
    "prompt",
    [
        *("a dog, 50mm, f/1.8", "a dog, shot on Kodak Portra 400", "a dog, canon eos 5d"),
        *("my dog, DSLR, bokeh",),
        *("a dog with shallow depth of field", "taken with a Nikon camera: a dog", "hyperrealistic dog"),
        *("zdj psa", "pies, mała głębia ostrości", "hiperrealistyczny pies", "zdjęcie psa z drona"),
        *("Nahaufnahme eines Hundes", "Naturfoto eines Hundes", "hyperrealistischer Hund"),
        *("fotografía de un perro", "perro, luz de estudio", "perro hiperrealista"),
        *("chien hyperréaliste", "portrait d'un chien, arrière-plan flou", "une vraie photo d'un chien"),
        *("cane iperrealistico", "foto di un cane, sfondo sfocato", "scatto di un cane"),
        *("cachorro hiper-realista", "foto de um cachorro", "cachorro, fundo desfocado"),
        *("dronefoto van een hond", "kiekje van een hond", "hyperrealistische hond"),
        *("світлина собаки", "гіперреалістичний собака", "собака, боке, 85мм"),
        *("fotečka psa", "snímek psa", "pes, malá hloubka ostrosti"),
    ],
)
def test_a_photograph_of_a_dog_is_a_photograph_and_a_dog_alone(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.style is Style.PHOTO
    assert [one.concept for one in spec.subjects] == ["dog"]


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("photo of a forest", "forest"),
        ("aerial drone photo of a tropical island", "tropical_island"),
        ("zdjęcie lasu", "forest"),
        ("Foto von einem Strand", "beach"),
        ("foto de una playa", "beach"),
        ("photo d'une plage", "beach"),
        ("foto di una spiaggia", "beach"),
        ("foto de uma praia", "beach"),
        ("foto van een strand", "beach"),
        ("фото лісу", "forest"),
        ("fotka lesa", "forest"),
    ],
)
def test_a_photograph_of_a_place_shows_the_place(prompt: str, setting: str) -> None:
    assert parse_prompt(prompt).settings[:1] == (setting,)


@pytest.mark.parametrize(
    "prompt",
    [
        *("a photo frame on a wall", "cadre à photos sur une table", "ramka na zdjęcia na stole"),
        *("a photo album", "album ze zdjęciami", "álbum de fotos", "a drone over a field"),
        *("macrame on a wall",),
        *("a photographer in a forest", "un hombre fotografía un pájaro", "фотограф у лісі", "a robot, 8k"),
        *("realistic oil painting of a ship", "a woman taking a photo of a dog", "logo for a photo studio"),
    ],
)
def test_who_or_what_has_to_do_with_photographs_makes_no_photograph(prompt: str) -> None:
    assert parse_prompt(prompt).style is not Style.PHOTO


def test_an_old_womans_photo_of_a_beach_is_no_beach() -> None:
    assert "beach" not in parse_prompt("an old woman with a photo of a beach").settings


def test_what_is_said_of_the_camera_is_cut_out_with_what_leads_to_it() -> None:
    assert take_camera_talk("a fox with beautiful bokeh in snow").body.split() == ["a", "fox", "in", "snow"]


@pytest.mark.parametrize(
    "prompt", ["a vintage red telephone booth, photorealistic", "minimalist photo of a chair"]
)
def test_a_photograph_of_old_or_plain_things_is_a_photograph(prompt: str) -> None:
    assert parse_prompt(prompt).style is Style.PHOTO


@pytest.mark.parametrize("prompt", ["portrait photo of a woman", "Porträtfoto einer Frau"])
def test_a_portrait_photograph_is_a_portrait(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.kind, spec.style) == (Kind.PORTRAIT, Style.PHOTO)


@pytest.mark.parametrize(
    "prompt",
    [
        *("a rose with dewdrops, macro", "makro růže s kapkami rosy", "eine Rose mit Tautropfen"),
        *("róża z kroplami rosy", "una rosa con gotas de agua", "троянда з краплями роси"),
    ],
)
def test_a_rose_with_dewdrops_is_one_rose_in_dew(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert [(one.concept, one.state) for one in spec.subjects] == [("rose", "dewy")]
    assert not spec.not_understood


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("zdjęcie psa rasy golden retriever", "retriever"),
        ("ein Hund der Rasse Dackel", "dachshund"),
        ("un perro de raza beagle", "beagle"),
    ],
)
def test_a_dog_of_a_breed_is_one_dog(prompt: str, concept: str) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == [concept]


def test_a_glossy_apple_is_of_no_glass() -> None:
    assert parse_prompt("3d render of a glossy red apple").subjects[0].material is None


@pytest.mark.parametrize("prompt", ["zdjęcie nowoczesnego biura", "Foto eines modernen Büros"])
def test_a_photograph_of_an_office_of_some_kind_hangs_in_no_office(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.style, spec.settings[:1], spec.subjects) == (Style.PHOTO, ("office",), ())


def test_photographs_on_a_wall_are_things() -> None:
    spec = parse_prompt("zdjęcia na ścianie w biurze")
    assert spec.style is not Style.PHOTO
    assert spec.subjects

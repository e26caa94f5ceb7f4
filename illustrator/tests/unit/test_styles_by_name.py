"""The styles people name, in ten languages."""

import pytest

from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES

_CATS = ("a cat", "kot", "eine Katze", "un gato", "un chat", "un gatto", "um gato", "een kat", "кіт", "kočka")
_NAMED = {
    "mosaic": (
        "mosaic style | w stylu mozaiki | als Mosaik | estilo mosaico | en mosaïque | "
        "stile mosaico | estilo mosaico | als mozaïek | у стилі мозаїки | mozaika"
    ),
    "embroidery": (
        "embroidery | haft | Stickerei | bordado | broderie | ricamo | bordado | borduurwerk | "
        "вишивка | výšivka"
    ),
    "engraving": (
        "old engraving | stara rycina | Kupferstich | grabado antiguo | gravure ancienne | "
        "incisione antica | gravura antiga | oude gravure | стара гравюра | stará rytina"
    ),
    "blueprint": (
        "blueprint | rysunek techniczny | Blaupause | plano técnico | dessin technique | "
        "disegno tecnico | desenho técnico | blauwdruk | креслення | technický výkres"
    ),
    "chalk": (
        "chalk on a blackboard | kredą na tablicy | mit Kreide auf einer Tafel | "
        "con tiza en una pizarra | à la craie sur tableau noir | disegno a gesso su una lavagna | "
        "desenho a giz | krijttekening | крейдою на дошці | křídou na tabuli"
    ),
    "pastel": (
        "pastel colors | pastelowe kolory | Pastellfarben | colores pastel | couleurs pastel | "
        "colori pastello | tons pastel | pasteltinten | пастельні кольори | pastelové barvy"
    ),
    "pop_art": (
        "pop art | pop-art | Pop-Art | pop art | pop art | pop art | pop art | pop-art | поп-арт | pop-art"
    ),
    "ukiyo_e": (
        "ukiyo-e | japoński drzeworyt | japanischer Holzschnitt | grabado japonés | "
        "estampe japonaise | stampa giapponese | gravura japonesa | Japanse prent | "
        "японська гравюра | japonský dřevoryt"
    ),
    "art_deco": (
        "art deco | art déco | im Art-déco-Stil | estilo art déco | style art déco | "
        "stile art déco | estilo art déco | art deco | стиль ар-деко | ve stylu art deco"
    ),
    "bauhaus": (
        "bauhaus | bauhaus | Bauhaus-Stil | estilo bauhaus | style bauhaus | stile bauhaus | "
        "estilo bauhaus | bauhaus | баугауз | bauhaus"
    ),
    "mid_century": (
        "50s style | lata 50. | 50er-Jahre-Stil | años 50 | années 50 | anni '50 | anos 50 | "
        "jaren 50 | 50-ті роки | retro styl padesátých let"
    ),
    "vaporwave": (
        "vaporwave | vaporwave | Vaporwave | vaporwave | vaporwave | vaporwave | vaporwave | "
        "vaporwave | вейпорвейв | vaporwave"
    ),
    "graffiti": (
        "graffiti | graffiti | Graffiti | grafiti | graffiti | graffiti | grafite | graffiti | "
        "графіті | graffiti"
    ),
    "folk_cut": (
        "folk art | wycinanka ludowa | Volkskunst | arte popular | art populaire | arte popolare | "
        "arte popular | volkskunst | народний стиль | lidové umění"
    ),
    "render_3d": (
        "3D render | render 3D | 3D-Render | render 3D | rendu 3D | rendering 3D | render 3D | "
        "3D-render | 3D рендер | 3D render"
    ),
}


@pytest.mark.parametrize("style", sorted(_NAMED))
def test_a_style_is_understood_in_every_language_and_adds_no_thing(style: str) -> None:
    for language, cat, words in zip(LANGUAGES, _CATS, _NAMED[style].split(" | "), strict=True):
        spec = parse_prompt(f"{cat}, {words}")
        assert (language, spec.style) == (language, style)
        assert ([one.concept for one in spec.subjects], spec.settings) == (["cat"], ())


@pytest.mark.parametrize("prompt", ["four elephants", "quatre chats", "un chat, pop art", "kot, pixel art"])
def test_a_number_or_a_little_word_tells_the_language(prompt: str) -> None:
    assert {one.concept for one in parse_prompt(prompt).subjects} <= {"elephant", "cat"}
    assert parse_prompt(prompt).subjects

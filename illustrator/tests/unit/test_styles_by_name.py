"""The styles people name, in ten languages."""

import pytest

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding import parse_edit, parse_prompt
from cavendish_illustrator.understanding.instructions.edit_instruction import Restyle
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
    "bricks": (
        "built from lego bricks | zbudowany z klocków | aus Legosteinen gebaut | "
        "construido con bloques de lego | en briques de Lego | "
        "costruito con mattoncini Lego | construído com peças de Lego | gebouwd van legoblokjes | "
        "з кубиків лего | z lega kostek"
    ),
    "cross_stitch": (
        "cross-stitch | haft krzyżykowy | Kreuzstich | punto de cruz | point de croix | "
        "punto croce | ponto cruz | kruissteek | вишивка хрестиком | křížkový steh"
    ),
    "old_master": (
        "in the style of the old Dutch masters | w stylu starych mistrzów holenderskich | "
        "im Stil der alten Niederländer | al estilo de los viejos maestros holandeses | "
        "dans le style des maîtres hollandais | "
        "nello stile dei maestri fiamminghi | no estilo dos mestres holandeses | "
        "in de stijl van de oude meesters | у стилі старих голландських майстрів | "
        "ve stylu starých holandských mistrů"
    ),
    "impressionist": (
        "impressionist painting | obraz impresjonistyczny | impressionistisches Gemälde | "
        "cuadro impresionista | tableau impressionniste | "
        "dipinto impressionista | pintura impressionista | impressionistisch schilderij | "
        "картина в стилі імпресіонізму | impresionistický obraz"
    ),
    "van_gogh": (
        "in the style of Van Gogh | w stylu van Gogha | im Stil von van Gogh | "
        "al estilo de Van Gogh | à la Van Gogh | "
        "nello stile di Van Gogh | no estilo de Van Gogh | in de stijl van Van Gogh | "
        "у стилі Ван Гога | ve stylu van Gogha"
    ),
    "klimt": (
        "in the style of Klimt | w stylu Klimta | im Stil von Klimt | al estilo de Klimt | à la Klimt | "
        "nello stile di Klimt | no estilo de Klimt | in de stijl van Klimt | у стилі Клімта | ve stylu Klimta"
    ),
    "cubist": (
        "cubism | kubizm | Kubismus | cubismo | cubisme | cubismo | cubismo | kubisme | кубізм | kubismus"
    ),
    "fresco": ("fresco | fresk | Fresko | fresco | fresque | affresco | afresco | fresco | фреска | freska"),
    "gouache": ("gouache | gwasz | Gouache | gouache | gouache | guazzo | guache | gouache | гуаш | kvaš"),
    "storybook": (
        "textbook illustration | ilustracja z podręcznika | Schulbuchillustration | "
        "ilustración de libro de texto | illustration de manuel scolaire | "
        "illustrazione da libro di testo | ilustração de livro didático | schoolboekillustratie | "
        "ілюстрація з підручника | ilustrace z učebnice"
    ),
    "art_nouveau": (
        "art nouveau | secesja | Jugendstil | modernismo art nouveau | art nouveau | "
        "stile liberty | art nouveau | jugendstil | стиль модерн | secese"
    ),
    "felt": (
        "made of felt | z filcu | aus Filz | de fieltro | en feutrine | "
        "in feltro | de feltro | van vilt | з фетру | z plsti"
    ),
    "origami": (
        "origami | origami | Origami | origami | origami | origami | origami | origami | орігамі | origami"
    ),
    "collage": (
        "paper collage | kolaż z papieru | Papiercollage | collage de papel | collage de papiers | "
        "collage di carta | colagem de papel | papiercollage | колаж з паперу | papírová koláž"
    ),
    "batik": ("batik | batik | Batik | batik | batik | batik | batique | batik | батик | batika"),
    "folk_painting": (
        "Petrykivka painting | malowanka petrykowska | Petrykiwka-Malerei | "
        "pintura de Petrykivka | peinture de Petrykivka | "
        "pittura di Petrykivka | pintura de Petrykivka | Petrykivka-schilderkunst | "
        "петриківський розпис | petrykivská malba"
    ),
    "tile": (
        "Delft tile | kafel z Delft | Delfter Fliese | azulejo de Delft | carreau de Delft | "
        "piastrella di Delft | azulejo de Delft | Delfts blauw tegeltje | дельфтська плитка | delftská kachle"
    ),
    "tattoo": (
        "tattoo flash | wzór tatuażu | Tattoo-Vorlage | diseño de tatuaje | flash de tatouage | "
        "disegno per tatuaggio | flash tattoo | tattoo flash | ескіз татуювання | návrh tetování"
    ),
    "ink_wash": (
        "Chinese ink painting | chińskie malarstwo tuszem | chinesische Tuschemalerei | "
        "pintura china a tinta | peinture chinoise à l'encre | "
        "pittura cinese a inchiostro | pintura chinesa a nanquim | Chinese inktschildering | "
        "китайський живопис тушшю | čínská malba tuší"
    ),
    "pen_wash": (
        "ink and wash | piórko i akwarela | lavierte Federzeichnung | tinta y aguada | encre et lavis | "
        "inchiostro e acquerello | nanquim e aguada | gewassen inkt | туш і акварель | lavírovaná kresba"
    ),
    "noir": (
        "film noir | film noir | Film noir | cine negro | film noir | "
        "film noir | filme noir | film noir | нуар | film noir"
    ),
    "cinematic": (
        "cinematic | kinowy kadr | filmisch | cinematográfico | cinématographique | "
        "cinematografico | cinematográfico | filmisch | кінематографічно | filmový záběr"
    ),
    "polaroid": (
        "polaroid photo | zdjęcie z polaroida | Polaroid | foto polaroid | photo polaroid | "
        "foto polaroid | foto polaroid | polaroidfoto | полароїд | polaroid"
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


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("a cat, oil painting in the style of Rembrandt", "old_master"),
        ("a cat, pop art, flat colours, thick black outlines", "pop_art"),
        ("a cat, cinematic, watercolour", "watercolour"),
        ("a cat, coloured pencils", "pencil"),
        ("eine Katze, Kreide auf der Tafel", "chalk"),
        ("un gatto come un quadro di Picasso", "cubist"),
        ("kot, kadr z komiksu", "comic"),
    ],
)
def test_the_word_that_tells_most_is_the_style_and_its_tools_are_no_things(prompt: str, style: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.style, spec.panels, spec.settings) == (style, (), ())
    assert [one.concept for one in spec.subjects] == ["cat"]


def test_who_plays_with_bricks_has_them() -> None:
    spec = parse_prompt("a boy playing with lego")
    assert spec.style is None
    assert {one.concept for one in spec.subjects} == {"boy", "toy-blocks"}


@pytest.mark.parametrize(
    "prompt",
    [
        "pop art version of the cat, bright flat colors, thick black outlines",
        "przerób na pop-art, jaskrawe kolory, grube czarne kontury",
        "transforme cette photo en pop art, couleurs vives, contours noirs épais",
    ],
)
def test_an_edit_has_one_style_however_it_is_described(prompt: str) -> None:
    assert parse_edit(prompt).operations == (Restyle(style=Style.POP_ART),)


@pytest.mark.parametrize(
    "prompt",
    [
        "a grandmother baking in a kitchen with blue and white tiles",
        "una cocina de azulejos azules",
        "kościół z witrażami",
        "a girl in an embroidered blouse",
        "una nonna con lo scialle ricamato",
        "kluk čte komiks",
        "le professeur écrit à la craie au tableau",
        "an artist painting a watercolour by the sea",
        "ein Mosaikboden",
        "zdjęcia na ścianie",
        "a flat in Paris with a balcony",
    ],
)
def test_what_a_thing_is_made_of_is_no_style(prompt: str) -> None:
    assert parse_prompt(prompt).style is None


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("zdjęcie psa w parku", "photo"),
        ("photo of a table", "photo"),
        ("Foto von einer Lampe", "photo"),
        ("minimalist forest", "flat"),
        ("an old photo of a sailor", "photo"),
        ("polaroid of two friends", "polaroid"),
        ("Lego castle", "bricks"),
        ("ryba z mozaiki", "mosaic"),
        ("a fox drawn with crayons", "crayon"),
        ("una niña dibujada con lápices de colores", "pencil"),
        ("a girl sleeping, watercolour", "watercolour"),
    ],
)
def test_what_the_picture_is_made_with_is_its_style(prompt: str, style: str) -> None:
    assert parse_prompt(prompt).style == style


def test_stained_glass_windows_are_seen_from_inside() -> None:
    assert parse_prompt("a church with stained glass windows").settings[0] == "church_interior"


def test_who_reads_a_comic_has_a_book() -> None:
    assert [one.concept for one in parse_prompt("a boy reading a comic").subjects] == ["boy", "open-book"]

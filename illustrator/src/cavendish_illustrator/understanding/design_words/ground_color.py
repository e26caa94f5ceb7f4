"""Finds the colour of the background where a prompt names it: `dark background`, `sfondo bianco`."""

from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.understanding.design_words.limited_palette import named_color
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import Token

_BACKGROUNDS: Final = (
    "background", "backdrop", "hintergrund", "tlo", "tle", "tlem", "tla", "fondo", "fond", "sfondo",
    "fundo", "achtergrond", "фон", "фоні", "фоном", "тлі", "тло", "pozadi", "untergrund", "grund",
    "podkladzie",
)  # fmt: skip
_DARK: Final = frozenset(
    {
        "dark", "moody", "dunkler", "dunklem", "dunklen", "dunkel", "ciemne", "ciemnym", "ciemny", "oscuro",
        "sombre", "scuro", "escuro", "donkere", "темний", "темному", "темне", "tmave", "tmavem", "tmavy",
        "dunkle", "dunkles", "ciemna", "ciemnej", "oscura", "scura", "escura", "donker", "темна", "tmava",
    }
)  # fmt: skip
_WHITE: Final = ("white", "weiss", "bial", "blanc", "bianc", "branc", "wit", "біл", "bil")
_NOT_WHITE: Final = frozenset({"with", "without", "within", "bild", "bilder", "bildern", "bilet", "bilety"})
_BLACK: Final = ("black", "schwarz", "czarn", "negr", "noir", "ner", "pret", "zwart", "чорн", "cern")
DARK_GROUND: Final = "#1f2024"
WHITE_GROUND: Final = "#ffffff"
_BROKEN: Final = frozenset(
    {"off", "roto", "casse", "zlamana", "zlamanej", "gebroken", "rotto", "sujo", "quebrado"}
)
"""With one of these beside it a white is cream."""
_REACH: Final = 3
_UPON: Final = frozenset({"on", "auf", "sobre", "na", "sur", "su", "op", "на", "against", "vor", "em"})
"""What stands before them is said of the thing: `vermelho sobre fundo cinza`."""


_WALLS: Final = frozenset(
    {
        "wall", "walls", "wand", "wande", "wanden", "sciana", "sciany", "scianami", "scianach",
        "scianie", "pared", "paredes", "mur", "murs", "parete", "pareti", "parede", "muur", "muren",
        "стіна", "стіни", "стінами", "стінах", "zed", "zdi", "zdmi", "steny", "stenami", "muro", "muri",
        "muros", "mauer", "mauern", "murem", "murze", "muru", "gevel", "fassade", "facade", "fachada",
        "facciata", "elewacja", "стіною", "муром", "мур", "zdí", "stena", "стіні", "scianą", "sciane",
    }
)  # fmt: skip


_PAPERED: Final = frozenset({"tapete", "tapeten"})
"""What covers German walls, and is a carpet in Spanish and Portuguese."""
_TILES: Final = frozenset(
    {
        "tiles", "tile", "kafelkami", "kafelki", "kafelkach", "kaflami", "plytkami", "plytki",
        "fliesen", "kacheln",
        "azulejos", "azulejo", "baldosas", "carrelage", "carreaux", "faience", "faiences",
        "piastrelle", "mattonelle",
        "tegels", "tegeltjes", "кахлями", "кахлі", "плиткою", "плитка", "kachlickami", "kachlicky",
        "dlazdicemi",
        "dlazdickami", "obkladackami",
    }
)  # fmt: skip
"""What the walls of kitchens and bathrooms are covered with."""


def find_ground(reading: Reading) -> str | None:
    """The colour said of the background; a dark one is nearly black."""
    return _color_beside(reading, frozenset(_BACKGROUNDS))


def names_wall(tokens: Sequence[Token]) -> bool:
    """Whether a wall is spoken of."""
    return any(token.plain in _WALLS for token in tokens)


def find_walls(reading: Reading) -> str | None:
    """The colour said of the walls of a room: `green walls`, `mit blauen Wänden`."""
    walls = _WALLS | _PAPERED if reading.language == "de" else _WALLS
    return _color_beside(reading, walls) or _color_beside(reading, _TILES)


def _color_beside(reading: Reading, named: frozenset[str]) -> str | None:
    tokens = reading.tokens
    colors = {
        place: color
        for index, match in enumerate(reading.matches)
        if (color := named_color(reading, index)) is not None
        for place in range(match.start, match.end)
    }
    for index, token in enumerate(tokens):
        if token.plain not in named:
            continue
        for place in _near(reading, index):
            if _is_white(tokens, place):
                return WHITE_GROUND
            if place in colors:
                return colors[place]
            found = _by_word(tokens[place].plain)
            if found is not None:
                return found
    return None


def _is_white(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word means white and none beside it breaks that."""
    around = {token.plain for token in tokens[max(0, place - 1) : place + 2]}
    return _by_word(tokens[place].plain) == WHITE_GROUND and _BROKEN.isdisjoint(around)


def _near(reading: Reading, index: int) -> list[int]:
    """The words before the background, the nearest first, then those after it, in its own clause."""
    tokens = reading.tokens
    places = []
    for place in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if tokens[place + 1].is_after_break or tokens[place].plain in _UPON:
            break
        places.append(place)
    for place in range(index + 1, min(len(tokens), index + 1 + _REACH)):
        if tokens[place].is_after_break:
            break
        places.append(place)
    return places


def dark_color(word: str) -> str | None:
    """Nearly black for a folded word that means dark, else None."""
    return DARK_GROUND if word in _DARK else None


def is_background(word: str) -> bool:
    """Whether a folded word means the ground a picture stands on."""
    return word in _BACKGROUNDS


_DEEP: Final = ("dunkel", "tief", "donker")
_DEEP_COLORS: Final = {
    **dict.fromkeys(("braun", "bruin"), "#4a2f1e"),
    **dict.fromkeys(("grun", "groen"), "#1f5a32"),
    **dict.fromkeys(("blau", "blauw"), "#1c2f5e"),
    **dict.fromkeys(("rot", "rood"), "#7a1f2a"),
    **dict.fromkeys(("grau", "grijs"), "#3c4048"),
    **dict.fromkeys(("violett", "lila", "paars"), "#3f2363"),
}


def color_by_word(plain: str) -> str | None:
    """The colour of a folded word for dark, white or black, or of a compound such as `dunkelbraun`."""
    begun = next((plain.removeprefix(deep) for deep in _DEEP if plain.startswith(deep)), "")
    compound = next((color for stem, color in _DEEP_COLORS.items() if begun.startswith(stem)), None)
    return compound or _by_word(plain)


def _by_word(plain: str) -> str | None:
    if plain in _DARK:
        return DARK_GROUND
    if plain.startswith(_WHITE) and plain not in _NOT_WHITE:
        return WHITE_GROUND
    return "#222428" if plain.startswith(_BLACK) else None

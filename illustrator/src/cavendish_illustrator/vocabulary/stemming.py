"""Brings inflected words to a common stem: Snowball where it has the language, a light stripper elsewhere."""

import functools
from typing import Final

import snowballstemmer

from cavendish_illustrator.vocabulary.tokens import fold
from cavendish_illustrator.vocabulary.word_forms import undoubled

_SNOWBALL: Final = {
    "pl": "polish",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
    "cs": "czech",
}
_UKRAINIAN_ENDINGS: Final = (
    "ами", "ями", "ові", "еві", "ого", "ому", "ими", "іми", "ої", "ою", "ею", "єю", "ій", "ий", "их", "іх",
    "ах", "ях", "ів", "їв", "ам", "ям", "ом", "ем", "єм", "а", "я", "о", "е", "є", "у", "ю", "и", "і", "ї",
    "й", "ь",
)  # fmt: skip
"""The longer ones first."""
SHORTEST_STEM: Final = 3


@functools.cache
def _snowball(language: str) -> "snowballstemmer.basestemmer.BaseStemmer":
    return snowballstemmer.stemmer(_SNOWBALL[language])


@functools.lru_cache(maxsize=2048)
def stem(word: str, language: str) -> str:
    """The folded stem of a lower-case word that still has its accents."""
    if language == "en":
        return singular(fold(word))
    if language == "uk":
        return _stem_ukrainian(fold(word))
    if language not in _SNOWBALL:
        return fold(word)
    stemmed: str = _snowball(language).stemWord(word)
    return fold(stemmed)


def _stem_ukrainian(word: str) -> str:
    for ending in _UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


_SINGULAR_ENDINGS: Final = ("us", "is", "ss", "ours", "reux", "geux", "neux", "rieux", "oix", "rix", "houx")
_SINGULAR_IN_S: Final = frozenset(
    {
        "espantapajaros", "rascacielos", "paracaidas", "saltamontes", "ciempies", "tocadiscos", "paraguas",
        "guardabosques", "abrelatas", "sacacorchos", "lavavajillas", "cumpleanos", "parabrisas", "vieux",
        "roux", "doux", "faux", "gros", "fils", "bras", "bas", "epoux", "jaloux", "joyeux", "peureux",
        "paresseux", "mysterieux", "gracieux", "precieux", "radieux", "ras", "gas", "repas",
    }
)  # fmt: skip
"""French adjectives and nouns that look like plurals."""
_PROPER: Final = frozenset({"holmes", "claus", "wales", "ramses"})
_IRREGULAR: Final = {
    "leaves": "leaf",
    "wolves": "wolf",
    "knives": "knife",
    "loaves": "loaf",
    "mice": "mouse",
    "geese": "goose",
    "feet": "foot",
    "teeth": "tooth",
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "oxen": "ox",
    "elves": "elf",
    "shelves": "shelf",
    "dwarves": "dwarf",
    "firemen": "fireman",
    "snowmen": "snowman",
    "calves": "calf",
    **{
        f"{word}s": word
        for word in (
            "cookie",
            "movie",
            "shoe",
            "toe",
            "canoe",
            "horseshoe",
            "pie",
            "bee",
            "tree",
            "magpie",
            "collie",
            "pixie",
            "zombie",
            "genie",
            "brownie",
            "hoodie",
            "selfie",
            "budgie",
            "yorkie",
            "smoothie",
            "beanie",
            "hippie",
            "birdie",
            "goalie",
            "rookie",
            "corgi",
            "kiwi",
            "okapi",
            "koi",
            "yeti",
            "taxi",
            "bikini",
            "sushi",
            "kitsune",
            "emu",
            "gnu",
            "menu",
            "tutu",
            "caribou",
            "tzu",
        )
    },
}
_SHORTEST_MEN: Final = 5
_NO_MEN: Final = frozenset({"specimen", "regimen", "stamen", "cyclamen", "abdomen", "acumen"})


_SHORTEST_LATIN: Final = 6


def _is_of_latin(word: str) -> bool:
    """`walruses`, `mantises`, `ibises`, but no `houses`."""
    is_long = word.endswith(("uses", "tises", "bises", "topses")) and len(word) >= _SHORTEST_LATIN
    return is_long and not word.endswith(("ouses", "auses"))


def singular(word: str) -> str:
    """The singular of an English noun, by rule; other words pass unchanged."""
    if word in _PROPER or word in _IRREGULAR:
        return _IRREGULAR.get(word, word)
    if word.endswith("men") and len(word) > _SHORTEST_MEN and word not in _NO_MEN:
        return f"{word[:-2]}an"
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")) or _is_of_latin(word):
        return word[:-2]
    return word[:-1]


_DATIVES: Final = {"cs": ("ovi",), "pl": ("owi",), "uk": ("ові", "еві")}
"""To one of these something is given, however many letters more than its name it has."""


def is_plural(word: str, base: str, language: str) -> bool:
    """Whether `word` looks like a plural, `base` being its dictionary form if known; both folded."""
    if word.endswith(_ALWAYS_MANY.get(language, ())):
        return True
    if word == base or word.endswith(_DATIVES.get(language, ())) or word in _ONE_OF_THEM.get(language, ()):
        return False
    match language:
        case "en":
            return singular(word) != word
        case "es" | "fr" | "pt":
            is_short = len(word) <= 3 or word in _SINGULAR_IN_S
            return not is_short and word.endswith(("s", "x")) and not word.endswith(_SINGULAR_ENDINGS)
        case _:
            return bool(base) and _is_plural_of(word, base, language)


def is_first_of_several(word: str, base: str) -> bool:
    """Whether a Slavic word in `-a` opens a sentence as a plural: elsewhere `kaczki` may be of one duck."""
    return len(word) == len(base) and base[-1:] in ("a", "а") and word[-1:] in ("i", "y", "и", "і")


_GERMANIC: Final = ("e", "en", "er", "n", "s")
"""How German and Dutch plurals end."""
_GERMANIC_ONES: Final = ("us", "tis", "ss")
"""How single things end that look as if they had the `s` of several: `Globus`, `Kaktus`."""


_YOUNG_CZECH: Final = (
    "kot", "sten", "kur", "kachn", "kac", "jehn", "hous", "hrib", "tel", "sel", "kuzl", "zvir", "medvid",
    "ptac", "slun", "lvic", "lisc", "vlc", "vnouc", "devc", "mlad",
)  # fmt: skip
"""Young beings of Czech, whose plurals have more letters than their names: `kotě`, `koťata`."""
_ALWAYS_MANY: Final = {
    "pl": ("dzieci", "dzieciaki", "dziecmi", "wnuki", "wnuczeta"),
    "uk": ("діти", "дітей", "дітьми", "діточки", "онуки", "внуки"),
    "cs": ("deti", "sourozenci", *(f"{one}{end}" for one in _YOUNG_CZECH for end in ("ata", "aty", "atka"))),
    "it": ("bambini", "bimbi", "nipotini"),
    "de": (
        "innen",
        "manner",
        "frauen",
        "kinder",
        "kindern",
        "blatter",
        "blattern",
        "zweige",
        "zweigen",
        "steine",
    ),
    "nl": (
        "tjes",
        "jes",
        "mannen",
        "vrouwen",
        "lieden",
        "kinderen",
        "eieren",
        "meiden",
        "stenen",
        "bladeren",
    ),
}
"""Ends that compounds have in the plural alone, whatever word of theirs is listed."""
_NEVER_MANY: Final = frozenset({"pani", "lodi", "мати", "mati"})
"""Slavic words that end like plurals."""
_ONE_OF_THEM: Final = {
    "de": frozenset(
        {
            "lampe", "lupe", "flamme", "maske", "tulpe", "mandarine", "banane", "gitarre", "violine",
            "gondole", "krawatte", "flagge", "krabbe", "elfe", "drache",
        }
    ),
    "nl": frozenset({"prins", "boerin", "zangeres", "trein", "studente", "astronaute"}),
}  # fmt: skip
"""Singulars that end like the plural of a word of another language that is listed with them: `lamp`."""
_LONGEST_PLURAL: Final = 3
_FEWEST_SHARED: Final = 3


def _grows_from(word: str, base: str, language: str) -> bool:
    """Whether a plural is its singular and an ending: `Pfote` is none of `Pfotenabdruck`."""
    if language == "nl":
        word, base = undoubled(word), undoubled(base)
    pairs = enumerate(zip(word, base, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(word), len(base)))
    is_stem = shared >= max(min(_FEWEST_SHARED, len(base)), len(base) - 2)
    return is_stem and 0 < len(word) - shared <= _LONGEST_PLURAL


def _is_plural_of(word: str, base: str, language: str) -> bool:
    match language:
        case "de" if word.endswith("in") and not base.endswith("in"):
            return False  # `die Lehrerin` is one
        case "de" | "nl":
            is_one = word.endswith(_GERMANIC_ONES) or (language == "nl" and word.endswith("je"))
            return not is_one and word.endswith(_GERMANIC) and _grows_from(word, base, language)
        case "it":
            soft = word if word[-2:-1] != "h" else f"{word[:-2]}{word[-1]}"  # `barche`, `barca`
            return word[-1] in "ie" and base[-1] in "oae" and len(soft) == len(base)
        case "pl" if word.endswith("e") and base[-1] not in "aeioy" and word[:3] == base[:3]:
            return len(word) > len(base) and not word.endswith("cie")
        case _:
            return word not in _NEVER_MANY and word[-1] in "yiиі" and base[-1] not in "aeioyаеиоуяй"

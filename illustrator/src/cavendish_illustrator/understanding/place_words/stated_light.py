"""Reads what light and season a prompt tells by things: autumn leaves, one lamp, candles, a silhouette."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Season, Subject, TimeOfDay
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS

_PAINTED: Final = frozenset({Kind.SCENE, Kind.PORTRAIT})
_FALLEN: Final = frozenset({"leaf-pile", "fallen-leaf", "maple-leaf", "autumn-tree"})
_LOOSE: Final = frozenset({"leaf-fluttering-in-wind", "leaf-flat"})
_STREWN: Final = frozenset({"leaf-pile", "fallen-leaf", "maple-leaf"}) | _LOOSE
_HEAP: Final = re.compile(
    r"\b(piles?|heaps?|rak(es?|ing)|stos\w*|kup\w+|sterta\w*|grabi\w*|haufen|laubhaufen|harkt?|recht|mont(ón|ones)|"
    r"pila|rastrill\w+|tas|ratiss\w+|mucchi\w*|rastrell\w+|montes?|pilha|hoop|hopen|harkt|куп\w+|згріба\w+|"
    r"hromad\w+|hrabe|jump\w*|skacz\w*|spring\w*|salt\w*|saut\w*|скач\w*|стриба\w*|skáč\w*)\b",
    re.IGNORECASE,
)
_FALLING: Final = re.compile(
    r"\b(fall(s|ing|en)?|spada\w*|opada\w*|fall(en|ende[nr]?)|ca(en|yendo|ídas)|tomb\w+|mortes|cad(ono|ute)|"
    r"cai(ndo|em|das)|vallen\w*|gevallen|опада\w*|пада\w*|padaj\w*|spadan\w*)\b",
    re.IGNORECASE,
)
_CANDLE: Final = re.compile(
    r"\b(candle ?lights?|candlelit|(by|lit by|light of) (a )?candles?|świec\w*|kerzen\w*|kerze|velas?|"
    r"bougies?|chandelles?|candel[ae]|kaars\w*|свіч\w*|svíč\w*|svíce)\b",
    re.IGNORECASE,
)
_LAMP: Final = re.compile(
    r"\b(lamp ?light|(light of|lit( only)? by|by) (a |an |one |the )?(single |small |old )?(lamp|bulb)|"
    r"(a )?single lamp|(światło|świetle|światłem|blasku?) (z )?(jednej |starej )?lamp\w*|przy lampie|"
    r"lampen(licht|schein)|licht (einer|eines|der|von)( einzigen| einzelnen)? (steh|tisch)?lampe|"
    r"luz de (una|la)( sola| única)? (lámpara|bombilla)|lu(mière|eur) d['’]une( seule)? (lampe|ampoule)|"
    r"luce d(i una|ella)( sola| singola)? lamp\w+|luz de um[a]?( única)? (lâmpada|candeeiro|lamparina)|"
    r"licht van (een|één|de)( enkele)? lamp|lamplicht|світл\w+ (однієї |старої )?лампи|"
    r"světl\w+ (jediné |jedné )?lamp\w*)\b",
    re.IGNORECASE,
)
_SHINES: Final = re.compile(
    r"\b(candle ?lights?|candlelit|(lit )?by (a )?candles?|light of|lamp|"
    r"bulb|światł\w+|świetle|blask\w*|przy|"
    r"\w*licht|\w*schein|luz|lumière|lueur|luc[ei]|lume|chandelles|à la bougie|при|світл\w+|světl\w+|při)\b",
    re.IGNORECASE,
)
_HELD: Final = {"lamp": frozenset({"lamp", "lantern", "desk-lamp", "light-bulb", "couch-and-lamp"})}
_OUTLINED, _OPEN_LAND = "silhouette", "hills"


def with_light_told(spec: PictureSpec) -> PictureSpec:
    """The picture in the season of its leaves, lit by its lamp or candle; a silhouette is somebody's."""
    if spec.kind not in _PAINTED:
        return spec
    return _outlined(_lit(_in_autumn(spec)))


def _in_autumn(spec: PictureSpec) -> PictureSpec:
    """Where leaves lie or fall, the trees have their colours."""
    concepts = {one.concept for one in spec.subjects}
    falls = not _LOOSE.isdisjoint(concepts) and _FALLING.search(spec.prompt) is not None
    is_told = falls or bool(concepts & _FALLEN)
    if spec.season is None and is_told:
        spec = replace(spec, season=Season.AUTUMN)
    return _strewn(spec) if spec.season is Season.AUTUMN else spec


def _strewn(spec: PictureSpec) -> PictureSpec:
    """Leaves that nobody heaped up or holds are strewn over the ground by the season."""
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    is_heap = _HEAP.search(spec.prompt) is not None
    kept = [
        index
        for index, one in enumerate(spec.subjects)
        if index in tied or one.concept not in _STREWN or (one.concept == "leaf-pile" and is_heap)
    ]
    is_place = bool(spec.settings) or bool(kept)
    return spec.with_subjects(kept) if is_place and len(kept) < len(spec.subjects) else spec


def _lit(spec: PictureSpec) -> PictureSpec:
    """A room that a lamp or candles light is dark but for them."""
    if spec.time_of_day not in (None, TimeOfDay.NIGHT) or not _SHINES.search(spec.prompt):
        return spec
    source = next((name for name, words in _SOURCES if words.search(spec.prompt)), "")
    if not source:
        return spec
    spec = replace(spec, lit_by=source, time_of_day=TimeOfDay.NIGHT)
    shown = _HELD.get(source, frozenset({source}))
    is_there = any(one.concept in shown for one in spec.subjects)
    if is_there or not spec.subjects or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    return replace(spec, subjects=(*spec.subjects, Subject(concept=source, word=source)))


_SOURCES: Final = (("candle", _CANDLE), ("lamp", _LAMP))


def _outlined(spec: PictureSpec) -> PictureSpec:
    """A silhouette that belongs to nothing named is a person's."""
    if spec.framing != _OUTLINED:
        return spec
    if spec.time_of_day is None:
        spec = replace(spec, time_of_day=TimeOfDay.SUNSET)
    spec = spec if spec.settings else replace(spec, settings=(_OPEN_LAND,))
    if spec.subjects or spec.settings != (_OPEN_LAND,):
        return spec
    return replace(spec, subjects=(Subject(concept="person", word=_OUTLINED),))

"""Bouquets of the flowers that were named: stems that meet in a bow, heads in a dome, leaves behind."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, namespaced
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.concept_classes import is_flower
from cavendish_illustrator.vocabulary.phrase_matcher import read_phrases
from cavendish_illustrator.vocabulary.species import sort_of
from cavendish_illustrator.vocabulary.tokens import tokenise

_STEMMED: Final = {"rose": "rose-on-stem"}
"""Drawings with a longer stem."""
_WIDE, _TALL = 320.0, 330.0
_TIE: Final = (160.0, 246.0)
_LEAVES: Final = (-58, -34, -12, 12, 34, 58)
_FLOWERS: Final = (
    *((0, 232, 0.5), (-26, 222, 0.5), (26, 222, 0.5), (-50, 196, 0.5), (50, 196, 0.5)),
    *((-13, 190, 0.52), (13, 190, 0.52), (-38, 166, 0.52), (38, 166, 0.52)),
    *((0, 150, 0.56), (-24, 132, 0.56), (24, 132, 0.56)),
)
"""How far each stem leans (degrees), how long it is, and the drawing's share of that, those behind first."""
_WIDEST: Final = 96.0
_GREEN: Final = "#4c8a3c"


def flowers_in(words: str) -> tuple[Subject, ...]:
    """The flowers that are named beside a bouquet."""
    tokens = tokenise(words)
    named = (
        Subject(concept=match.value, word=" ".join(token.raw for token in tokens[match.start : match.end]))
        for match in read_phrases(tokens).matches
        if match.topic == "subject" and is_flower(match.value)
    )
    return tuple({sort_of(one) or one.concept: one for one in named if one.concept != "bouquet"}.values())


def tied_bunch(bouquet: Subject) -> Figure | None:
    """A bouquet of its flowers in turn, in its colour; None where none was named."""
    drawings = tuple(
        sort_of(one) or _STEMMED.get(one.concept, one.concept) for one in flowers_in(bouquet.word)
    )
    return _tied(drawings, bouquet.color) if drawings else None


@cache
def _tied(drawings: tuple[str, ...], color: str | None) -> Figure:
    heads = [figure for name in drawings if (figure := find_figure(name)) is not None]
    heads = [dyed(head, color) for head in heads] if color else heads
    kept = "".join(
        f'<g id="flower{number}">{namespaced(head.markup, f"f{number}_")}</g>'
        for number, head in enumerate(heads)
    )
    markup = "".join((f"<defs>{kept}</defs>", *_greens(), *_stalks(heads), _bow()))
    return Figure(markup=markup, width=_WIDE, height=_TALL, anchors={"hand": (_TIE[0], _TIE[1] + 36)})


def _greens() -> Iterator[str]:
    x, y = _TIE
    for lean in _LEAVES:
        green = "#5d9a4a" if lean % 4 else "#4a8440"
        yield (
            f'<path d="M{x:g} {y:g}q-40 -90 0 -206q40 116 0 206z" fill="{green}" '
            f'transform="rotate({lean} {x:g} {y:g})"/>'
        )


def _stalks(heads: list[Figure]) -> Iterator[str]:
    """Each flower on its stem, and the stems' ends below the tie."""
    x, y = _TIE
    for number, (lean, long, share) in enumerate(_FLOWERS):
        head = heads[number % len(heads)]
        tall = min(long * share, _WIDEST / head.aspect)
        scale = tall / head.height
        left, top = x - tall * head.aspect / 2, y - long
        yield (
            f'<g transform="rotate({lean} {x:g} {y:g})"><path d="M{x:g} {top + tall * 0.5:.1f}V{y:g}" '
            f'stroke="{_GREEN}" stroke-width="5"/><g transform="translate({left:.1f} {top:.1f}) '
            f'scale({scale:.4f}) translate({-head.left:g} {-head.top:g})">'
            f'<use xlink:href="#flower{number % len(heads)}"/></g></g>'
        )
        yield (
            f'<path d="M{x:g} {y:g}l{-lean * 0.5:g} 74" stroke="{_GREEN}" stroke-width="5.500" '
            'stroke-linecap="round"/>'
        )


def _bow() -> str:
    bow = find_figure("bow-ribbon")
    if bow is None:
        return ""
    scale = 92.0 / bow.width
    return (
        f'<g transform="translate({_TIE[0] - 46:g} {_TIE[1] - 26:g}) scale({scale:.4f}) '
        f'translate({-bow.left:g} {-bow.top:g})">{bow.markup}</g>'
    )

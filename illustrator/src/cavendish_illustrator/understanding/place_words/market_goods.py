"""What a market sells by its name: `a fish market` has fish on its stalls, not one before them."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.mends.served_together import without_subject

_MARKET: Final = (
    r"(market\w*|markt\w*|markten|targ\w*|targowisk\w*|rynek|rynku|mercad\w+|marchés?|halles?|mercat\w+|feiras?|ringu|"
    r"ринок|ринку|ринком|базар\w*|trh\w*|tržiš\w+|bazaa?r\w*|basar\w*|souk\w*|souq\w*|zoco\w*)"
)
_OF: Final = (
    r"(of|for|de|de la|del|dei|delle|degli|di|da|do|das|dos|du|des|aux?|à la|à|mit|met|z|ze|з|із|s|se)"
)
_SETTING: Final = "market"
_TOWN: Final = ("street",)


@cache
def _names() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Every kind of goods: a market called by it, and its own word."""
    return tuple(
        (
            goods,
            re.compile(
                rf"\b(({words})[ -]?{_MARKET}|{_MARKET} ({_OF} )?({words}))\b",
                re.IGNORECASE,
            ),
            re.compile(rf"^({words})$", re.IGNORECASE),
        )
        for goods, words in read_table("understanding/place_words/market_goods.toml").items()
    )


def goods_of_market(prompt: str) -> tuple[str, ...]:
    """What the prompt calls its market by; nothing where it is only a market."""
    return tuple(goods for goods, market, _ in _names() if market.search(prompt))


def with_goods_of_market(spec: PictureSpec) -> PictureSpec:
    """The market that is meant, without the thing that it is called by."""
    sold = [(market, word) for _, market, word in _names() if market.search(spec.prompt)]
    if not sold:
        return spec
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    named = next(
        (
            index
            for index, one in enumerate(spec.subjects)
            if index not in tied and not one.pose and any(word.match(one.word) for _, word in sold)
        ),
        None,
    )
    if named is not None:
        spec = without_subject(spec, named)
    said = " ".join(match.group(0).lower() for market, _ in sold if (match := market.search(spec.prompt)))
    unknown = tuple(word for word in spec.not_understood if word.lower() not in said)
    settings = tuple(dict.fromkeys((_SETTING, *_TOWN, *spec.settings)))
    return replace(spec, settings=settings, not_understood=unknown)

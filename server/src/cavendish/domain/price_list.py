"""What callers with a budget pay for a picture."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from cavendish.domain.errors import SetupError

MICROUSD_PER_USD: Final = 1_000_000
DEFAULT_PRICE_MICROUSD: Final = 40_000
_MAX_USD: Final = 1_000_000
_AMOUNT: Final = re.compile(r"[0-9]{1,7}(\.[0-9]{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """Micro-dollars a picture, by model."""

    default_microusd: int = DEFAULT_PRICE_MICROUSD
    by_model: Mapping[str, int] = field(default_factory=dict)

    def price_microusd(self, model: str) -> int:
        return self.by_model.get(model, self.default_microusd)


def price_for(price_microusd: int, *, percent: int) -> int:
    """A list price as a key pays it; fractions of a micro-dollar round up."""
    return -(-price_microusd * percent // 100)


def read_microusd(text: str) -> int | None:
    """Micro-dollars of plain decimal dollars such as `12.50`; None when it is not such an amount."""
    text = text.strip().removeprefix("$")
    if not _AMOUNT.fullmatch(text) or Decimal(text) > _MAX_USD:
        return None
    return int(Decimal(text) * MICROUSD_PER_USD)


def read_price_list(text: str) -> PriceList:
    """Prices as `CAVENDISH_PRICE_USD` spells them: `0.04`, or `0.04, nano-banana-pro=0.15`.

    Raises SetupError that names the part that makes no sense.
    """
    default = DEFAULT_PRICE_MICROUSD
    by_model: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        model, equals, amount = part.rpartition("=")
        price = read_microusd(amount)
        if price is None or (equals and not model.strip()):
            raise SetupError(
                f"CAVENDISH_PRICE_USD has {part!r}: give dollars a picture, "
                "such as 0.04 or 0.04,nano-banana-pro=0.15"
            )
        if equals:
            by_model[model.strip()] = price
        else:
            default = price
    return PriceList(default_microusd=default, by_model=by_model)

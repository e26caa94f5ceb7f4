"""What the operator may say of a key over HTTP."""

from collections.abc import Container, Sequence
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cavendish.domain.api_key import (
    DEFAULT_LIVE_TASKS,
    DEFAULT_REQUESTS_PER_MINUTE,
    LIST_PRICE_PERCENT,
    KeyChanges,
    NewApiKey,
)
from cavendish.domain.errors import InvalidRequestError
from cavendish.domain.network_address import IPNetwork, parse_network
from cavendish.domain.price_list import MICROUSD_PER_USD
from cavendish.domain.routing import Strategy

_MAX_INTEGER: Final = 2**31 - 1
_MAX_USD: Final = 1_000_000
_MAX_LIST: Final = 100


def _trimmed(text: str) -> str:
    return text.strip()


Name: TypeAlias = Annotated[
    str, AfterValidator(_trimmed), Field(min_length=1, max_length=100, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")
]
Owner: TypeAlias = Annotated[
    str,
    AfterValidator(_trimmed),
    Field(max_length=200, pattern=r"^[^\x00]*$", description="A person, a team, a customer."),
]
PerMinute: TypeAlias = Annotated[int, Field(ge=1, le=_MAX_INTEGER)]
LiveTasks: TypeAlias = Annotated[int, Field(ge=0, le=_MAX_INTEGER)]
Percent: TypeAlias = Annotated[int, Field(ge=0, le=100_000, description="What it pays of the price list.")]
Usd: TypeAlias = Annotated[float, Field(ge=0, le=_MAX_USD, allow_inf_nan=False, description="US dollars.")]
UnixMs: TypeAlias = Annotated[int, Field(ge=0, le=10**14, description="Unix milliseconds; 0: never.")]
Names: TypeAlias = Annotated[
    list[Annotated[str, Field(max_length=64)]], Field(max_length=_MAX_LIST, description="Empty: every one.")
]


class NewKey(BaseModel):
    model_config = ConfigDict(strict=False, extra="forbid")

    name: Name
    owner: Owner = ""
    requestsPerMinute: PerMinute = DEFAULT_REQUESTS_PER_MINUTE  # noqa: N815  wire spelling
    maxLiveTasks: LiveTasks = DEFAULT_LIVE_TASKS  # noqa: N815
    strategy: Strategy = Strategy.AUTO
    models: Names = []
    addresses: Names = []
    pricePercent: Percent = LIST_PRICE_PERCENT  # noqa: N815
    balanceUsd: Usd | None = None  # noqa: N815
    expireTime: UnixMs | None = None  # noqa: N815

    def read(self, models: Container[str]) -> NewApiKey:
        """What to store. Raises InvalidRequestError for a model or an address that is none."""
        return NewApiKey(
            name=self.name,
            owner=self.owner,
            requests_per_minute=self.requestsPerMinute,
            max_live_tasks=self.maxLiveTasks,
            default_strategy=self.strategy,
            allowed_models=_read_models(self.models, models),
            allowed_networks=_read_networks(self.addresses),
            price_percent=self.pricePercent,
            balance_microusd=None if self.balanceUsd is None else _microusd(self.balanceUsd),
            expires_at_ms=self.expireTime or None,
        )


class KeyEdit(BaseModel):
    """What to change; what is absent stays."""

    model_config = ConfigDict(strict=False, extra="forbid")

    name: Name | None = None
    owner: Owner | None = None
    requestsPerMinute: PerMinute | None = None  # noqa: N815
    maxLiveTasks: LiveTasks | None = None  # noqa: N815
    strategy: Strategy | None = None
    models: Names | None = None
    addresses: Names | None = None
    pricePercent: Percent | None = None  # noqa: N815
    expireTime: UnixMs | None = None  # noqa: N815

    def read(self, models: Container[str]) -> KeyChanges:
        """What to change. Raises InvalidRequestError for a model or an address that is none."""
        return KeyChanges(
            name=self.name,
            owner=self.owner,
            requests_per_minute=self.requestsPerMinute,
            max_live_tasks=self.maxLiveTasks,
            default_strategy=self.strategy,
            allowed_models=None if self.models is None else _read_models(self.models, models),
            allowed_networks=None if self.addresses is None else _read_networks(self.addresses),
            price_percent=self.pricePercent,
            expires_at_ms=self.expireTime,
        )


class TopUp(BaseModel):
    model_config = ConfigDict(extra="forbid")

    amountUsd: Annotated[  # noqa: N815
        float, Field(gt=0, le=_MAX_USD, allow_inf_nan=False, description="US dollars.", examples=[25.0])
    ]

    @property
    def amount_microusd(self) -> int:
        return _microusd(self.amountUsd)


def _read_models(slugs: Sequence[str], models: Container[str]) -> tuple[str, ...]:
    for index, slug in enumerate(slugs):
        if slug not in models:
            raise InvalidRequestError(field=f"models[{index}]", problem=f"names no model: {slug[:64]}")
    return tuple(dict.fromkeys(slugs))


def _read_networks(texts: Sequence[str]) -> tuple[IPNetwork, ...]:
    networks = []
    for index, text in enumerate(texts):
        if (network := parse_network(text.strip())) is None:
            raise InvalidRequestError(
                field=f"addresses[{index}]", problem="is no address: give 203.0.113.7 or a network 10.0.0.0/8"
            )
        networks.append(network)
    return tuple(networks)


def _microusd(usd: float) -> int:
    return round(usd * MICROUSD_PER_USD)

"""What the `keys` commands read from their options and show in their table."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Final

import typer
from rich.table import Table

from cavendish.bootstrap import find_models
from cavendish.database.key_rows import KeyListing
from cavendish.domain.api_key import LIST_PRICE_PERCENT
from cavendish.domain.network_address import IPNetwork, parse_network
from cavendish.domain.price_list import MICROUSD_PER_USD, read_microusd
from cavendish.domain.routing import Strategy

ANY: Final = "any"
"""Takes a list away: every model, every address."""
_DAY_MS: Final = 24 * 3600 * 1000

StrategyOption = Annotated[
    Strategy | None,
    typer.Option(help="Routing strategy for requests that name none: auto, value or official."),
]
OwnerOption = Annotated[str | None, typer.Option(help="Who has the key: a person, a team, a customer.")]
ModelsOption = Annotated[
    str | None,
    typer.Option(help=f"Models it may use, such as nano-banana,nano-banana-2; {ANY} for every one."),
]
AddressesOption = Annotated[
    str | None,
    typer.Option(help=f"Where calls may come from: 203.0.113.7,10.0.0.0/8; {ANY} for everywhere."),
]
BudgetOption = Annotated[
    str | None, typer.Option(help="Prepaid dollars, such as 25.00; a key without a budget is unlimited.")
]
PercentOption = Annotated[
    int | None, typer.Option(min=0, max=100_000, help="What it pays, in percent of CAVENDISH_PRICE_USD.")
]
KeyNumber = Annotated[int, typer.Argument(help="The key's number, as `keys list` shows it.")]


def read_models(text: str | None) -> tuple[str, ...] | None:
    """The models of `--models`; empty for every one, None when it is not given."""
    if text is None:
        return None
    models = find_models()
    slugs = _parts(text)
    for slug in slugs:
        if slug not in models:
            raise typer.BadParameter(f"there is no model {slug!r}; there are {', '.join(models)}, or {ANY}")
    return slugs


def read_networks(text: str | None) -> tuple[IPNetwork, ...] | None:
    """The networks of `--addresses`; empty for everywhere, None when it is not given."""
    if text is None:
        return None
    networks = []
    for part in _parts(text):
        if (network := parse_network(part)) is None:
            raise typer.BadParameter(
                f"{part!r} is no address: give 203.0.113.7, a network such as 10.0.0.0/8, or {ANY}"
            )
        networks.append(network)
    return tuple(networks)


def read_dollars(text: str) -> int:
    """Micro-dollars of an amount on the command line."""
    if (amount := read_microusd(text)) is None:
        raise typer.BadParameter(f"{text!r} is no amount: give dollars, such as 25.00 (six decimals at most)")
    return amount


def expiry_ms(days: int | None, *, now_ms: int) -> int | None:
    """When a key ends that has so many days; 0 days stay 0."""
    return days and now_ms + days * _DAY_MS


def _parts(text: str) -> tuple[str, ...]:
    if text.strip().lower() == ANY:
        return ()
    parts = tuple(text.replace(",", " ").split())
    if not parts:
        raise typer.BadParameter(f"the list is empty; give {ANY} to lift the limit")
    return parts


def key_table(listings: Sequence[KeyListing], *, now_ms: int) -> Table:
    """All that there is to say of keys, a few lines each, so that it fits a terminal."""
    table = Table(show_lines=True)
    for title in ("number", "key", "limits", "may use", "balance", "state"):
        table.add_column(title, overflow="fold")
    for listing in listings:
        key = listing.key
        limits = (
            f"{key.requests_per_minute:,} req/min",
            f"{listing.live_tasks:,} of {key.max_live_tasks:,} tasks",
            f"strategy {key.default_strategy.value}",
        )
        models = " ".join(key.allowed_models) or "every model"
        addresses = " ".join(str(network) for network in key.allowed_networks) or "from anywhere"
        table.add_row(
            str(key.id),
            "\n".join(filter(None, (key.name, key.owner, f"{listing.hint}…"))),
            "\n".join(limits),
            f"{models}\n{addresses}",
            _balance(listing),
            f"{_state(listing, now_ms=now_ms)}\nsince {_day(listing.created_at_ms)}",
        )
    return table


def dollars(amount_microusd: int) -> str:
    """An amount for people: cents, and as many decimals more as it has."""
    text = f"{amount_microusd / MICROUSD_PER_USD:,.6f}"
    return f"${text[:-4]}{text[-4:].rstrip('0')}"


def _balance(listing: KeyListing) -> str:
    if listing.balance_microusd is None:
        return "no budget"
    lines = [dollars(listing.balance_microusd)]
    if listing.held_microusd:
        lines.append(f"{dollars(listing.held_microusd)} held")
    if listing.price_percent != LIST_PRICE_PERCENT:
        lines.append(f"pays {listing.price_percent} %")
    return "\n".join(lines)


def _day(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, tz=UTC).strftime("%Y-%m-%d")


def _state(listing: KeyListing, *, now_ms: int) -> str:
    if listing.revoked_at_ms is not None:
        return f"revoked {_day(listing.revoked_at_ms)}"
    expires_at_ms = listing.key.expires_at_ms
    if expires_at_ms is None:
        return "live"
    return f"{'expired' if expires_at_ms <= now_ms else 'live until'} {_day(expires_at_ms)}"

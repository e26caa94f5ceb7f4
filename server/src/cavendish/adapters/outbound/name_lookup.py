"""Asks the DNS and keeps only addresses that the policy lets a caller reach."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override

from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.outbound_errors import OutboundError, OutboundReason
from cavendish.domain.user_url import literal_address

LOOKUPS_AT_ONCE: Final = 128
"""Threads; a waiting one costs about 50 KB, and none is started before it is needed."""
LOOKUPS_OF_ONE_SITE: Final = 4
_MAX_ADDRESSES: Final = 8
_BELOW_COUNTRIES: Final = frozenset({"ac", "co", "com", "edu", "gob", "gov", "go", "ne", "net", "or", "org"})
_Addresses: TypeAlias = Sequence[tuple[Any, ...]]


@dataclass(slots=True)
class _Site:
    """The look-ups of names whose DNS servers are most likely the same."""

    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LOOKUPS_OF_ONE_SITE))
    look_ups: int = 0
    """Those that run and those that wait for their turn."""


class SystemNameLookup(AbstractResolver):
    """The system's own resolver, in threads of its own, and a few of them at most for the names of one site.

    A look-up cannot be broken off: a caller who names slow DNS servers fills his site's threads, not those
    in which others look their names up, or those that decode pictures.
    """

    def __init__(self, *, get_addresses: Callable[..., _Addresses] = socket.getaddrinfo) -> None:
        self._get_addresses = get_addresses
        self._threads = ThreadPoolExecutor(LOOKUPS_AT_ONCE, thread_name_prefix="outbound-dns")
        self._sites: dict[str, _Site] = {}

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        answers = await self._look_up(site_of(host), host, port, family, socket.SOCK_STREAM)
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=int(address[1]),
                family=family,
                proto=proto,
                flags=socket.AI_NUMERICHOST,
            )
            for family, _, proto, _, address in answers
        ]

    @override
    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, site_name: str, *question: object) -> _Addresses:
        site = self._sites.setdefault(site_name, _Site())
        site.look_ups += 1
        try:
            await site.turns.acquire()
        except asyncio.CancelledError:
            self._leave(site_name, site)
            raise
        answers = asyncio.get_running_loop().run_in_executor(self._threads, self._get_addresses, *question)

        def end_turn(_: object) -> None:
            site.turns.release()
            self._leave(site_name, site)

        # The turn lasts as long as the thread is busy, though nobody may be waiting for it any more.
        answers.add_done_callback(end_turn)
        return await asyncio.shield(answers)

    def _leave(self, site_name: str, site: _Site) -> None:
        site.look_ups -= 1
        if not site.look_ups:
            del self._sites[site_name]


def site_of(host: str) -> str:
    """Whose DNS servers answer for a name, as far as its spelling tells.

    The last two labels, and three below what is a country's `co.uk` or `com.au`. Countries with other words
    for these share one site each: too few look-ups at once there, and never too many.
    """
    labels = host.lower().removesuffix(".").split(".")
    is_below_country = len(labels[-1]) == 2 and labels[-2:][0] in _BELOW_COUNTRIES
    return ".".join(labels[-3:] if is_below_country else labels[-2:])


class PublicOnlyLookup(AbstractResolver):
    """Passes on the answers of another resolver that the policy allows; OutboundError if it allows none.

    Made for one hop and not closed with it: the inner resolver belongs to the caller.
    """

    def __init__(self, inner: AbstractResolver, policy: NetworkPolicy) -> None:
        self._inner = inner
        self._policy = policy

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        name = host.rstrip(".")
        try:
            answers = await self._inner.resolve(host, port, family)
        except OSError as error:
            raise OutboundError(
                OutboundReason.NAME_NOT_FOUND, f"the host name {name} was not found", detail=str(error)
            ) from error
        allowed = [answer for answer in answers if self._is_allowed(answer, port, name)]
        if not allowed:
            found = ", ".join(answer["host"] for answer in answers)
            raise OutboundError(
                OutboundReason.ADDRESS_REFUSED if answers else OutboundReason.NAME_NOT_FOUND,
                f"{name} is not a host on the public internet; use one that is",
                detail=f"{name} resolves to {found or 'nothing'}",
            )
        return allowed[:_MAX_ADDRESSES]

    @override
    async def close(self) -> None:
        """Nothing to release."""

    def _is_allowed(self, answer: ResolveResult, port: int, name: str) -> bool:
        ip = literal_address(answer["host"])
        return ip is not None and self._policy.why_refused(ip, port, host=name) is None


class SocketGuard:
    """Opens sockets for one hop, to allowed addresses only: the last look, right before the connection.

    The connector asks no resolver about IP literals, so the resolver's check alone would let them through.
    `refusal` is set once an address was refused; the connector itself only sees an OSError.
    """

    def __init__(self, policy: NetworkPolicy, host: str) -> None:
        self._policy = policy
        self._host = host
        self.refusal: OutboundError | None = None

    def open_socket(self, address_info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = address_info
        if (why := self._why_refused(family, str(address[0]), int(address[1]))) is not None:
            self.refusal = OutboundError(
                OutboundReason.ADDRESS_REFUSED,
                f"{self._host} is not a host on the public internet; use one that is",
                detail=f"{self._host} leads to {address[0]}, {why}",
            )
            raise PermissionError(str(self.refusal))
        return socket.socket(family, kind, protocol)

    def _why_refused(self, family: int, address: str, port: int) -> str | None:
        ip = literal_address(address)
        if ip is None:
            return "not an IP address"
        if port in self._policy.own_everywhere_ports and _is_own_interface(family, address):
            return "this server's own address"
        return self._policy.why_refused(ip, port, host=self._host)


def _is_own_interface(family: int, address: str) -> bool:
    """Whether this machine has the address: only then can a socket be bound to it."""
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True

"""Asks the DNS and keeps only addresses that the policy lets a caller reach."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override

from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.outbound_errors import OutboundError, OutboundReason
from cavendish.domain.user_url import literal_address

_LOOKUP_THREADS = 16
_MAX_ADDRESSES = 8


class SystemNameLookup(AbstractResolver):
    """The system's own resolver, in threads of its own.

    A caller who names slow DNS servers fills these threads, not those that decode pictures or read files.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_LOOKUP_THREADS, thread_name_prefix="outbound-dns")

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        answers = await asyncio.get_running_loop().run_in_executor(
            self._threads, socket.getaddrinfo, host, port, family, socket.SOCK_STREAM
        )
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

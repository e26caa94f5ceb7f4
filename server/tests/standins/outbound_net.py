"""A small world for outbound calls: a DNS that answers by script, and a listener that counts who connects."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress

from aiohttp.abc import AbstractResolver, ResolveResult


class ScriptedDns(AbstractResolver):
    """Answers from a table; a name with several answers gives them in turn, the last one for ever."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._answers = {_ascii(name): list(turns) for name, turns in answers.items()}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        turns = self._answers.get(_ascii(host))
        if turns is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        addresses = turns.pop(0) if len(turns) > 1 else turns[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        pass


def _ascii(name: str) -> str:
    return name.rstrip(".").encode("idna").decode("ascii").lower()


class Listener:
    """Counts the connections to a port of every interface; whoever talks gets `answer`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connections = 0


@asynccontextmanager
async def listener(answer: bytes, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Listener]:
    """Listens on all of IPv4 and, where the machine has it, of IPv6, on one port."""
    counter: Listener | None = None

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert counter is not None
        counter.connections += 1
        await reader.read(1)
        writer.write(answer)
        await writer.drain()
        writer.close()

    ipv4 = await asyncio.start_server(serve, "0.0.0.0", 0, ssl=tls)
    counter = Listener(ipv4.sockets[0].getsockname()[1])
    servers = [ipv4]
    if socket.has_ipv6:
        with suppress(OSError):  # a machine without IPv6: nothing can connect there either
            servers.append(await asyncio.start_server(serve, "::", counter.port, ssl=tls))
    try:
        yield counter
    finally:
        for server in servers:
            server.close()
            await server.wait_closed()


def http_answer(status: str, *headers: str, body: bytes = b"") -> bytes:
    """A whole HTTP answer as bytes."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body

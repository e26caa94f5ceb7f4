"""The system's resolver, in threads: slow DNS servers of one site hold up that site only."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from cavendish.adapters.outbound.name_lookup import LOOKUPS_OF_ONE_SITE, SystemNameLookup, site_of

ANSWER = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]


class SlowServers:
    """DNS servers that answer for `slow` names only when told to."""

    def __init__(self) -> None:
        self.release = threading.Event()
        self.asked: Counter[str] = Counter()

    def get_addresses(self, host: str, *_: object) -> list[tuple[object, ...]]:
        self.asked[site_of(host)] += 1
        if "slow" in host:
            self.release.wait(30)
        if "unknown" in host:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return list(ANSWER)


@pytest.fixture
def servers() -> SlowServers:
    return SlowServers()


@pytest.fixture
async def lookup(servers: SlowServers) -> AsyncIterator[SystemNameLookup]:
    lookup = SystemNameLookup(get_addresses=servers.get_addresses)
    yield lookup
    servers.release.set()
    await lookup.close()


async def begin(lookup: SystemNameLookup, *hosts: str) -> list[asyncio.Task[object]]:
    """Look-ups under way, those that get a thread in it."""
    tasks: list[asyncio.Task[object]] = [asyncio.create_task(lookup.resolve(host, 443)) for host in hosts]
    await asyncio.sleep(0)
    return tasks


async def test_hundreds_of_slow_names_of_one_site_hold_nobody_else_up(
    lookup: SystemNameLookup, servers: SlowServers
) -> None:
    waiting = await begin(lookup, *(f"n{number}.slow.example" for number in range(500)))
    answers = await asyncio.gather(*(lookup.resolve(f"n{n}.other.example", 443) for n in range(200)))
    assert all(answer[0]["host"] == "93.184.215.14" for answer in answers)
    assert servers.asked == {"slow.example": LOOKUPS_OF_ONE_SITE, "other.example": 200}
    servers.release.set()
    await asyncio.gather(*waiting)
    assert servers.asked["slow.example"] == 500


async def test_thirty_slow_sites_at_once_leave_threads_for_others(
    lookup: SystemNameLookup, servers: SlowServers
) -> None:
    hosts = [f"n{number}.slow{site}.example" for site in range(30) for number in range(10)]
    waiting = await begin(lookup, *hosts)
    assert await lookup.resolve("other.example", 443)
    assert sum(servers.asked.values()) <= 30 * LOOKUPS_OF_ONE_SITE + 1
    servers.release.set()
    await asyncio.gather(*waiting)


async def test_callers_who_gave_up_free_no_thread_that_still_waits_for_an_answer(
    lookup: SystemNameLookup, servers: SlowServers
) -> None:
    given_up = await begin(lookup, *(f"n{number}.slow.example" for number in range(10)))
    for task in given_up:
        task.cancel()
    await asyncio.wait(given_up)
    (still,) = await begin(lookup, "more.slow.example")
    assert await lookup.resolve("other.example", 443)
    assert servers.asked["slow.example"] == LOOKUPS_OF_ONE_SITE
    servers.release.set()
    await still
    # Those that never had their turn were not looked up at all.
    assert servers.asked["slow.example"] == LOOKUPS_OF_ONE_SITE + 1


async def test_a_site_is_forgotten_with_its_last_look_up(
    lookup: SystemNameLookup, servers: SlowServers
) -> None:
    await lookup.resolve("a.example", 443)
    with pytest.raises(socket.gaierror):
        await lookup.resolve("unknown.example", 443)
    assert not lookup._sites


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("a.b.evil.example", "evil.example"),
        ("EVIL.example.", "evil.example"),
        ("evil.example", "evil.example"),
        ("a.b.evil.co.uk", "evil.co.uk"),
        ("evil.co.uk", "evil.co.uk"),
        ("pictures.example.pl", "example.pl"),
        ("1.abc.io", "abc.io"),
        ("40.xyz.de", "xyz.de"),
        ("example.pl", "example.pl"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_names_below_one_domain_are_one_site(host: str, site: str) -> None:
    assert site_of(host) == site

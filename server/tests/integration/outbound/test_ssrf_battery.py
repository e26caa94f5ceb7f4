"""No address and no trick of the battery may lead anywhere. `python -m pytest -s` on it prints the table."""

import tomllib
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest
from tests.standins.outbound_net import ScriptedDns, http_answer, listener
from tests.standins.sample_pictures import picture

from cavendish.adapters.outbound.callback_http import CallbackHttp
from cavendish.adapters.outbound.guarded_http import GuardedHttp, OutboundTimeouts
from cavendish.adapters.references.reference_fetcher import ReferenceFetcher
from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.result_download import ResultDownloads
from cavendish.domain.errors import FailCode, ProviderError
from cavendish.domain.network_policy import HostRules, NetworkPolicy
from cavendish.domain.outbound_errors import OutboundError
from cavendish.domain.reference_errors import ReferenceImageError


class Trick(TypedDict):
    group: str
    name: str
    url: NotRequired[str]
    dns: NotRequired[list[str]]
    redirects_to: NotRequired[str]


BATTERY: list[Trick] = tomllib.loads(Path(__file__).with_name("ssrf_battery.toml").read_text())["trick"]
BATTERY.append({"group": "syntax", "name": "lone surrogate", "url": "http://127.0.0.1:{port}/\ud800"})
HOP = "hop.example"
TIMEOUTS = OutboundTimeouts(connect_s=1.0, idle_s=1.0, total_s=2.0)
POLICY = NetworkPolicy(allow_hosts=HostRules.parse([HOP]))
PICTURE_ANSWER = http_answer("200 OK", "Content-Type: image/png", body=picture())
every_trick = pytest.mark.parametrize(
    "trick", BATTERY, ids=[f"{row['group']}: {row['name']}" for row in BATTERY]
)


def dns_for(trick: Trick) -> ScriptedDns:
    names: dict[str, list[list[str]]] = {HOP: [["127.0.0.1"]], "inside.example": [["127.0.0.1"]]}
    if "dns" in trick:
        host = trick["url"].partition("//")[2].partition(":")[0]
        names[host] = [trick["dns"]]
    return ScriptedDns(names)


def test_the_battery_has_more_than_eighty_different_tricks() -> None:
    assert len({(row.get("url"), row.get("redirects_to"), str(row.get("dns"))) for row in BATTERY}) > 160


@every_trick
async def test_a_reference_is_refused_before_anything_connects(trick: Trick) -> None:
    async with (
        listener(PICTURE_ANSWER) as inside,
        listener(redirect(trick, inside.port)) as hop,
    ):
        http = GuardedHttp(POLICY, timeouts=TIMEOUTS, resolver=dns_for(trick))
        fetcher = ReferenceFetcher(http)
        url = trick.get("url", f"http://{HOP}:{hop.port}/go").replace("{port}", str(inside.port))
        with pytest.raises(ReferenceImageError) as failure:
            await fetcher.fetch(url, index=2)
        fetcher.close()
    print(f"{trick['group']:<32} {trick['name']:<40} reference  {failure.value}")
    assert inside.connections == 0
    assert hop.connections == (1 if "redirects_to" in trick else 0)
    assert failure.value.fail_code is FailCode.INVALID_IMAGE_URL
    assert str(failure.value).startswith("input.image_urls[2]: failed to download: ")
    assert_is_a_refusal(failure.value.__cause__, trick)


@every_trick
async def test_a_callback_is_refused_before_anything_connects(trick: Trick) -> None:
    async with (
        listener(PICTURE_ANSWER) as inside,
        listener(redirect(trick, inside.port)) as hop,
    ):
        http = CallbackHttp(POLICY, limit_s=2, resolver=dns_for(trick))
        if "redirects_to" in trick:
            answer = await http.post(f"http://{HOP}:{hop.port}/go", b"{}", {})
            assert answer.status_code == 302
            outcome = "redirect not followed"
        else:
            url = trick["url"].replace("{port}", str(inside.port)).replace("http://", "https://", 1)
            with pytest.raises(OutboundError) as failure:
                await http.post(url, b"{}", {})
            outcome = str(failure.value)
            assert_is_a_refusal(failure.value, trick)
        await http.close()
    print(f"{trick['group']:<32} {trick['name']:<40} callback   {outcome}")
    assert inside.connections == 0


@every_trick
async def test_a_link_in_an_upstreams_answer_is_refused_before_anything_connects(trick: Trick) -> None:
    async with (
        listener(PICTURE_ANSWER) as inside,
        listener(redirect(trick, inside.port)) as hop,
    ):
        http = GuardedHttp(POLICY, timeouts=TIMEOUTS, resolver=dns_for(trick))
        downloads = ResultDownloads("upstream", http)
        url = trick.get("url", f"http://{HOP}:{hop.port}/go").replace("{port}", str(inside.port))
        with pytest.raises(ProviderError) as failure:
            await downloads.fetch(url, deadline=Deadline(5))
        await downloads.close()
    print(f"{trick['group']:<32} {trick['name']:<40} result     {failure.value}")
    assert inside.connections == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "[::1]"])
async def test_without_the_guard_the_listener_would_have_been_reached(host: str) -> None:
    async with listener(PICTURE_ANSWER) as inside:
        http = GuardedHttp(NetworkPolicy(allow_private=True), timeouts=TIMEOUTS)
        await http.download(f"http://{host}:{inside.port}/p.png", max_bytes=10_000, accept="image/png")
        await http.close()
    assert inside.connections == 1


NO_SUCH_NAME = {"no address at all", "unknown name"}


def redirect(trick: Trick, port: int) -> bytes:
    target = trick.get("redirects_to", "").replace("{port}", str(port))
    return http_answer("302 Found", f"Location: {target}")


def assert_is_a_refusal(cause: BaseException | None, trick: Trick) -> None:
    while cause is not None and not isinstance(cause, OutboundError):
        cause = cause.__cause__
    assert cause is not None
    assert cause.is_refusal or trick["name"] in NO_SUCH_NAME

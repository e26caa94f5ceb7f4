"""What `doctor` finds out over the network: providers' keys, our own address, a receiver of callbacks."""

import re
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp

from cavendish.entrypoints.cli.finding import Finding
from cavendish.ports.provider import ProviderPlugin

_TIMEOUT = aiohttp.ClientTimeout(total=10)
_REFUSED = (401, 403)
_REFUSED_WORDS = re.compile(rb"API_KEY_INVALID|API key not valid")
_REFUSED_CODE = re.compile(rb'\A\s*\{\s*"code"\s*:\s*40[13]\b')
"""kie and APIXO answer 200 with their own code in front. Source: their documents (checked 2026-11-23)."""
_UNKNOWN_JOB = (400, 404, 422)
_ELSEWHERE = (404, 405)


async def examine_key(plugin: ProviderPlugin, environ: Mapping[str, str]) -> Finding:
    """Try a provider's key by a call that costs nothing."""
    part, check = f"provider {plugin.name}", plugin.credential_check
    if check is None:
        return Finding(part=part, says="set up; it has no free call to try the key with")
    try:
        status, body = await _get(check.url(environ), check.headers(environ))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Finding(
            part=part,
            says=f"no answer: {_why(error)}",
            cure=f"check this machine's way out, and {check.base_url_variable}",
        )
    is_taken = status in range(200, 300) or (check.may_be_unknown and status in _UNKNOWN_JOB)
    if status in _REFUSED or _REFUSED_WORDS.search(body) or _REFUSED_CODE.match(body):
        says, cure = f"refuses the key (HTTP {status})", f"set a valid {check.key_variable}"
    elif is_taken:
        return Finding(part=part, says="takes the key")
    elif status in _ELSEWHERE:
        says, cure = f"has no {check.path} (HTTP {status})", f"mend {check.base_url_variable}, or unset it"
    else:
        says, cure = f"answers HTTP {status}, which says nothing of the key", "run `doctor` again later"
    return Finding(part=part, says=says, cure=cure)


async def examine_public_url(url: str) -> Finding:
    """Ask our own server at the address that result links begin with."""
    try:
        status, body = await _get(f"{url}/health/live", {})
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        says, is_ours = f"{url} does not answer: {_why(error)}", False
    else:
        is_ours = status == 200 and b'"live"' in body
        says = f"{url} leads to this server" if is_ours else f"{url} leads elsewhere (HTTP {status})"
    return Finding(
        part="public URL",
        says=says,
        cure=None if is_ours else "start `serve`, mend DNS or proxy, or mend CAVENDISH_PUBLIC_URL",
    )


async def examine_receiver(url: str) -> Finding:
    """Reach a receiver of callbacks: name, connection and certificate; any HTTP status will do."""
    part = "callback egress"
    try:
        status, _ = await _get(url, {})
    except aiohttp.ClientConnectorDNSError:
        return Finding(part=part, says=f"{urlsplit(url).hostname} has no address", cure="mend the URL or DNS")
    except (aiohttp.ClientSSLError, ssl.SSLError):
        return Finding(
            part=part,
            says=f"{url} has no valid TLS certificate",
            cure="have its owner renew it, or install the authority that signed it",
        )
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Finding(
            part=part, says=f"no connection to {url}: {_why(error)}", cure="open the firewall's way out"
        )
    return Finding(part=part, says=f"{url} answers (HTTP {status})")


async def _get(url: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
    async with (
        aiohttp.ClientSession(timeout=_TIMEOUT) as session,
        session.get(url, headers=headers, allow_redirects=False) as answer,
    ):
        return answer.status, await answer.content.read(64 * 1024)


def _why(error: Exception) -> str:
    return "timeout" if isinstance(error, TimeoutError) else str(error) or type(error).__name__

"""Access tokens for Google Cloud: by a service account's key, a user's refresh token or the metadata server.

Google's own library would do the same with blocking calls and a second HTTP stack.
Source: google-auth 2.62.2 `oauth2/_client.py`, `compute_engine/_metadata.py` (checked 2026-11-23).
"""

import asyncio
import base64
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlencode

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.upstream_failures import failure_of_status, misconfigured
from cavendish.adapters.upstream.upstream_http import QUICK_CALL_S, Answer, UpstreamHttp
from cavendish.domain.clock import Clock
from cavendish.domain.errors import SetupError

_SCOPE: Final = "https://www.googleapis.com/auth/cloud-platform"
_TOKEN_URI: Final = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_JWT_GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_JWT_LIFE_S: Final = 3600
_REFRESH_BEFORE_MS: Final = 5 * 60 * 1000
_WORTH_CORRECTING_MS: Final = 30_000
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


class _Token(msgspec.Struct):
    access_token: str
    expires_in: int = 3599


class _KeyFile(msgspec.Struct):
    """Of a service account or of a user; which one, `type` says."""

    type: str
    client_email: str = ""
    private_key: str = ""
    private_key_id: str = ""
    client_id: str = ""
    client_secret: str = ""
    refresh_token: str = ""
    token_uri: str = _TOKEN_URI


class TokenGrant(Protocol):
    async def ask(self, http: UpstreamHttp, *, now_ms: int) -> Answer:
        """Ask for a new token; whatever the answer."""
        ...


class ServiceAccountGrant:
    """Signs a statement with the account's key and exchanges it."""

    def __init__(self, account: _KeyFile, key: rsa.RSAPrivateKey) -> None:
        self._account = account
        self._key = key

    async def ask(self, http: UpstreamHttp, *, now_ms: int) -> Answer:
        form = urlencode({"grant_type": _JWT_GRANT, "assertion": self._assertion(now_ms // 1000)})
        return await http.send(
            "POST",
            self._account.token_uri,
            deadline=Deadline(QUICK_CALL_S),
            headers=_FORM,
            data=form.encode(),
        )

    def _assertion(self, now_s: int) -> str:
        header = {"alg": "RS256", "typ": "JWT", "kid": self._account.private_key_id}
        claims = {
            "iss": self._account.client_email,
            "scope": _SCOPE,
            "aud": self._account.token_uri,
            "iat": now_s,
            "exp": now_s + _JWT_LIFE_S,
        }
        signed = ".".join(_url_base64(msgspec.json.encode(part)) for part in (header, claims))
        signature = self._key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_url_base64(signature)}"


class UserGrant:
    """Exchanges the refresh token that `gcloud auth application-default login` stored."""

    def __init__(self, user: _KeyFile) -> None:
        self._user = user

    async def ask(self, http: UpstreamHttp, *, now_ms: int) -> Answer:
        del now_ms
        form = urlencode(
            {
                "grant_type": "refresh_token",
                "client_id": self._user.client_id,
                "client_secret": self._user.client_secret,
                "refresh_token": self._user.refresh_token,
            }
        )
        return await http.send(
            "POST", self._user.token_uri, deadline=Deadline(QUICK_CALL_S), headers=_FORM, data=form.encode()
        )


class MetadataGrant:
    """Asks the machine that we run on, inside Google Cloud."""

    def __init__(self, host: str) -> None:
        self._url = f"http://{host}/computeMetadata/v1/instance/service-accounts/default/token"

    async def ask(self, http: UpstreamHttp, *, now_ms: int) -> Answer:
        del now_ms
        url = f"{self._url}?{urlencode({'scopes': _SCOPE})}"
        headers = {"Metadata-Flavor": "Google"}
        return await http.get(url, deadline=Deadline(QUICK_CALL_S), headers=headers)


class GoogleTokens:
    """Hands out a token, fetched once for all callers and again five minutes before it ends."""

    def __init__(self, grant: TokenGrant, http: UpstreamHttp, clock: Clock) -> None:
        self._grant = grant
        self._http = http
        self._clock = clock
        self._token = ""
        self._ends_at_ms = 0
        self._fetching = asyncio.Lock()

    async def token(self) -> str:
        """A token good for some minutes. ProviderError, MISCONFIGURED when Google refuses us one."""
        async with self._fetching:
            if self._clock.now_ms() >= self._ends_at_ms - _REFRESH_BEFORE_MS:
                await self._fetch()
            return self._token

    def forget(self, token: str) -> None:
        """The upstream refused this token: fetch another next time."""
        if token == self._token:
            self._ends_at_ms = 0

    async def _fetch(self) -> None:
        now_ms = self._clock.now_ms()
        answer = await self._grant.ask(self._http, now_ms=now_ms)
        if answer.status == 400 and (skew_ms := _skew_ms(answer, now_ms)):
            # A statement dated by a wrong clock is refused: date it by theirs.
            answer = await self._grant.ask(self._http, now_ms=now_ms + skew_ms)
        if answer.status in (400, 401, 403, 404):
            raise misconfigured(answer.provider, f"Google grants no token: HTTP {answer.status}")
        if answer.status != 200:
            raise failure_of_status(answer.provider, answer.status, "while asking for a token")
        token = answer.read(_Token)
        self._token = token.access_token
        self._ends_at_ms = now_ms + token.expires_in * 1000


def _skew_ms(answer: Answer, now_ms: int) -> int:
    """By how much our clock is behind theirs, when that is worth correcting; else 0."""
    try:
        theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (TypeError, ValueError):
        return 0
    skew_ms = round(theirs.timestamp() * 1000) - now_ms
    return skew_ms if abs(skew_ms) > _WORTH_CORRECTING_MS else 0


def _url_base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def find_grant(environ: Mapping[str, str]) -> TokenGrant:
    """The grant that the environment names, in Google's usual order; SetupError when a file makes no sense.

    CAVENDISH_VERTEX_AUTH=metadata asks the machine, =gcloud takes the login of the gcloud tool.
    """
    how = environ.get("CAVENDISH_VERTEX_AUTH", "")
    if how == "metadata":
        return MetadataGrant(environ.get("GCE_METADATA_HOST") or "metadata.google.internal")
    if how == "gcloud":
        folder = environ.get("CLOUDSDK_CONFIG") or f"{environ.get('HOME', '~')}/.config/gcloud"
        return _read_key_file(Path(folder).expanduser() / "application_default_credentials.json")
    return _read_key_file(Path(environ["GOOGLE_APPLICATION_CREDENTIALS"]))


def _read_key_file(path: Path) -> TokenGrant:
    try:
        account = msgspec.json.decode(path.read_bytes(), type=_KeyFile)
    except OSError as error:
        raise SetupError(f"Google credentials {path} cannot be read: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise SetupError(f"Google credentials {path} are no key file: {error}") from error
    if account.type == "authorized_user":
        return UserGrant(account)
    if account.type != "service_account":
        raise SetupError(
            f"Google credentials {path} are of type {account.type!r}; give a service account's or a user's,"
            " or set CAVENDISH_VERTEX_AUTH=metadata inside Google Cloud"
        )
    try:
        key = serialization.load_pem_private_key(account.private_key.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SetupError(f"Google credentials {path} hold no readable private key") from error
    if not isinstance(key, rsa.RSAPrivateKey):
        raise SetupError(f"Google credentials {path} hold a key that is not RSA")
    return ServiceAccountGrant(account, key)

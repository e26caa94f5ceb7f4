"""Who calls, and whether they may call once more: before anything of the request is read."""

from urllib.parse import parse_qsl

from cavendish.bootstrap import ApiServices
from cavendish.domain.api_key import ApiKey
from cavendish.domain.errors import ForbiddenError, NotReadyError, TooManyRequestsError
from cavendish.entrypoints.api.answers.api_dialect import ApiDialect, dialect_of, speaks_gemini
from cavendish.entrypoints.api.gates.page_session import PageSession
from cavendish.entrypoints.api.passing.exchange import Exchange
from cavendish.services.limit_requests import RateDecision

API_PREFIX = "/api/"
_OPEN_PATHS = frozenset({"/api/v1"})


def needs_key(path: str) -> bool:
    """Everything under /api/ but its front door, unknown paths too: strangers learn nothing of the rest.

    So are the paths of the other APIs that are spoken here.
    """
    if dialect_of(path) is not ApiDialect.TASKS:
        return True
    return path.startswith(API_PREFIX) and path not in _OPEN_PATHS


def _credential(exchange: Exchange) -> bytes | None:
    """What stands where an `Authorization` header does; Google's clients send their key by other ways."""
    if speaks_gemini(exchange.path):
        key = exchange.headers.get(b"x-goog-api-key")
        if key is None:
            fields = dict(parse_qsl(exchange.scope["query_string"].decode("latin-1")))
            key = fields["key"].encode("utf-8", "surrogateescape") if "key" in fields else None
        if key is not None:
            return b"Bearer " + key
    return exchange.headers.get(b"authorization")


def _admit(exchange: Exchange, key: ApiKey) -> ApiKey:
    exchange.key_id = key.id
    if key.allowed_networks and not key.may_call_from(exchange.address):
        raise ForbiddenError(
            f"This key may not be used from {exchange.address or 'an unknown address'}: "
            "call from an address on its list, or ask the operator to add this one"
        )
    return key


class KeyGate:
    """Authenticates and counts. What is counted stands in the exchange, for the answer's headers."""

    def __init__(self, services: ApiServices) -> None:
        self._authenticate = services.authenticate
        self._limit_requests = services.limit_requests
        self._sessions = services.sessions
        self._page_session = PageSession(services.settings.public_url)

    def recognise(self, exchange: Exchange) -> ApiKey | None:
        """The calling key without any waiting, if it was seen before; else ask `identify`.

        Raises ForbiddenError for an address it is not for.
        """
        key = self._authenticate.find_known(_credential(exchange))
        return None if key is None else _admit(exchange, key)

    async def identify(self, exchange: Exchange) -> ApiKey:
        """The calling key. Raises UnauthenticatedError, and ForbiddenError for an address it is not for.

        A session's cookie counts only where no key is given, and only from our own pages.
        """
        return self.recognise(exchange) or _admit(exchange, await self._look_up(exchange))

    async def _look_up(self, exchange: Exchange) -> ApiKey:
        authorization = _credential(exchange)
        token = None if authorization is not None else self._page_session.find_token(exchange.headers)
        if token is None:
            return await self._authenticate(authorization, address=exchange.address)
        return await self._sessions.find(token, address=exchange.address)

    def count_ahead(self, exchange: Exchange, key: ApiKey) -> bool:
        """Count this request without waiting, if its key is far from its limit; False: it is not counted."""
        rate = self._limit_requests.pass_ahead(key)
        exchange.rate = rate
        return rate is not None

    async def count(self, exchange: Exchange, key: ApiKey) -> None:
        """Count this request. Raises TooManyRequestsError when the minute is used up."""
        if self.count_ahead(exchange, key):
            return
        try:
            rate = await self._limit_requests(key)
        except NotReadyError as error:
            exchange.rate = RateDecision(
                is_allowed=False, limit=key.requests_per_minute, remaining=0, reset_s=error.retry_after_s
            )
            raise
        exchange.rate = rate
        if not rate.is_allowed:
            raise TooManyRequestsError(
                f"Too many requests: this key may make {rate.limit} a minute; "
                f"try again in {rate.reset_s} seconds",
                retry_after_s=rate.reset_s,
            )

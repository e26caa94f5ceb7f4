"""Whether a call to the admin API is the operator's: before anything of the request is read."""

from collections.abc import Mapping
from typing import Final

from cavendish.bootstrap import ApiServices
from cavendish.domain.errors import AdminUnauthenticatedError, ForbiddenError
from cavendish.domain.guess_guard import GuessGuard
from cavendish.entrypoints.api.gates.session_cookie import SessionCookie
from cavendish.entrypoints.api.passing.exchange import Exchange
from cavendish.services.admit_admin import SESSION_LIFETIME_S, AdminSession, AdmitAdmin, is_csrf_token

ADMIN_PREFIX: Final = "/admin/api/"
SIGN_IN_PATH: Final = "/admin/api/v1/session"
CSRF_HEADER: Final = b"x-csrf-token"
_COOKIE: Final = "cavendish_console"
_READING: Final = ("GET", "HEAD")
_BEARER: Final = b"bearer "


def needs_admin(path: str) -> bool:
    """Everything under /admin/api/, unknown paths too."""
    return path.startswith(ADMIN_PREFIX)


def is_foreign(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the browser says that another site's page asks."""
    return headers.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none")


class AdminGate:
    """Admits by `Authorization: Bearer <admin token>`, or by the cookie of a signed-in browser.

    With the cookie, changes need the session's token in `X-CSRF-Token`, and no other site may ask.
    """

    def __init__(self, services: ApiServices) -> None:
        self.admit_admin = AdmitAdmin(
            services.pool, services.clock, token=services.settings.admin_token, guard=GuessGuard()
        )
        self.cookie = SessionCookie(
            _COOKIE, public_url=services.settings.public_url, lifetime_s=SESSION_LIFETIME_S
        )

    async def admit(self, exchange: Exchange, *, method: str, path: str) -> None:
        """Raises AdminUnauthenticatedError and ForbiddenError; signing in is for everybody to try."""
        if path == SIGN_IN_PATH and method == "POST":
            return
        self.admit_admin.require_token()
        authorization = exchange.headers.get(b"authorization")
        if authorization is not None:
            await self.admit_admin.check_token(_bearer(authorization), address=exchange.address)
            return
        session = await self.find_session(exchange.headers)
        if session is None:
            raise AdminUnauthenticatedError
        if is_foreign(exchange.headers):
            raise ForbiddenError("This call came from another site's page")
        sent = exchange.headers.get(CSRF_HEADER, b"").decode("latin-1")
        if method not in _READING and not is_csrf_token(session, sent):
            raise ForbiddenError("Send the csrfToken of your session in X-CSRF-Token")

    async def find_session(self, headers: Mapping[bytes, bytes]) -> AdminSession | None:
        """The session of a signed-in browser."""
        secret = self.cookie.find(headers)
        return None if secret is None else await self.admit_admin.find_session(secret)


def _bearer(authorization: bytes) -> str:
    text = authorization.strip()
    if text[: len(_BEARER)].lower() != _BEARER:
        return ""
    return text[len(_BEARER) :].strip().decode("utf-8", "replace")

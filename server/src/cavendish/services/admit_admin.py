"""Use case: tell whether a request is the operator's, by token or by a signed-in browser."""

import asyncio
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.console_session_rows import delete_session, find_session, insert_session
from cavendish.domain.clock import Clock
from cavendish.domain.errors import AdminUnauthenticatedError, ForbiddenError, NotReadyError
from cavendish.domain.guess_guard import GuessGuard

SESSION_LIFETIME_S: Final = 12 * 3600
_CLOSED: Final = (
    "No admin token is set on this server: start it with CAVENDISH_ADMIN_TOKEN set to a long random text"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminSession:
    """A browser that is signed in. Its secret is known to that browser only, and never to its scripts."""

    secret: str
    csrf_token: str
    """What its pages must send with every change."""
    expires_at_ms: int


class AdmitAdmin:
    """`token` None: nobody is admitted. Wrong guesses from one address are answered ever more slowly."""

    def __init__(self, pool: Pool, clock: Clock, *, token: str | None, guard: GuessGuard) -> None:
        self._pool = pool
        self._clock = clock
        self._token = token
        self._guard = guard

    @property
    def is_open(self) -> bool:
        """Some token admits; without one the console can only say how to set it."""
        return self._token is not None

    def require_token(self) -> str:
        """The token that admits. Raises ForbiddenError, which says how to set one, when there is none."""
        if self._token is None:
            raise ForbiddenError(_CLOSED)
        return self._token

    async def check_token(self, token: str, *, address: str) -> None:
        """Raises AdminUnauthenticatedError for a wrong token, ForbiddenError when none is set."""
        expected = self.require_token()
        delay_s = self._guard.delay_s(address, self._clock.now_ms())
        if delay_s:
            await asyncio.sleep(delay_s)
        # Digests are of one length: the time that the comparison takes tells nothing.
        if not hmac.compare_digest(_digest(token), _digest(expected)):
            self._guard.note_failure(address, self._clock.now_ms())
            raise AdminUnauthenticatedError

    async def sign_in(self, token: str, *, address: str) -> AdminSession:
        """A new session of 12 hours. Raises as `check_token` does, and NotReadyError."""
        await self.check_token(token, address=address)
        secret = secrets.token_urlsafe(32)
        try:
            expires_at_ms = await insert_session(
                self._pool, self._id(secret), lifetime_ms=SESSION_LIFETIME_S * 1000
            )
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Nobody can sign in now; try again shortly") from error
        return AdminSession(secret=secret, csrf_token=_csrf_token(secret), expires_at_ms=expires_at_ms)

    async def find_session(self, secret: str) -> AdminSession | None:
        """The live session of this secret. Raises NotReadyError."""
        if self._token is None:
            return None
        try:
            expires_at_ms = await find_session(self._pool, self._id(secret))
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Sessions cannot be checked now; try again shortly") from error
        if expires_at_ms is None:
            return None
        return AdminSession(secret=secret, csrf_token=_csrf_token(secret), expires_at_ms=expires_at_ms)

    async def sign_out(self, secret: str) -> None:
        """End a session in every process, at once."""
        try:
            await delete_session(self._pool, self._id(secret))
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Nobody can sign out now; try again shortly") from error

    def _id(self, secret: str) -> bytes:
        """What is stored of a session: of no use without its secret, and over with the admin token."""
        return hmac.digest((self._token or "").encode("utf-8", "surrogatepass"), _digest(secret), "sha256")


def is_csrf_token(session: AdminSession, sent: str) -> bool:
    """Whether a page of this session sent it; another site's page cannot read it."""
    return hmac.compare_digest(_digest(sent), _digest(session.csrf_token))


def _csrf_token(secret: str) -> str:
    return hmac.new(secret.encode("utf-8", "surrogatepass"), b"csrf", "sha256").hexdigest()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()

"""Use case: tell whose key a request carries."""

import asyncio
import re
from collections.abc import Callable
from hashlib import blake2s
from typing import Final

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.key_rows import find_by_hash
from cavendish.domain.api_key import ApiKey, hash_secret
from cavendish.domain.clock import Clock
from cavendish.domain.errors import NotReadyError, UnauthenticatedError
from cavendish.domain.guess_guard import GuessGuard

_BEARER: Final = re.compile(rb"\s*bearer[ \t]+([!-~]{1,512})\s*", re.IGNORECASE)
_CACHED_KEYS: Final = 20_000


class Authenticate:
    """Knows keys from memory while the database's notifications arrive; asks it otherwise.

    `may_cache` says whether they arrive; `forget_keys` is called when a key changes or some
    notification may have been missed.
    """

    def __init__(self, pool: Pool, clock: Clock, *, guard: GuessGuard, may_cache: Callable[[], bool]) -> None:
        self._pool = pool
        self._clock = clock
        self._guard = guard
        self._may_cache = may_cache
        self._known: dict[bytes, ApiKey] = {}
        """By a digest of the whole header, for no secret is kept: a known caller costs it and a look-up."""
        self._unknown: set[bytes] = set()
        self._generation = 0

    def forget_keys(self) -> None:
        self._known.clear()
        self._unknown.clear()
        self._generation += 1

    def find_known(self, authorization: bytes | None) -> ApiKey | None:
        """The live key of a header that was seen before, without any waiting; None says nothing."""
        if authorization is None:
            return None
        key = self._known.get(blake2s(authorization).digest())
        if key is None or (key.expires_at_ms is not None and key.expires_at_ms <= self._clock.now_ms()):
            return None
        return key

    async def __call__(self, authorization: bytes | None, *, address: str) -> ApiKey:
        """The live key of an `Authorization` header. Raises UnauthenticatedError.

        A known key costs no query, nor does one that is known to be bad. Bad keys from one address are
        answered ever more slowly; its good keys are not.
        """
        if (known := self.find_known(authorization)) is not None:
            return known
        match = _BEARER.fullmatch(authorization) if authorization else None
        if authorization is None or match is None:
            raise UnauthenticatedError
        generation = self._generation
        key = await self._look_up(hash_secret(match[1].decode("ascii")), address)
        # A change that came while we asked may not be in the answer: then it is not kept.
        if self._may_cache() and generation == self._generation:
            self._make_room()
            self._known[blake2s(authorization).digest()] = key
        if key.expires_at_ms is not None and key.expires_at_ms <= self._clock.now_ms():
            raise UnauthenticatedError
        return key

    async def _look_up(self, secret_hash: bytes, address: str) -> ApiKey:
        delay_s = self._guard.delay_s(address, self._clock.now_ms())
        if delay_s:
            await asyncio.sleep(delay_s)
        key = None
        if secret_hash not in self._unknown:
            key = await self._ask_database(secret_hash)
        if key is None:
            self._guard.note_failure(address, self._clock.now_ms())
            raise UnauthenticatedError
        return key

    async def _ask_database(self, secret_hash: bytes) -> ApiKey | None:
        generation = self._generation
        try:
            key = await find_by_hash(self._pool, secret_hash)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Keys cannot be checked now; try again shortly") from error
        if key is None and self._may_cache() and generation == self._generation:
            self._make_room()
            self._unknown.add(secret_hash)
        return key

    def _make_room(self) -> None:
        if len(self._known) + len(self._unknown) >= _CACHED_KEYS:
            self._known.clear()
            self._unknown.clear()

"""Use case: the scheduled housekeeping; every part may run at any time, on any worker, again."""

from typing import Final

import structlog

from cavendish.database.connection_pool import Pool
from cavendish.database.job_queue import enqueue_tasks
from cavendish.database.task_rows import (
    delete_old_idempotency_keys,
    delete_old_tasks,
    list_expired_assets,
    list_jobless_tasks,
    mark_assets_deleted,
    prune_job_log,
)
from cavendish.database.upload_rows import delete_uploads, list_expired_uploads
from cavendish.domain.clock import Clock
from cavendish.domain.ids import TaskId
from cavendish.domain.task import RESULT_LIFETIME_MS, asset_key
from cavendish.domain.upload import UPLOAD_GRACE_MS
from cavendish.ports.asset_store import AssetStore

_BATCH: Final = 500
_LOG_BATCH: Final = 10_000
_DAY_MS: Final = 24 * 3600 * 1000
IDEMPOTENCY_LIFETIME_MS: Final = 2 * _DAY_MS
_JOBLESS_AFTER_MS: Final = 60_000

_log = structlog.get_logger("cavendish.tidy_up")


class TidyUp:
    def __init__(self, pool: Pool, store: AssetStore, clock: Clock, *, retention_days: int) -> None:
        self._pool = pool
        self._store = store
        self._clock = clock
        self._retention_days = retention_days

    async def expire_results(self) -> int:
        """Delete the bytes of pictures whose links have expired; returns how many. Raises StorageError."""
        deleted = 0
        due_ms = self._clock.now_ms() - RESULT_LIFETIME_MS
        while expired := await list_expired_assets(self._pool, completed_before_ms=due_ms, limit=_BATCH):
            await self._store.delete([asset_key(f"{token}.{kind.extension}") for _, token, kind in expired])
            await mark_assets_deleted(self._pool, [task_id for task_id, _, _ in expired])
            deleted += len(expired)
        if deleted:
            _log.info("expired results deleted", count=deleted)
        return deleted

    async def expire_uploads(self) -> int:
        """Delete uploads whose day is over; returns how many. Raises StorageError."""
        deleted = 0
        due_ms = self._clock.now_ms() - UPLOAD_GRACE_MS
        while expired := await list_expired_uploads(self._pool, expired_before_ms=due_ms, limit=_BATCH):
            await self._store.delete([upload.storage_key for upload in expired])
            await delete_uploads(self._pool, [upload.token for upload in expired])
            deleted += len(expired)
        return deleted

    async def forget_old_tasks(self) -> int:
        """Delete ended tasks older than the retention time, and what hangs on them; returns how many."""
        now_ms = self._clock.now_ms()
        # Ids begin with their creation time, so the oldest tasks are the primary key's first rows.
        below = TaskId(f"task_{now_ms - self._retention_days * _DAY_MS:012x}")
        deleted = 0
        while count := await delete_old_tasks(self._pool, below=below, limit=_BATCH):
            deleted += count
        await delete_old_idempotency_keys(self._pool, created_before_ms=now_ms - IDEMPOTENCY_LIFETIME_MS)
        while await prune_job_log(self._pool, limit=_LOG_BATCH):
            pass
        return deleted

    async def requeue_jobless_tasks(self) -> int:
        """Give live tasks without a job a new one; returns how many, which should always be 0."""
        task_ids = await list_jobless_tasks(self._pool, older_than_ms=_JOBLESS_AFTER_MS, limit=_BATCH)
        if task_ids:
            _log.warning("tasks without a job queued again", task_ids=task_ids)
            async with self._pool.acquire() as connection, connection.transaction():
                await enqueue_tasks(connection, task_ids)
        return len(task_ids)

"""Use case: accept a request and make it durable, many at a time."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, TypeAlias

import structlog

from cavendish.database.batcher import MAX_WAITING, REFUSED_ROW_ERRORS, Batcher, sparing_neighbours
from cavendish.database.connection_pool import CONNECTION_ERRORS, Connection, Pool
from cavendish.database.job_queue import RUN_TASK, enqueue_tasks
from cavendish.database.ledger_rows import Hold, take_holds
from cavendish.database.task_rows import (
    EarlierTask,
    KeyLoad,
    count_live,
    find_idempotent,
    insert_tasks,
    lock_keys,
    set_live_bounds,
    store_plainly,
)
from cavendish.domain.errors import (
    BalanceUsedUpError,
    ConflictError,
    InvalidRequestError,
    NotReadyError,
    RequestRefusedError,
    StorageError,
    TaskFailedError,
    TooManyLiveTasksError,
    UnauthenticatedError,
)
from cavendish.domain.generation import UPLOAD_SCHEME, ReferenceImage
from cavendish.domain.ids import ApiKeyId, TaskId
from cavendish.domain.price_list import MICROUSD_PER_USD, price_for
from cavendish.domain.spread import Spread
from cavendish.domain.task import NewTask
from cavendish.ports.asset_store import AssetStore

_BATCH: Final = 500
_BATCH_BOUNDS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_RETRY_AFTER_S: Final = 5
_READ_AT_ONCE: Final = 2
"""A picture at the pixel limit takes 160 MB while it is decoded."""
_Group: TypeAlias = tuple[NewTask, ...]
"""Tasks that are stored together or not at all."""

_log: Final = structlog.stdlib.get_logger("cavendish.submit_task")


class _PerhapsStoredError(NotReadyError):
    """The database went away over tasks, or this process is stopping: they may have been stored, or not."""


class SubmitTask:
    """Stores tasks and their jobs in one transaction a batch and answers after its COMMIT.

    `read_data_url` turns a `data:` URL into a checked picture, raising TaskFailedError; it runs in a thread.
    """

    def __init__(
        self,
        pool: Pool,
        store: AssetStore,
        *,
        read_data_url: Callable[[str], ReferenceImage],
        most_waiting: int = MAX_WAITING,
    ) -> None:
        self._pool = pool
        self._store = store
        self._read_data_url = read_data_url
        self._turn = asyncio.Semaphore(_READ_AT_ONCE)
        self.batch_sizes = Spread(_BATCH_BOUNDS)
        self._batcher: Batcher[_Group, tuple[TaskId, ...]] = Batcher(
            sparing_neighbours(self._commit),
            max_items=_BATCH,
            max_waiting=most_waiting,
        )
        self._watched: set[ApiKeyId] = set()
        """Keys whose last batch had to be looked at task by task: the short way would be tried in vain."""

    async def __call__(self, task: NewTask) -> TaskId:
        """Return the task's id once it can no longer be lost.

        The same idempotency key and body again give the earlier task's id. Raises ConflictError for another
        body under the same key, TooManyLiveTasksError over the key's cap, BalanceUsedUpError when its money
        does not suffice, InvalidRequestError for a bad `data:` picture, NotReadyError without the database or
        when such a picture cannot be stored.
        """
        return (await self.together((task,)))[0]

    async def together(self, tasks: Sequence[NewTask]) -> tuple[TaskId, ...]:
        """Store all of these tasks of one key, or none of them; raises what a single one would."""
        group = tuple(tasks)
        if not any(url.startswith("data:") for url in group[0].request.image_urls):
            return await self._submit(group)
        group = await self._store_data_urls(group)
        try:
            task_ids = await self._submit(group)
        except _PerhapsStoredError:
            raise  # a stored task needs its pictures: they stay
        except (RequestRefusedError, *REFUSED_ROW_ERRORS):
            await self._delete_pictures(group)
            raise
        # A repeat under the same idempotency key is an earlier task, which has pictures of its own.
        await self._delete_pictures([task for task in group if task.id not in task_ids])
        return task_ids

    async def _submit(self, group: _Group) -> tuple[TaskId, ...]:
        coming = self._batcher(group)  # what is refused here was never handed over
        try:
            return await coming
        except (NotReadyError, *CONNECTION_ERRORS) as error:
            raise _PerhapsStoredError("The task could not be stored; try again shortly") from error

    async def _store_data_urls(self, group: _Group) -> _Group:
        """Every task gets a copy of its own: it may outlive the others. All are read before any is stored."""
        pictures = await self._read_pictures(group[0].request.image_urls)
        kept = tuple(_naming_places(task, pictures) for task in group)
        try:
            for task, named in zip(group, kept, strict=True):
                for url, place in zip(task.request.image_urls, named.request.image_urls, strict=True):
                    if (picture := pictures.get(url)) is not None:
                        key = place.removeprefix(UPLOAD_SCHEME)
                        await self._store.put(key, picture.content, media_type=picture.media_type)
        except BaseException as error:
            await self._delete_pictures(kept)
            if isinstance(error, StorageError):
                raise NotReadyError("The pictures cannot be stored now; try again shortly") from error
            raise
        return kept

    async def _read_pictures(self, urls: Sequence[str]) -> dict[str, ReferenceImage]:
        """The picture in each `data:` URL, however often it is named."""
        pictures: dict[str, ReferenceImage] = {}
        for index, url in enumerate(urls):
            if url.startswith("data:") and url not in pictures:
                pictures[url] = await self._read_picture(url, index)
        return pictures

    async def _delete_pictures(self, refused: Sequence[NewTask]) -> None:
        """Those that were stored for these tasks alone: without a task nothing would ever delete them."""
        keys = [
            url.removeprefix(UPLOAD_SCHEME)
            for task in refused
            for url in task.request.image_urls
            if url.startswith(UPLOAD_SCHEME + _pictures_of(task))
        ]
        try:
            await self._store.delete(keys)
        except StorageError as error:
            _log.warning("pictures of refused tasks could not be deleted", reason=str(error))

    async def _read_picture(self, url: str, index: int) -> ReferenceImage:
        try:
            async with self._turn:
                return await asyncio.to_thread(self._read_data_url, url)
        except TaskFailedError as error:
            raise InvalidRequestError(
                field=f"input.image_urls[{index}]", problem=f"cannot be used: {error}"
            ) from error

    async def _commit(self, batch: Sequence[_Group]) -> Sequence[tuple[TaskId, ...] | Exception]:
        tasks = [task for group in batch for task in group]
        asked = Counter(task.api_key_id for task in tasks)
        self.batch_sizes.add(len(tasks))
        is_plain = self._watched.isdisjoint(asked) and not any(task.idempotency_key for task in tasks)
        if is_plain and await store_plainly(self._pool, asked, tasks, entrypoint=RUN_TASK):
            return [tuple(task.id for task in group) for group in batch]
        async with self._pool.acquire() as connection, connection.transaction():
            results, watched = await _store_batch(connection, batch, asked)
        self._watched.difference_update(asked)
        self._watched.update(watched)
        return results


def _pictures_of(task: NewTask) -> str:
    return f"uploads/{task.id}/"


def _naming_places(task: NewTask, pictures: Collection[str]) -> NewTask:
    """The task with the places in our storage for those of its pictures that came within the request."""
    urls = (
        f"{UPLOAD_SCHEME}{_pictures_of(task)}{index}" if url in pictures else url
        for index, url in enumerate(task.request.image_urls)
    )
    return task._replace(request=task.request._replace(image_urls=tuple(urls)))


async def _store_batch(
    connection: Connection, batch: Sequence[_Group], asked: Mapping[ApiKeyId, int]
) -> tuple[list[tuple[TaskId, ...] | Exception], set[ApiKeyId]]:
    """What became of each group, and the keys that have to be looked at in the next batch, too."""
    loads = await lock_keys(connection, asked)
    near_cap = [key_id for key_id, load in loads.items() if load.live_bound > load.max_live_tasks]
    counted = await count_live(connection, near_cap) if near_cap else {}
    live = {
        key_id: counted.get(key_id, 0) if key_id in near_cap else load.live_bound - asked[key_id]
        for key_id, load in loads.items()
    }
    named = [
        (task.api_key_id, task.idempotency_key)
        for group in batch
        for task in group
        if task.idempotency_key is not None
    ]
    earlier = await find_idempotent(connection, named) if named else {}
    admission = _Admission(loads, live, earlier)
    results = [admission.admit(group) for group in batch]
    if admission.accepted:
        holds = admission.holds
        await insert_tasks(
            connection, admission.accepted, holds={hold.task_id: hold.amount_microusd for hold in holds}
        )
        if holds:
            await take_holds(connection, holds)
        await enqueue_tasks(connection, [task.id for task in admission.accepted])
    if near_cap:
        await set_live_bounds(connection, {key_id: admission.live[key_id] for key_id in near_cap})
    return results, {
        key_id
        for key_id, load in loads.items()
        if load.balance_microusd is not None or admission.live[key_id] >= load.max_live_tasks
    }


class _Admission:
    """Decides on one batch, task by task; what one takes is gone for the next."""

    def __init__(
        self,
        loads: Mapping[ApiKeyId, KeyLoad],
        live: Mapping[ApiKeyId, int],
        earlier: dict[tuple[ApiKeyId, str], EarlierTask],
    ) -> None:
        self._loads = loads
        self.live = Counter(live)
        """At most so many tasks of each key live."""
        self._balances = {key_id: load.balance_microusd for key_id, load in loads.items()}
        self._earlier = earlier
        self.accepted: list[NewTask] = []
        self.holds: list[Hold] = []

    def admit(self, group: _Group) -> tuple[TaskId, ...] | Exception:
        """The ids of tasks to be stored, or of earlier ones, or why none of the group is taken."""
        task_ids: list[TaskId] = []
        before, held_before = len(self.accepted), len(self.holds)
        for task in group:
            result = self._admit_one(task)
            if isinstance(result, Exception):
                self._give_back(before, held_before)
                return result
            task_ids.append(result)
        return tuple(task_ids)

    def _give_back(self, before: int, held_before: int) -> None:
        for task in self.accepted[before:]:
            self.live[task.api_key_id] -= 1
            if task.idempotency_key is not None:
                del self._earlier[task.api_key_id, task.idempotency_key]
        for hold in self.holds[held_before:]:
            self._balances[hold.key_id] = (self._balances[hold.key_id] or 0) + hold.amount_microusd
        del self.accepted[before:], self.holds[held_before:]

    def _admit_one(self, task: NewTask) -> TaskId | Exception:
        load = self._loads.get(task.api_key_id)
        if load is None or load.is_revoked:
            return UnauthenticatedError()
        name = (task.api_key_id, task.idempotency_key or "")
        if task.idempotency_key is not None and (known := self._earlier.get(name)) is not None:
            if known.body_digest == task.body_digest:
                return known.task_id
            return ConflictError(
                "Idempotency-Key was used with another request body: send the same body, or a new key"
            )
        if self.live[task.api_key_id] >= load.max_live_tasks:
            return TooManyLiveTasksError(
                f"Too many tasks at once: this key may have {load.max_live_tasks} pending or processing; "
                "wait for one to end",
                retry_after_s=_RETRY_AFTER_S,
            )
        if (refusal := self._hold(task, load)) is not None:
            return refusal
        self.live[task.api_key_id] += 1
        self.accepted.append(task)
        if task.idempotency_key is not None:
            self._earlier[name] = EarlierTask(task_id=task.id, body_digest=task.body_digest)
        return task.id

    def _hold(self, task: NewTask, load: KeyLoad) -> BalanceUsedUpError | None:
        balance = self._balances[task.api_key_id]
        if balance is None:
            return None
        price = price_for(task.price_microusd, percent=load.price_percent)
        if price > balance:
            return BalanceUsedUpError(
                f"Balance used up: this picture costs ${price / MICROUSD_PER_USD:.6g} and "
                f"${balance / MICROUSD_PER_USD:.6g} is left; "
                "wait for tasks to end, or ask the operator to top up"
            )
        self._balances[task.api_key_id] = balance - price
        self.holds.append(Hold(key_id=task.api_key_id, task_id=task.id, amount_microusd=price))
        return None

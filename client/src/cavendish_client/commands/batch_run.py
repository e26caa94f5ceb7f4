"""Makes the pictures of a batch, going on where an earlier run ended."""

import uuid
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cavendish_client.async_client import AsyncCavendish
from cavendish_client.batch import run_bounded
from cavendish_client.commands.batch_journal import BatchJournal, RowRecord, Step
from cavendish_client.commands.batch_rows import BatchRow
from cavendish_client.commands.picture_names import ending
from cavendish_client.errors import (
    BodyTooLargeError,
    ConflictError,
    ExpiredError,
    InvalidRequestError,
    NotFoundError,
    ReferenceImageError,
    SubmitUncertainError,
    TaskFailedError,
    WaitTimeoutError,
)
from cavendish_client.task import Task

_THE_ROWS_FAULT: Final = (
    BodyTooLargeError,
    ConflictError,
    ExpiredError,
    InvalidRequestError,
    NotFoundError,
    ReferenceImageError,
    SubmitUncertainError,
    TaskFailedError,
)
"""Ends one row. Anything else (the key, the balance, the connection) would meet the others too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowResult:
    """What became of a row: a file, or why there is none."""

    row: BatchRow
    record: RowRecord

    @property
    def is_saved(self) -> bool:
        return self.record.step is Step.SAVED


class BatchRun:
    """Rows are begun in their order; each step is in the journal before the next."""

    def __init__(
        self, client: AsyncCavendish, journal: BatchJournal, folder: Path, *, timeout_s: float
    ) -> None:
        self._client = client
        self._journal = journal
        self._folder = folder
        self._timeout_s = timeout_s

    def is_open(self, row: BatchRow, *, retry_failed: bool) -> bool:
        """Whether there is anything left to do for a row."""
        record = self._journal.find(row.id)
        if record is None:
            return True
        if record.step is Step.SAVED:
            return record.path is None or not (self._folder / record.path).exists()
        return record.step is not Step.FAILED or retry_failed

    def result_of(self, row: BatchRow) -> RowResult | None:
        """What an earlier run made of it."""
        record = self._journal.find(row.id)
        return None if record is None else RowResult(row=row, record=record)

    def carry_out(self, rows: Iterable[BatchRow], *, concurrency: int) -> AsyncGenerator[RowResult, None]:
        """Each row as it ends. Raises the error of what is no row's own fault; journalled work stays."""
        return run_bounded(self._carry_out, rows, concurrency=concurrency)

    async def _carry_out(self, row: BatchRow) -> RowResult:
        record = self._journal.find(row.id)
        try:
            if record is None or record.step is Step.FAILED:
                task: Task | str = await self._submit(row, str(uuid.uuid4()))
            elif record.task_id is None:
                task = await self._submit_again(row, record.idempotency_key)
            else:
                task = record.task_id
            record = await self._fetch(row, task)
        except WaitTimeoutError:
            record = self._journal.get(row.id)
        except _THE_ROWS_FAULT as error:
            kind = type(error).__name__.removesuffix("Error")
            record = self._journal.advance(row.id, Step.FAILED, error=f"{kind}: {error}")
        return RowResult(row=row, record=record)

    async def _submit(self, row: BatchRow, idempotency_key: str) -> Task:
        self._journal.record(row.id, RowRecord(step=Step.SUBMITTING, idempotency_key=idempotency_key))
        task = await self._client.submit_request(replace(row.request, idempotency_key=idempotency_key))
        self._journal.advance(row.id, Step.SUBMITTED, task_id=task.id)
        return task

    async def _submit_again(self, row: BatchRow, idempotency_key: str) -> Task:
        """An earlier run ended between a submit and its answer: under the same key it is the same task."""
        if not await self._client.has_extensions():
            raise SubmitUncertainError(
                "an earlier run ended while it was submitted, and this service cannot tell whether it came",
                idempotency_key=idempotency_key,
            )
        return await self._submit(row, idempotency_key)

    async def _fetch(self, row: BatchRow, task: Task | str) -> RowRecord:
        ended = await self._client.wait(task, model=row.request.model, timeout_s=self._timeout_s)
        image = await self._client.download(ended)
        path = image.save(self._folder / f"{row.stem}{ending(image)}")
        return self._journal.advance(row.id, Step.SAVED, path=path.name)

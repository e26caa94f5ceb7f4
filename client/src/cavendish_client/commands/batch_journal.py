"""What a batch has done, on disk before and after each paid step, so that nothing is paid twice."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Final

from cavendish_client.commands.exit_codes import CommandError

if sys.platform != "win32":
    import fcntl

JOURNAL_NAME: Final = ".cavendish-batch.jsonl"
_VERSION: Final = 1


class Step(StrEnum):
    """How far a row has come; each is written once it is true, SUBMITTING before it is."""

    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRecord:
    """What is known of one row. `idempotency_key` names its submit, answered or not."""

    step: Step
    idempotency_key: str
    task_id: str | None = None
    path: str | None = None
    error: str | None = None


class BatchJournal:
    """One batch's records; only one process has it open."""

    def __init__(self, file: IO[str], records: dict[str, RowRecord]) -> None:
        self._file = file
        self._records = records

    @classmethod
    @contextlib.contextmanager
    def open(cls, folder: Path, *, base_url: str) -> Iterator["BatchJournal"]:
        """The journal of the batch whose pictures lie in `folder`, made when there is none.

        Raises CommandError when another run has it, or it was begun at another service.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / JOURNAL_NAME
        with path.open("a+", encoding="utf-8") as file:
            _lock(file, folder)
            records = _read_records(path, file, base_url)
            journal = cls(file, records or {})
            if records is None:
                journal.write({"version": _VERSION, "baseUrl": base_url})
            yield journal

    def find(self, row_id: str) -> RowRecord | None:
        """What is known of a row; None: it was never begun."""
        return self._records.get(row_id)

    def get(self, row_id: str) -> RowRecord:
        """What is known of a row that was begun."""
        return self._records[row_id]

    def record(self, row_id: str, record: RowRecord) -> RowRecord:
        """Write it down; on disk when this returns."""
        self.write({"row": row_id, **_show_record(record)})
        self._records[row_id] = record
        return record

    def advance(
        self,
        row_id: str,
        step: Step,
        *,
        task_id: str | None = None,
        path: str | None = None,
        error: str | None = None,
    ) -> RowRecord:
        """Write down a row's next step; its task stays known."""
        known = self._records[row_id]
        return self.record(
            row_id, replace(known, step=step, task_id=task_id or known.task_id, path=path, error=error)
        )

    def write(self, value: dict[str, Any]) -> None:
        """Append one line and wait for the disk."""
        self._file.write(json.dumps(value, ensure_ascii=False) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def _lock(file: IO[str], folder: Path) -> None:
    """Until the file is closed. Windows has no flock: there, two runs at once are not noticed."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CommandError(f"Another run is filling {folder}: wait for it, or stop it") from error


def _read_records(path: Path, file: IO[str], base_url: str) -> dict[str, RowRecord] | None:
    """The last record of each row; None of a new file.

    A last line that a crash cut short is removed: what it told is done once more, under the same key.
    """
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        file.truncate(len(whole))
    try:
        lines = [json.loads(line) for line in whole.splitlines()]
        if not lines:
            return None
        _check_header(path, lines[0], base_url)
        return {line["row"]: _read_record(line) for line in lines[1:]}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{path} is damaged ({error!r}): give another --output folder") from error


def _check_header(path: Path, header: dict[str, Any], base_url: str) -> None:
    if header.get("version") != _VERSION:
        raise CommandError(f"{path} is not of this release: give another --output folder")
    if header.get("baseUrl") != base_url:
        raise CommandError(
            f"This batch was begun at {header.get('baseUrl')}, and now {base_url} is asked: "
            "go on there, or give another --output folder"
        )


def _read_record(line: dict[str, Any]) -> RowRecord:
    return RowRecord(
        step=Step(line["step"]),
        idempotency_key=line["idempotencyKey"],
        task_id=line.get("taskId"),
        path=line.get("path"),
        error=line.get("error"),
    )


def _show_record(record: RowRecord) -> dict[str, Any]:
    told = {
        "step": record.step.value,
        "idempotencyKey": record.idempotency_key,
        "taskId": record.task_id,
        "path": record.path,
        "error": record.error,
    }
    return {name: value for name, value in told.items() if value is not None}

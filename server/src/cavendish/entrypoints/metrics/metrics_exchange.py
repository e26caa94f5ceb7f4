"""All processes of one `serve` seen as one: each leaves its figures in a folder, every second.

Counting stays in plain dictionaries; prometheus_client's own multi-process mode would put a lock and a
write to a mapped file into every request.
"""

import asyncio
import contextlib
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from typing_extensions import override

from cavendish.domain.clock import Clock

_WRITE_S: Final = 1.0
_ALIVE_MS: Final = 10_000
"""A process that left nothing for this long is dead: what it counted stays, its gauges go."""
_FOLDED_MS: Final = 120_000
_LARGEST: Final = frozenset(
    {
        "cavendish_build_info",
        "cavendish_database_up",
        "cavendish_live_tasks",
        "cavendish_oldest_pending_task_age_seconds",
        "cavendish_owed_deliveries",
        "cavendish_queue_jobs",
        "cavendish_queue_oldest_due_seconds",
        "cavendish_route_misconfigured",
        "cavendish_route_state",
        "process_max_fds",
        "process_start_time_seconds",
    }
)
"""Gauges of which the largest counts; all others add up."""


class Series(msgspec.Struct, array_like=True):
    name: str
    labels: dict[str, str]
    value: float


class Family(msgspec.Struct, array_like=True):
    """One metric of one process."""

    name: str
    documentation: str
    type: str
    series: list[Series]


_DECODER: Final = msgspec.msgpack.Decoder(list[Family])


class MetricsExchange(Collector):
    """This process's figures and those of its fellows. Without a folder, its own alone."""

    def __init__(self, own: Iterable[Collector], *, role: str, folder: Path | None, clock: Clock) -> None:
        self._own = tuple(own)
        self._folder = folder
        self._clock = clock
        self._name = f"{role}-{os.getpid()}-{secrets.token_hex(2)}.msgpack"

    async def keep_writing(self) -> None:
        """Leave the figures for the fellows, every second; until cancelled."""
        if self._folder is None:
            return
        path = self._folder / self._name
        await asyncio.to_thread(fold_dead, self._folder, now_ms=self._clock.now_ms())
        while True:
            content = msgspec.msgpack.encode(self._families())
            with contextlib.suppress(OSError):  # a full disk must not end more than the figures
                await asyncio.to_thread(_replace, path, content)
            await asyncio.sleep(_WRITE_S)

    @override
    def collect(self) -> Iterator[Metric]:
        alive: list[list[Family]] = [self._families()]
        dead: list[list[Family]] = []
        if self._folder is not None:
            for path, is_alive in _files(self._folder, now_ms=self._clock.now_ms()):
                if path.name != self._name:
                    (alive if is_alive else dead).append(_read(path))
        for family in merge(alive, dead):
            metric = Metric(family.name, family.documentation, family.type)
            for series in family.series:
                metric.add_sample(series.name, series.labels, series.value)
            yield metric

    def _families(self) -> list[Family]:
        return [
            Family(
                metric.name,
                metric.documentation,
                metric.type,
                [Series(sample.name, dict(sample.labels), float(sample.value)) for sample in metric.samples],
            )
            for collector in self._own
            for metric in collector.collect()
        ]


def merge(alive: Iterable[list[Family]], dead: Iterable[list[Family]]) -> list[Family]:
    """One family a metric: counts add up, over the dead too, so that they never go back."""
    merged: dict[str, Family] = {}
    values: dict[tuple[str, str, tuple[tuple[str, str], ...]], Series] = {}
    for families, is_alive in [*((one, True) for one in alive), *((one, False) for one in dead)]:
        for family in families:
            if family.type == "gauge" and not is_alive:
                continue
            whole = merged.setdefault(family.name, Family(family.name, family.documentation, family.type, []))
            for series in family.series:
                key = (family.name, series.name, tuple(sorted(series.labels.items())))
                if (known := values.get(key)) is None:
                    values[key] = known = Series(series.name, series.labels, series.value)
                    whole.series.append(known)
                elif family.name in _LARGEST:
                    known.value = max(known.value, series.value)
                else:
                    known.value += series.value
    return list(merged.values())


def fold_dead(folder: Path, *, now_ms: int) -> None:
    """Put the counts of dead processes into one file, so that restarts do not heap files up."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        dead = [path for path, is_alive in _files(folder, now_ms=now_ms, alive_ms=_FOLDED_MS) if not is_alive]
        if len(dead) > 1:
            content = msgspec.msgpack.encode(merge([], [_read(path) for path in dead]))
            _replace(folder / "ended.msgpack", content)
            os.utime(folder / "ended.msgpack", (0, 0))
            for path in dead:
                if path.name != "ended.msgpack":
                    path.unlink(missing_ok=True)


@contextlib.contextmanager
def open_exchange_folder(data_dir: Path) -> Iterator[Path]:
    """A new folder for the processes of one `serve`; those of servers that were killed are cleared away."""
    root = data_dir / "metrics"
    try:
        root.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="serve-", dir=root))
    except OSError:  # a data folder that may only be read: the figures need no lasting place
        root = Path(tempfile.mkdtemp(prefix="cavendish-metrics-"))
        folder = Path(tempfile.mkdtemp(prefix="serve-", dir=root))
    with (folder / ".serving").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for other in root.glob("serve-*"):
            if other != folder and _is_abandoned(other):
                shutil.rmtree(other, ignore_errors=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    try:
        with (folder / ".serving").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _files(folder: Path, *, now_ms: int, alive_ms: int = _ALIVE_MS) -> list[tuple[Path, bool]]:
    found = []
    for path in folder.glob("*.msgpack"):
        with contextlib.suppress(FileNotFoundError):
            found.append((path, now_ms - path.stat().st_mtime * 1000 < alive_ms))
    return found


def _read(path: Path) -> list[Family]:
    try:
        return _DECODER.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return []


def _replace(path: Path, content: bytes) -> None:
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.replace(path)

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from cavendish.domain.clock import SystemClock
from cavendish.domain.spread import Spread
from cavendish.entrypoints.metrics.metrics_exchange import MetricsExchange, fold_dead, open_exchange_folder


class Figures(Collector):
    def __init__(self, count: int) -> None:
        self.count = count

    def collect(self) -> Iterator[Metric]:
        counter = CounterMetricFamily("jobs", "Jobs.", labels=("kind",))
        counter.add_metric(("a",), self.count)
        yield counter
        yield GaugeMetricFamily("in_flight", "Now.", value=self.count)
        yield GaugeMetricFamily("cavendish_live_tasks", "The same everywhere.", value=self.count)
        spread = Spread((1.0, 2.0))
        for _ in range(self.count):
            spread.add(1.5)
        histogram = HistogramMetricFamily("time_seconds", "Time.", labels=())
        histogram.add_metric((), spread.cumulated(), spread.total)
        yield histogram


def exchange(folder: Path | None, count: int) -> MetricsExchange:
    return MetricsExchange((Figures(count),), role="api", folder=folder, clock=SystemClock())


async def leave_figures(folder: Path, count: int) -> Path:
    """What a fellow process does, and the file it wrote."""
    fellow = exchange(folder, count)
    path = folder / fellow._name
    writing = asyncio.create_task(fellow.keep_writing())
    async with asyncio.timeout(10):
        while not path.exists():
            await asyncio.sleep(0.01)
    writing.cancel()
    await asyncio.wait([writing])
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with open_exchange_folder(tmp_path) as opened:
        yield opened


def lines(exchange: MetricsExchange) -> set[str]:
    return {line for line in generate_latest(exchange).decode().splitlines() if not line.startswith("#")}


async def test_counts_of_all_processes_add_up_and_shared_facts_do_not(folder: Path) -> None:
    await leave_figures(folder, 2)
    shown = lines(exchange(folder, 3))
    assert {'jobs_total{kind="a"} 5.0', "in_flight 5.0", "cavendish_live_tasks 3.0"} <= shown
    assert {'time_seconds_bucket{le="1.0"} 0.0', 'time_seconds_bucket{le="2.0"} 5.0'} <= shown
    assert {"time_seconds_count 5.0", "time_seconds_sum 7.5"} <= shown


async def test_what_a_dead_process_counted_stays_and_its_gauges_go(folder: Path) -> None:
    os.utime(await leave_figures(folder, 2), (0, 0))
    shown = lines(exchange(folder, 3))
    assert {'jobs_total{kind="a"} 5.0', "in_flight 3.0", "time_seconds_count 5.0"} <= shown


async def test_files_of_the_dead_become_one_and_nothing_counted_is_lost(folder: Path) -> None:
    for count in (1, 2, 3):
        os.utime(await leave_figures(folder, count), (0, 0))
    for _ in range(2):
        fold_dead(folder, now_ms=SystemClock().now_ms())
    assert [path.name for path in folder.glob("*.msgpack")] == ["ended.msgpack"]
    assert 'jobs_total{kind="a"} 10.0' in lines(exchange(folder, 4))


async def test_half_a_file_is_passed_over(folder: Path) -> None:
    (folder / "api-1-aa.msgpack").write_bytes(b"\x93\x01")
    assert 'jobs_total{kind="a"} 3.0' in lines(exchange(folder, 3))


def test_a_process_alone_tells_its_own() -> None:
    assert 'jobs_total{kind="a"} 3.0' in lines(exchange(None, 3))


def test_folders_of_killed_servers_are_cleared_and_those_of_running_ones_kept(tmp_path: Path) -> None:
    killed = tmp_path / "metrics" / "serve-killed"
    killed.mkdir(parents=True)
    (killed / ".serving").touch()
    with open_exchange_folder(tmp_path) as one, open_exchange_folder(tmp_path) as other:
        assert one != other
        assert one.is_dir()
        assert not killed.exists()
    assert list((tmp_path / "metrics").iterdir()) == []


def test_a_data_folder_that_cannot_be_written_does_not_keep_the_server_from_starting(tmp_path: Path) -> None:
    (tmp_path / "metrics").write_text("not a folder")
    with open_exchange_folder(tmp_path) as folder:
        assert folder.is_dir()

"""What the services of a process counted: batches, ended tasks, deliveries, storage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from typing_extensions import override

from cavendish.domain.spread import Spread
from cavendish.ports.storage_tally import StorageTally


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkMetrics(Collector):
    """Reads the services' own counts; None where a process has no such service."""

    storage: StorageTally
    batch_sizes: Spread | None = None
    task_ends: Mapping[str, int] | None = None
    delivery_outcomes: Mapping[str, int] | None = None

    @override
    def collect(self) -> Iterator[Metric]:
        yield from self._storage()
        if self.batch_sizes is not None:
            sizes = HistogramMetricFamily(
                "cavendish_submit_batch_size", "Tasks stored by one transaction.", labels=()
            )
            sizes.add_metric((), self.batch_sizes.cumulated(), self.batch_sizes.total)
            yield sizes
        if self.task_ends is not None:
            yield _counter(
                "cavendish_tasks_ended", "Tasks that ended: success or the fail code.", self.task_ends
            )
        if self.delivery_outcomes is not None:
            yield _counter(
                "cavendish_deliveries",
                "Callback attempts: delivered, retried, dead, repeated, put_off.",
                self.delivery_outcomes,
            )

    def _storage(self) -> Iterator[Metric]:
        operations = CounterMetricFamily(
            "cavendish_storage_operations", "Storage operations.", labels=("operation", "outcome")
        )
        for labels, count in list(self.storage.operations.items()):
            operations.add_metric(labels, count)
        yield operations
        seconds = HistogramMetricFamily(
            "cavendish_storage_operation_duration_seconds", "Time of one.", labels=("operation",)
        )
        for operation, spread in list(self.storage.seconds.items()):
            seconds.add_metric((operation,), spread.cumulated(), spread.total)
        yield seconds


def _counter(name: str, documentation: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, documentation, labels=("outcome",))
    for outcome, count in list(counts.items()):
        family.add_metric((outcome,), count)
    return family

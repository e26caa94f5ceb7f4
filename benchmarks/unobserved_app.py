"""The API without access log and request metrics: what watching is measured against."""

from dataclasses import replace

from typing_extensions import override

from cavendish.entrypoints.api.main import EnvironmentApp
from cavendish.entrypoints.api.passing.exchange import Exchange
from cavendish.entrypoints.api.passing.request_metrics import RequestMetrics


class _NoMetrics(RequestMetrics):
    @override
    def note(self, exchange: Exchange) -> None:
        pass


class _Unobserved(EnvironmentApp):
    @override
    async def _open(self) -> None:
        await super()._open()
        assert self._front is not None
        assert self._sampling is not None
        self._sampling.cancel()
        self._front = replace(self._front, metrics=_NoMetrics(), access_log=None)


app = _Unobserved()

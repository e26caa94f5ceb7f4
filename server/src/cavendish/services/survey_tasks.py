"""Use case: figures over many tasks, for the operator's charts."""

from dataclasses import dataclass
from typing import Final

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.figure_rows import FigureRange, Figures, read_figures
from cavendish.domain.clock import Clock
from cavendish.domain.errors import NotReadyError
from cavendish.domain.ids import ApiKeyId

_MINUTE_MS: Final = 60_000
_HOUR_MS: Final = 60 * _MINUTE_MS
_DAY_MS: Final = 24 * _HOUR_MS
_MAX_SPANS: Final = 62
_SPANS_MS: Final = (
    _MINUTE_MS,
    5 * _MINUTE_MS,
    15 * _MINUTE_MS,
    30 * _MINUTE_MS,
    _HOUR_MS,
    3 * _HOUR_MS,
    6 * _HOUR_MS,
    _DAY_MS,
    7 * _DAY_MS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Figures, and the range they are of."""

    asked: FigureRange
    figures: Figures


def choose_span_ms(length_ms: int) -> int:
    """The shortest handy span that cuts a range into at most 62 parts."""
    return next((span for span in _SPANS_MS if length_ms <= span * (_MAX_SPANS - 2)), _SPANS_MS[-1])


class SurveyTasks:
    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def __call__(
        self,
        *,
        within_ms: int,
        offset_ms: int = 0,
        to_ms: int | None = None,
        key_id: ApiKeyId | None = None,
        model: str | None = None,
    ) -> Survey:
        """The last `within_ms`, or as much before `to_ms`, for a reader whose clock is `offset_ms` off UTC.

        Raises ConflictError when there is too much to look through, and NotReadyError.
        """
        end_ms = self._clock.now_ms() + 1 if to_ms is None else to_ms
        asked = FigureRange(
            from_ms=end_ms - within_ms,
            to_ms=end_ms,
            span_ms=choose_span_ms(within_ms),
            day_ms=_DAY_MS,
            offset_ms=offset_ms,
            key_id=key_id,
            model=model,
        )
        try:
            return Survey(asked=asked, figures=await read_figures(self._pool, asked))
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Figures cannot be read now; try again shortly") from error

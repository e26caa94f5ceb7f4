"""Use case: have one picture made by the first route that can, and keep the ledger of attempts."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

import structlog

from cavendish.database.attempt_rows import NewAttempt, close_attempt, open_attempts, store_upstream_job
from cavendish.database.batcher import MAX_BATCH, Batcher, sparing_neighbours
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.domain.attempt import Attempt, Outcome
from cavendish.domain.correlation import working_on
from cavendish.domain.errors import CavendishError, FailCode, FailureKind, ProviderError, TaskFailedError
from cavendish.domain.generation import GenerationRequest
from cavendish.domain.ids import AttemptId
from cavendish.domain.routing import Tier
from cavendish.ports.live_route import FinishedPicture, LiveRoute, MadePicture, PictureOrder, find_route
from cavendish.ports.provider import GeneratedImage, ProviderCall
from cavendish.ports.route_gate import PATIENCE_S, Permit, RouteGate
from cavendish.ports.route_tally import RouteTally
from cavendish.ports.tracing import OpenSpan, no_span

_PAUSE_S: Final = (0.5, 1.5)
_LONGEST_WAIT_S: Final = 20.0
_NAMING_S: Final = 5.0
"""How long a submit that is under way may take to name its job, when the call is to be stopped."""
_REPEATS: Final = 1
"""How often one task's call to one route is made again after its worker died: each may be paid."""
_OVERTIME_S: Final = 5.0
"""Beyond its time-out a provider is stopped from outside."""

_log = structlog.get_logger("cavendish.call_routes")


@dataclass(slots=True, kw_only=True)
class _Progress:
    """What has come of one order so far, the calls of earlier workers included."""

    causes: list[FailureKind]
    tried: set[str]
    is_repeat: bool = False
    """The next call may be the second one that is paid for the same picture."""
    first_call: AttemptId | None = None
    """The record of the call that is made next, where there is one already."""
    was_cut_off: bool = False
    """A route was given up because its calls were cut off, which says nothing about the route."""


class CallRoutes:
    """Tries routes in order. Success means a picture that decodes, in the asked ratio and format.

    `finish` checks and converts a provider's bytes, raising ProviderError for what is no picture.
    """

    def __init__(
        self,
        pool: Pool,
        *,
        gate: RouteGate,
        tally: RouteTally,
        finish: Callable[[GeneratedImage, GenerationRequest, str], Awaitable[FinishedPicture]],
        span: OpenSpan = no_span,
    ) -> None:
        self._pool = pool
        self._opening: Batcher[NewAttempt, AttemptId | None] = Batcher(
            sparing_neighbours(partial(open_attempts, pool)), max_items=MAX_BATCH
        )
        self._gate = gate
        self._tally = tally
        self._finish = finish
        self._span = span

    async def __call__(self, order: PictureOrder, permit: Permit | None) -> MadePicture:
        """The picture, and the attempt that made it, still open: the caller closes it with the task.

        `permit` is for the first call, when the caller waited for it already; it is handed back here. The
        order's `first_call` is the record of a call to that permit's route.
        Raises TaskFailedError when no route succeeds.
        """
        so_far = _Progress(
            causes=[past.failure_kind for past in order.earlier if past.failure_kind is not None],
            tried={past.route for past in order.earlier if past.outcome is Outcome.FAILED},
            # A worker may have died between giving that call up and making it again.
            is_repeat=bool(order.earlier) and order.earlier[-1].outcome is Outcome.ABANDONED,
            first_call=order.first_call,
        )
        for name in {past.route for past in order.earlier if _cut_offs(order, past.route) > _REPEATS}:
            so_far.tried.add(name)
            so_far.was_cut_off = True
        left_open = next((past for past in order.earlier if past.outcome is Outcome.RUNNING), None)
        if left_open is not None and (picture := await self._resume(order, left_open, so_far)) is not None:
            return picture
        while True:
            permit = permit or await self._next(order, so_far)
            if permit is None:
                raise _failure(so_far)
            try:
                picture = await self._try_route(order, permit, so_far)
            finally:
                self._gate.leave(permit)
            if picture is not None:
                return picture
            so_far.tried.add(permit.live.route.name)
            permit = None

    async def _next(self, order: PictureOrder, so_far: _Progress) -> Permit | None:
        left = []
        for live in order.routes:
            if live.route.name in so_far.tried:
                continue
            if (mismatch := live.mismatch(order.task.request)) is None:
                left.append(live)
            else:
                _log.info("route skipped", route=live.route.name, reason=mismatch)
        return await self._gate.enter(left, patience_s=PATIENCE_S) if left else None

    async def _resume(self, order: PictureOrder, left_open: Attempt, so_far: _Progress) -> MadePicture | None:
        """Take up the call of a worker that died: its upstream job is resumed, not bought again."""
        live = find_route(order.routes, left_open.route)
        if live is not None and live.plugin.has_jobs and left_open.upstream_job_id is not None:
            _log.info("resuming the upstream's job", route=left_open.route)
            try:
                return await self._attempt(order, Permit(live=live), so_far, resumed=left_open)
            except ProviderError as error:
                _stop_if_final(error)
                so_far.tried.add(left_open.route)
                return None
        is_free = live is not None and live.route.tier is Tier.LOCAL
        may_repeat = live is not None and (is_free or _cut_offs(order, left_open.route) < _REPEATS)
        if may_repeat:
            next_step = "it is made again"
        elif live is None:
            next_step = "its route is no longer there: the next one is tried"
        else:
            next_step = "it was made again before: the next route is tried"
        await close_attempt(
            self._pool,
            left_open.id,
            outcome=Outcome.ABANDONED,
            reason=f"its worker died in the call, which named no job to resume; {next_step}",
        )
        so_far.is_repeat = True
        if may_repeat:
            _log.warning("call made again after its worker died", route=left_open.route)
        elif live is not None:
            _log.warning("route given up for this task: its calls were cut off", route=left_open.route)
            so_far.was_cut_off = True
            so_far.tried.add(left_open.route)
        return None

    async def _try_route(self, order: PictureOrder, permit: Permit, so_far: _Progress) -> MadePicture | None:
        """Call one route, and once more where that helps; None when the next one shall be tried."""
        mismatch = permit.live.mismatch(order.task.request)
        if mismatch is not None:
            # The ratio was left to us, and what it became is not among the route's.
            _log.info("route skipped", route=permit.live.route.name, reason=mismatch)
            return None
        has_paused = False
        while True:
            try:
                return await self._attempt(order, permit, so_far)
            except ProviderError as error:
                if has_paused or not await self._pause(order, permit, error):
                    _stop_if_final(error)
                    return None
                has_paused = True

    async def _pause(self, order: PictureOrder, permit: Permit, error: ProviderError) -> bool:
        """Wait before the same route is called again; false, perhaps at once, when that is no use."""
        pause_s = random.uniform(*_PAUSE_S) if error.retry_after_s is None else error.retry_after_s
        left_s = order.ends_at_s - asyncio.get_running_loop().time()
        if not error.is_retryable_here or pause_s > min(_LONGEST_WAIT_S, left_s / 2):
            return False
        if error.kind is FailureKind.THROTTLED:
            # It is left alone for just this pause.
            await asyncio.sleep(pause_s)
            return True
        if self._gate.is_closed(permit.live):
            await asyncio.sleep(pause_s)
        return self._gate.is_closed(permit.live)

    async def _attempt(
        self, order: PictureOrder, permit: Permit, so_far: _Progress, *, resumed: Attempt | None = None
    ) -> MadePicture:
        attempt_id = resumed.id if resumed is not None else await self._open(order, permit, so_far)
        with working_on(route=permit.live.route.name, attempt=attempt_id):
            checkpoint = _Checkpoint(self._pool, attempt_id, resumed.upstream_job_id if resumed else None)
            with self._span("attempt", provider=permit.live.route.provider):
                return await self._call(order, permit, so_far, checkpoint)

    async def _call(
        self, order: PictureOrder, permit: Permit, so_far: _Progress, checkpoint: "_Checkpoint"
    ) -> MadePicture:
        route, task, begun_s = permit.live.route, order.task, asyncio.get_running_loop().time()
        call = ProviderCall(
            task_id=task.id,
            route=route,
            request=task.request,
            references=order.references,
            timeout_s=max(0.1, min(route.timeout_s, order.ends_at_s - begun_s)),
            upstream_job_id=checkpoint.job_id,
            checkpoint=checkpoint.store,
        )
        try:
            with _faults_of_ours_are_failures(route.provider):
                image = await _generate(permit.live, call, checkpoint)
                finished = await self._finish(image, task.request, route.provider)
        except ProviderError as error:
            so_far.causes.append(error.kind)
            so_far.is_repeat = so_far.is_repeat or error.may_be_paid
            self._tally.note(route, error.kind.value, seconds=_since(begun_s))
            await self._note_failure(checkpoint.attempt_id, permit, error, begun_s)
            raise
        except asyncio.CancelledError:
            _log.info("attempt", outcome="stopped", ms=_ms(begun_s))
            raise
        made = MadePicture(finished=finished, image=image, attempt_id=checkpoint.attempt_id, route=route)
        outcome, cost = Outcome.SUCCEEDED.value, made.cost_microusd
        self._tally.note(route, outcome, seconds=_since(begun_s), cost_microusd=cost)
        _log.info("attempt", outcome=outcome, ms=_ms(begun_s), cost_usd=cost / 1e6)
        await self._gate.note_success(permit)
        return made

    async def _open(self, order: PictureOrder, permit: Permit, so_far: _Progress) -> AttemptId:
        route, is_repeat, so_far.is_repeat = permit.live.route, so_far.is_repeat, False
        attempt_id, so_far.first_call = so_far.first_call, None
        if attempt_id is not None:
            return attempt_id
        attempt_id = await self._opening(
            NewAttempt(task_id=order.task.id, route=route.name, provider=route.provider, is_repeat=is_repeat)
        )
        if attempt_id is None:
            raise TaskFailedError(FailCode.CANCELLED, "The task ended elsewhere before it was called for")
        return attempt_id

    async def _note_failure(
        self, attempt_id: AttemptId, permit: Permit, error: ProviderError, begun_s: float
    ) -> None:
        # Another route may yet make the picture; what an operator has to mend is said by the gate.
        kind, reason = error.kind, str(error)
        _log.info("attempt", outcome=Outcome.FAILED.value, kind=kind.value, reason=reason, ms=_ms(begun_s))
        if error.kind is FailureKind.REJECTED:
            _log.error("a request was taken for wrong: the route may be set up wrongly", reason=reason)
        await close_attempt(self._pool, attempt_id, outcome=Outcome.FAILED, failure_kind=kind, reason=reason)
        await self._gate.note_failure(permit, error)


class _Checkpoint:
    """Keeps the upstream's name for a job, and tells who waits for it that it is kept."""

    def __init__(self, pool: Pool, attempt_id: AttemptId, job_id: str | None) -> None:
        self._pool = pool
        self.attempt_id = attempt_id
        self.job_id = job_id
        self.kept = asyncio.Event()

    async def store(self, upstream_job_id: str) -> None:
        self.job_id = upstream_job_id
        await store_upstream_job(self._pool, attempt_id=self.attempt_id, upstream_job_id=upstream_job_id)
        self.kept.set()


async def _generate(live: LiveRoute, call: ProviderCall, checkpoint: _Checkpoint) -> GeneratedImage:
    """Have the provider make a picture; a call that is stopped while it submits may first name its job.

    Without that name, nobody could cancel or resume what was just paid for.
    """
    generating = asyncio.ensure_future(live.provider.generate(call))
    try:
        async with asyncio.timeout(call.timeout_s + _OVERTIME_S):
            return await asyncio.shield(generating)
    except TimeoutError as error:
        if checkpoint.job_id is not None:
            with contextlib.suppress(ProviderError):
                await live.provider.cancel(route=live.route, upstream_job_id=checkpoint.job_id)
        raise ProviderError(
            live.route.provider, FailureKind.UNAVAILABLE, f"timeout: nothing within {call.timeout_s:g} s"
        ) from error
    except asyncio.CancelledError:
        if live.plugin.has_jobs and checkpoint.job_id is None:
            generating.add_done_callback(lambda _: checkpoint.kept.set())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(checkpoint.kept.wait(), _NAMING_S)
        raise
    finally:
        if not generating.done():
            generating.cancel()
            await asyncio.gather(generating, return_exceptions=True)


@contextlib.contextmanager
def _faults_of_ours_are_failures(provider: str) -> Iterator[None]:
    """A bug in one adapter is a failed attempt like another: the next route may still make the picture."""
    try:
        yield
    except (CavendishError, *CONNECTION_ERRORS):
        raise
    except Exception as error:
        _log.exception("fault of ours in an adapter", provider=provider)
        raise ProviderError(
            provider, FailureKind.UNAVAILABLE, f"fault of ours in its adapter ({type(error).__name__})"
        ) from error


def _since(begun_s: float) -> float:
    return asyncio.get_running_loop().time() - begun_s


def _ms(begun_s: float) -> int:
    return round(_since(begun_s) * 1000)


def _stop_if_final(error: ProviderError) -> None:
    if error.kind is FailureKind.CONTENT_REFUSED:
        raise TaskFailedError(
            FailCode.CONTENT_VIOLATION, "The request was refused: it breaks the content policy (safety)"
        ) from error
    if error.kind is FailureKind.BAD_INPUT_IMAGE:
        raise TaskFailedError(
            FailCode.INVALID_IMAGE_URL, "A reference image cannot be used: unsupported format or content"
        ) from error
    if error.kind is FailureKind.INPUT_TOO_LARGE:
        raise TaskFailedError(
            FailCode.IMAGE_TOO_LARGE, "The reference images are too large for this model; send smaller ones"
        ) from error


def _cut_offs(order: PictureOrder, route: str) -> int:
    """How many of the task's calls to a route died with their workers; free local ones do not count."""
    live = find_route(order.routes, route)
    if live is not None and live.route.tier is Tier.LOCAL:
        return 0
    return sum(past.route == route and past.outcome is Outcome.ABANDONED for past in order.earlier)


def _failure(so_far: _Progress) -> TaskFailedError:
    """What the caller reads when no route is left: the first cause gives the words, all of them the code."""
    causes = so_far.causes
    if so_far.was_cut_off:
        return TaskFailedError(
            FailCode.GENERATION_FAILED,
            "Generation failed: it was interrupted again and again, and no other route could make it",
        )
    if not causes:
        return TaskFailedError(
            FailCode.MODEL_UNAVAILABLE, "Model unavailable: no route can make what was asked now"
        )
    if not {FailureKind.TRANSIENT, FailureKind.REJECTED}.isdisjoint(causes):
        return TaskFailedError(FailCode.GENERATION_FAILED, "Generation failed: the provider made no picture")
    if causes[0] is FailureKind.THROTTLED:
        return TaskFailedError(
            FailCode.MODEL_UNAVAILABLE, "Model temporarily unavailable: upstream rate limit"
        )
    return TaskFailedError(FailCode.MODEL_UNAVAILABLE, "Model temporarily unavailable: try again later")

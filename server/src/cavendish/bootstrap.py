"""The one place where concrete adapters meet services."""

import asyncio
import contextlib
import importlib
import importlib.util
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from cavendish.adapters.moderation.operator_rules import open_rules
from cavendish.adapters.outbound.callback_http import CallbackHttp
from cavendish.adapters.outbound.guarded_http import GuardedHttp
from cavendish.adapters.pictures.finished_pictures import finish, shrink_stored
from cavendish.adapters.references.reference_cleaning import clean_reference
from cavendish.adapters.references.reference_fetcher import ReferenceFetcher
from cavendish.adapters.references.reference_source import open_references, read_data_url
from cavendish.adapters.storage.store_address import open_asset_store
from cavendish.adapters.storage.tallied_store import TalliedStore
from cavendish.adapters.tracing.tracing_choice import begin_tracing, traced
from cavendish.database.connection_pool import Pool, close_pool, open_pool
from cavendish.database.notifications import (
    KEYS_CHANNEL,
    LIMITS_CHANNEL,
    STARTED_CHANNEL,
    TASK_CHANNEL,
    Notifications,
)
from cavendish.database.route_health_rows import ROUTES_CHANNEL
from cavendish.database.worker_rows import count_workers
from cavendish.discovery import find_plugins
from cavendish.domain.aspect_ratio import AspectRatio, nearest_ratio
from cavendish.domain.clock import Clock, SystemClock
from cavendish.domain.delivery import PostCallback
from cavendish.domain.generation import GenerationRequest, ReferenceImage
from cavendish.domain.guess_guard import GuessGuard
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.receiver_slots import ReceiverSlots
from cavendish.domain.task import Task, TaskStatus
from cavendish.ports.asset_store import AssetStore
from cavendish.ports.model import ModelPlugin
from cavendish.ports.moderator import Moderator, ModeratorPlugin
from cavendish.ports.provider import ProviderPlugin
from cavendish.ports.route_tally import RouteTally
from cavendish.ports.storage_tally import StorageTally
from cavendish.ports.tracing import Tracing
from cavendish.route_table import Installation, RouteTable
from cavendish.services.authenticate import Authenticate
from cavendish.services.browse_tasks import BrowseTasks
from cavendish.services.call_routes import CallRoutes
from cavendish.services.cancel_task import CancelTask
from cavendish.services.deliver_callback import DeliverCallback
from cavendish.services.follow_changes import FollowChanges, Topic
from cavendish.services.guard_routes import GuardRoutes
from cavendish.services.keep_sessions import KeepSessions
from cavendish.services.keep_uploads import KeepUploads
from cavendish.services.limit_requests import LimitRequests
from cavendish.services.make_thumbnails import MakeThumbnails
from cavendish.services.moderate_task import ModerateTask
from cavendish.services.open_result import OpenResult
from cavendish.services.read_status import ReadStatus
from cavendish.services.rescue_deliveries import RescueDeliveries
from cavendish.services.run_task import PictureTools, RunTask
from cavendish.services.submit_task import SubmitTask
from cavendish.services.tidy_up import TidyUp
from cavendish.services.try_route import TryRoute
from cavendish.services.watch_tasks import WatchTasks
from cavendish.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiServices:
    """Everything the HTTP side calls. Made by `open_api_services`, let go of by `close`."""

    settings: Settings
    clock: Clock
    models: Mapping[str, ModelPlugin]
    authenticate: Authenticate
    limit_requests: LimitRequests
    submit_task: SubmitTask
    read_status: ReadStatus
    watch_tasks: WatchTasks
    cancel_task: CancelTask
    browse_tasks: BrowseTasks
    open_result: OpenResult
    uploads: KeepUploads
    sessions: KeepSessions
    thumbnails: MakeThumbnails
    follow_changes: FollowChanges
    pool: Pool
    store: AssetStore
    storage_tally: StorageTally
    notifications: Notifications

    async def close(self) -> None:
        await self.limit_requests.close()
        await self.notifications.stop()
        await close_pool(self.pool)


def open_tracing(settings: Settings, *, service: str) -> Tracing:
    """Tracing as the settings want it; `close` is the caller's. Raises SetupError without its packages."""
    return begin_tracing(service=service, sample=settings.trace_sample)


def find_models() -> dict[str, ModelPlugin]:
    """The public models by slug."""
    return {model.slug: model for model in find_plugins("cavendish.models", ModelPlugin)}


async def open_api_services(settings: Settings, *, dsn: str, clock: Clock | None = None) -> ApiServices:
    """Connect and wire the API's services. Raises NotReadyError when the database does not answer."""
    clock = clock or SystemClock()
    pool = await open_pool(dsn, max_size=6)
    store = TalliedStore(open_store(settings))
    watch_tasks, follow_changes, guard = WatchTasks(), FollowChanges(), GuessGuard()

    def forget_everything() -> None:
        authenticate.forget_keys()
        watch_tasks.wake_all()
        follow_changes.note_gap()
        limit_requests.put_back_all()

    notifications = Notifications(
        dsn,
        on_message={
            KEYS_CHANNEL: follow_changes.passing(Topic.KEYS, lambda _: authenticate.forget_keys()),
            TASK_CHANNEL: follow_changes.passing(Topic.TASKS, watch_tasks.wake),
            STARTED_CHANNEL: follow_changes.passing(Topic.TASKS, watch_tasks.note_started),
            LIMITS_CHANNEL: lambda key_id: limit_requests.put_back(ApiKeyId(int(key_id))),
            ROUTES_CHANNEL: follow_changes.passing(Topic.ROUTES),
        },
        on_gap=forget_everything,
    )
    limit_requests = LimitRequests(pool, may_hold=lambda: notifications.is_connected)
    authenticate = Authenticate(pool, clock, guard=guard, may_cache=lambda: notifications.is_connected)
    open_result = OpenResult(pool, store, clock)
    await notifications.start()
    return ApiServices(
        settings=settings,
        clock=clock,
        models=find_models(),
        authenticate=authenticate,
        limit_requests=limit_requests,
        submit_task=SubmitTask(pool, store, read_data_url=read_data_url),
        read_status=ReadStatus(pool, on_ended=open_result.learn),
        watch_tasks=watch_tasks,
        cancel_task=CancelTask(pool),
        browse_tasks=BrowseTasks(pool),
        open_result=open_result,
        uploads=KeepUploads(pool, store, clock, clean=clean_reference),
        sessions=KeepSessions(pool, clock, guard=guard),
        thumbnails=MakeThumbnails(shrink=shrink_stored),
        follow_changes=follow_changes,
        pool=pool,
        store=store,
        storage_tally=store.tally,
        notifications=notifications,
    )


async def is_worker_alive(pool: Pool, *, within_ms: int = 20_000) -> bool:
    """Some worker was seen lately."""
    return await count_workers(pool, seen_within_ms=within_ms) > 0


def open_store(settings: Settings) -> AssetStore:
    """Where this installation keeps pictures. Raises SetupError when the address makes no sense."""
    return open_asset_store(settings.storage_url, settings.environ, syncs=settings.storage_syncs)


def network_policy(settings: Settings) -> NetworkPolicy:
    """Which addresses callers may name in this installation."""
    return settings.network


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerServices:
    """Everything the worker calls. Made by `open_worker_services`, let go of by `close`."""

    settings: Settings
    run_task: RunTask
    deliver: DeliverCallback
    rescue_deliveries: RescueDeliveries
    tidy_up: TidyUp
    moderate: ModerateTask
    routes: RouteTable
    guard_routes: GuardRoutes
    tally: RouteTally
    storage_tally: StorageTally
    tracing: Tracing
    dsn: str
    pool: Pool
    notifications: Notifications
    references: ReferenceFetcher
    http: GuardedHttp
    callbacks: CallbackHttp

    @property
    def capacity(self) -> int:
        """How many calls all live routes may have under way in this process."""
        return self.routes.capacity

    async def reload_routes(self) -> None:
        """Read the route file again; routes that an operator had to mend are tried out at once.

        Raises SetupError, and everything stays as it was, when the file is broken.
        """
        self.routes.load()
        await self.guard_routes.retry_now([live.route.name for live in self.routes.live])

    async def close(self) -> None:
        await self.notifications.stop()
        await self.guard_routes.stop()
        await self.routes.close()
        await self.moderate.close()
        self.references.close()
        await self.http.close()
        await self.callbacks.close()
        await close_pool(self.pool)
        await asyncio.to_thread(self.tracing.close)


async def open_worker_services(
    settings: Settings, *, dsn: str, render_status: Callable[[TaskStatus], bytes], clock: Clock | None = None
) -> WorkerServices:
    """Connect and wire the worker's services. Raises NotReadyError when the database does not answer.

    `render_status` gives the bytes that the status endpoint answers, which are a callback's body.
    """
    clock = clock or SystemClock()
    pool = await open_pool(dsn, min_size=2, max_size=6)
    store = TalliedStore(open_store(settings))
    http, callbacks = GuardedHttp(network_policy(settings)), CallbackHttp(network_policy(settings))
    references, routes = ReferenceFetcher(http), RouteTable(describe_installation(settings))
    tally, guard_routes = RouteTally(), GuardRoutes(pool, clock)
    tracing = open_tracing(settings, service="cavendish-worker")
    moderate = ModerateTask(pool, build_moderators(settings.environ))
    run_task = RunTask(
        pool,
        store,
        find_routes=routes.routes_for,
        gate=guard_routes,
        tools=_picture_tools(
            open_references(references, store),
            CallRoutes(pool, gate=guard_routes, tally=tally, finish=finish, span=tracing.span),
            moderate,
            tracing,
        ),
        timeout_s=settings.task_timeout_s,
    )
    notifications = _tell_worker(dsn, run_task, guard_routes)
    await guard_routes.start()
    await notifications.start()
    return WorkerServices(
        settings=settings,
        run_task=run_task,
        deliver=_deliver_callback(settings, pool, clock, traced(callbacks.post, tracing), render_status),
        rescue_deliveries=RescueDeliveries(pool),
        tidy_up=TidyUp(pool, store, clock, retention_days=settings.task_retention_days),
        moderate=moderate,
        routes=routes,
        guard_routes=guard_routes,
        tally=tally,
        storage_tally=store.tally,
        tracing=tracing,
        dsn=dsn,
        pool=pool,
        notifications=notifications,
        references=references,
        http=http,
        callbacks=callbacks,
    )


def _picture_tools(
    fetch_references: Callable[[GenerationRequest], Awaitable[tuple[ReferenceImage, ...]]],
    call_routes: CallRoutes,
    moderate: ModerateTask,
    tracing: Tracing,
) -> PictureTools:
    return PictureTools(
        fetch_references=fetch_references,
        choose_ratio=_ratio_chooser(find_models(), find_providers()),
        check_request=moderate.check_request,
        call_routes=call_routes,
        check_result=moderate.check_result,
        span=tracing.span,
    )


def _tell_worker(dsn: str, run_task: RunTask, guard_routes: GuardRoutes) -> Notifications:
    """What the worker's services hear of changes elsewhere."""

    def look_again() -> None:
        run_task.running.notice_gap()
        guard_routes.notice()

    return Notifications(
        dsn,
        on_message={TASK_CHANNEL: run_task.running.notice, ROUTES_CHANNEL: guard_routes.notice},
        on_gap=look_again,
    )


def _deliver_callback(
    settings: Settings,
    pool: Pool,
    clock: Clock,
    post: PostCallback,
    render_status: Callable[[TaskStatus], bytes],
) -> DeliverCallback:
    return DeliverCallback(
        pool,
        clock,
        post=post,
        render=render_status,
        retry_delays_s=settings.webhook_retry_delays_s,
        slots=ReceiverSlots(),
    )


def find_providers() -> dict[str, ProviderPlugin]:
    """All provider plugins by name, those of other installed packages too."""
    plugins = find_plugins(
        "cavendish.adapters.providers", ProviderPlugin, entry_point_group="cavendish.providers"
    )
    return {plugin.name: plugin for plugin in plugins}


def usable_providers(environ: Mapping[str, str]) -> list[str]:
    """Names of the providers whose credentials are set and whose packages are installed."""
    return [name for name, plugin in find_providers().items() if _is_usable(plugin, environ)]


def _is_usable(plugin: ProviderPlugin, environ: Mapping[str, str]) -> bool:
    has_packages = all(importlib.util.find_spec(package) is not None for package in plugin.packages)
    return has_packages and all(environ.get(name) for name in plugin.credentials)


def find_moderators() -> list[ModeratorPlugin]:
    """The checks of content, in the order in which they are asked, those of other installed packages too."""
    plugins = find_plugins(
        "cavendish.adapters.moderation", ModeratorPlugin, entry_point_group="cavendish.moderation"
    )
    return sorted(plugins, key=lambda plugin: plugin.rank)


def build_moderators(environ: Mapping[str, str]) -> dict[str, Moderator]:
    """The checks that are on, by name; call it inside the event loop. Raises SetupError."""
    return {
        plugin.name: plugin.build(environ) for plugin in find_moderators() if plugin.why_off(environ) is None
    }


def try_rules(environ: Mapping[str, str], prompt: str) -> tuple[str, str, tuple[str, ...]] | None:
    """The rule that a prompt breaks, its category, and the words; None when it passes. Raises SetupError."""
    broken = open_rules(environ).find_broken(prompt)
    return None if broken is None else (broken.rule.name, broken.rule.category, broken.words)


def describe_installation(settings: Settings) -> Installation:
    """What the routes of this installation are judged by."""
    return Installation(
        plugins=find_providers(),
        models=find_models(),
        environ=settings.environ,
        routes_path=settings.routes_path,
        local=settings.local,
    )


@contextlib.asynccontextmanager
async def open_route_trial(settings: Settings, pool: Pool) -> AsyncIterator[tuple[RouteTable, TryRoute]]:
    """The routes of this installation and what calls one of them, for the length of the block."""
    table = RouteTable(describe_installation(settings))
    try:
        yield table, TryRoute(pool, SystemClock(), finish=finish)
    finally:
        await table.close()


def _ratio_chooser(
    models: Mapping[str, ModelPlugin], providers: Mapping[str, ProviderPlugin]
) -> Callable[[Task, Sequence[ReferenceImage]], str]:
    """For `auto`: the first reference's ratio, else what a provider reads from the prompt."""
    ratios = {slug: [AspectRatio(r) for r in model.aspect_ratios] for slug, model in models.items()}
    suggest = next(filter(None, (plugin.suggest_ratio for plugin in providers.values())), None)

    def choose(task: Task, references: Sequence[ReferenceImage]) -> str:
        among = ratios[task.model]
        if references:
            return nearest_ratio(references[0].width, references[0].height, among)
        suggested = suggest(task.request.prompt) if suggest is not None else "1:1"
        return suggested if suggested in among else "1:1"

    return choose

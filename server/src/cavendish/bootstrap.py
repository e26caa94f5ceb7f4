"""The one place where concrete adapters meet services."""

from collections.abc import Mapping
from dataclasses import dataclass

from cavendish.adapters.references.reference_fetcher import read_data_url
from cavendish.adapters.storage.object_store import open_asset_store
from cavendish.database.connection_pool import Pool, open_pool
from cavendish.database.notifications import KEYS_CHANNEL, TASK_CHANNEL, Notifications
from cavendish.database.worker_rows import count_workers
from cavendish.discovery import find_plugins
from cavendish.domain.clock import Clock, SystemClock
from cavendish.domain.guess_guard import GuessGuard
from cavendish.ports.asset_store import AssetStore
from cavendish.ports.model import ModelPlugin
from cavendish.services.authenticate import Authenticate
from cavendish.services.browse_tasks import BrowseTasks
from cavendish.services.cancel_task import CancelTask
from cavendish.services.limit_requests import LimitRequests
from cavendish.services.open_result import OpenResult
from cavendish.services.read_status import ReadStatus
from cavendish.services.submit_task import SubmitTask
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
    pool: Pool
    store: AssetStore
    notifications: Notifications

    async def close(self) -> None:
        await self.notifications.stop()
        await self.pool.close()


def find_models() -> dict[str, ModelPlugin]:
    """The public models by slug."""
    return {model.slug: model for model in find_plugins("cavendish.models", ModelPlugin)}


async def open_api_services(settings: Settings, *, dsn: str, clock: Clock | None = None) -> ApiServices:
    """Connect and wire the API's services. Raises NotReadyError when the database does not answer."""
    clock = clock or SystemClock()
    pool = await open_pool(dsn, max_size=10)
    store = open_asset_store(settings.storage_url, settings.environ)
    watch_tasks = WatchTasks()

    def forget_everything() -> None:
        authenticate.forget_keys()
        watch_tasks.wake_all()

    notifications = Notifications(
        dsn,
        on_message={KEYS_CHANNEL: lambda _: authenticate.forget_keys(), TASK_CHANNEL: watch_tasks.wake},
        on_gap=forget_everything,
    )
    authenticate = Authenticate(pool, clock, guard=GuessGuard(), may_cache=lambda: notifications.is_connected)
    await notifications.start()
    return ApiServices(
        settings=settings,
        clock=clock,
        models=find_models(),
        authenticate=authenticate,
        limit_requests=LimitRequests(pool),
        submit_task=SubmitTask(pool, store, read_data_url=read_data_url),
        read_status=ReadStatus(pool),
        watch_tasks=watch_tasks,
        cancel_task=CancelTask(pool),
        browse_tasks=BrowseTasks(pool),
        open_result=OpenResult(pool, store, clock),
        pool=pool,
        store=store,
        notifications=notifications,
    )


async def is_worker_alive(pool: Pool, *, within_ms: int = 20_000) -> bool:
    """Some worker was seen lately."""
    return await count_workers(pool, seen_within_ms=within_ms) > 0

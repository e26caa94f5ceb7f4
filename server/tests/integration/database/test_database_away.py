"""While the database is away every use case says so, in words for its caller, and none guesses."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from tests.integration.database.task_factory import new_task
from tests.standins.database_line import DatabaseLine
from tests.standins.sample_pictures import picture

from cavendish.bootstrap import ApiServices, open_api_services
from cavendish.database.admin_rows import DeliveryFilter, TaskFilter
from cavendish.domain.api_key import ApiKey
from cavendish.domain.browser_session import new_session_token
from cavendish.domain.delivery import new_delivery_id
from cavendish.domain.errors import NotReadyError
from cavendish.domain.guess_guard import GuessGuard
from cavendish.domain.ids import ApiKeyId, new_asset_token, new_task_id
from cavendish.domain.upload import new_upload_token
from cavendish.services.admit_admin import AdmitAdmin
from cavendish.services.inspect_deliveries import InspectDeliveries
from cavendish.services.inspect_tasks import InspectTasks
from cavendish.services.read_balance import ReadBalance
from cavendish.services.reopen_route import ReopenRoute
from cavendish.services.survey_tasks import SurveyTasks
from cavendish.settings import load_settings

pytestmark = pytest.mark.integration

KEY = ApiKey(id=ApiKeyId(1), name="test")
TASK = new_task_id(1)
PUBLIC_URL = "https://pictures.example.com"


@pytest.fixture
async def away(database_url: str, tmp_path: Path) -> AsyncIterator[ApiServices]:
    """A server side that had its database until now."""
    settings = load_settings({"CAVENDISH_DATA": str(tmp_path)}, is_root=False, home=tmp_path)
    async with DatabaseLine(database_url) as line:
        services = await open_api_services(settings, dsn=line.dsn)
        await line.cut()
        yield services
        await services.close()


def admit(away: ApiServices) -> AdmitAdmin:
    return AdmitAdmin(away.pool, away.clock, token="sesame", guard=GuessGuard())


CALLS: dict[str, Callable[[ApiServices], Awaitable[object]]] = {
    "check a key": lambda away: away.authenticate(b"Bearer cav_x", address="a"),
    "count a request": lambda away: away.limit_requests(KEY),
    "take a task": lambda away: away.submit_task(new_task(KEY.id)),
    "read a status": lambda away: away.read_status(TASK, key_id=KEY.id),
    "list tasks": lambda away: away.browse_tasks.page(key_id=KEY.id),
    "read a task": lambda away: away.browse_tasks.detail(TASK, key_id=KEY.id),
    "cancel a task": lambda away: away.cancel_task(TASK, key_id=KEY.id, model="nano-banana"),
    "read a balance": lambda away: ReadBalance(away.pool)(KEY.id),
    "find a picture": lambda away: away.open_result.find(f"{new_asset_token()}.png"),
    "keep an upload": lambda away: away.uploads.keep(picture(), key_id=KEY.id),
    "open an upload": lambda away: away.uploads.open(f"{new_upload_token()}.png"),
    "use an upload": lambda away: away.uploads.resolve(
        (f"{PUBLIC_URL}/files/{new_upload_token()}.png",),
        key_id=KEY.id,
        public_url=PUBLIC_URL,
        field="input.image_urls",
    ),
    "open a session": lambda away: away.sessions.open(KEY),
    "redeem a ticket": lambda away: away.sessions.redeem(new_session_token()),
    "find a session": lambda away: away.sessions.find(new_session_token(), address="a"),
    "close a session": lambda away: away.sessions.close(new_session_token()),
    "sign an operator in": lambda away: admit(away).sign_in("sesame", address="a"),
    "find an operator's session": lambda away: admit(away).find_session("secret"),
    "sign an operator out": lambda away: admit(away).sign_out("secret"),
    "list all tasks": lambda away: InspectTasks(away.pool).page(TaskFilter()),
    "inspect a task": lambda away: InspectTasks(away.pool).detail(TASK),
    "list all callbacks": lambda away: InspectDeliveries(away.pool).page(DeliveryFilter()),
    "inspect a callback": lambda away: InspectDeliveries(away.pool).detail(new_delivery_id(1)),
    "read figures": lambda away: SurveyTasks(away.pool, away.clock)(within_ms=3_600_000),
    "reopen a route": lambda away: ReopenRoute(away.pool, away.clock)("one"),
}


async def test_whoever_asks_is_told_what_cannot_be_done_and_to_come_back(away: ApiServices) -> None:
    told = {}
    for what, call in CALLS.items():
        with pytest.raises(
            NotReadyError, match=r"^[A-Z].* (now|not be stored); try again shortly$"
        ) as caught:
            await call(away)
        told[what] = str(caught.value)
        assert caught.value.retry_after_s >= 1
    assert len(set(told.values())) > len(told) / 2, "the words say what it is that cannot be done"

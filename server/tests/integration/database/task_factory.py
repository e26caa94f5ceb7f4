"""Rows that tests begin with."""

from cavendish.database.connection_pool import Pool
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.generation import GenerationRequest, Mode, OutputFormat
from cavendish.domain.ids import ApiKeyId, TaskId, new_asset_token, new_task_id
from cavendish.domain.routing import Strategy
from cavendish.domain.task import NewTask
from cavendish.services.manage_keys import ManageKeys


class MovableClock:
    """Time that stands still until a test moves it."""

    def __init__(self, now_ms: int = 1_800_000_000_000) -> None:
        self.at_ms = now_ms

    def now_ms(self) -> int:
        return self.at_ms


def new_task(key_id: ApiKeyId, *, prompt: str = "a fox", **fields: object) -> NewTask:
    return NewTask(
        id=new_task_id(1_800_000_000_000),
        api_key_id=key_id,
        model="nano-banana",
        request=GenerationRequest(mode=Mode.TEXT_TO_IMAGE, prompt=prompt, output_format=OutputFormat.PNG),
        strategy=Strategy.AUTO,
        asset_token=new_asset_token(),
        **fields,  # type: ignore[arg-type] # only names of NewTask's fields are passed
    )


async def make_key(pool: Pool, **fields: object) -> tuple[ApiKeyId, str]:
    return await ManageKeys(pool).create(NewApiKey(name="test", **fields))  # type: ignore[arg-type]


async def finish(pool: Pool, task_id: TaskId, *, completed_at_ms: int) -> None:
    await pool.execute(
        "UPDATE tasks SET state = 'success', completed_at_ms = $2 WHERE id = $1", task_id, completed_at_ms
    )

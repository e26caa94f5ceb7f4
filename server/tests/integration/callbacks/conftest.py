from collections.abc import AsyncIterator

import pytest
from tests.standins.callback_receiver import CallbackReceiver, callback_receiver
from tests.standins.owed_callbacks import make_http, make_key

from cavendish.adapters.outbound.callback_http import CallbackHttp
from cavendish.database.connection_pool import Pool
from cavendish.domain.ids import ApiKeyId


@pytest.fixture
async def receiver() -> AsyncIterator[CallbackReceiver]:
    async with callback_receiver() as receiver:
        yield receiver


@pytest.fixture
async def key_id(pool: Pool) -> ApiKeyId:
    return await make_key(pool)


@pytest.fixture
async def http() -> AsyncIterator[CallbackHttp]:
    http = make_http()
    yield http
    await http.close()

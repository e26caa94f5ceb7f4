import pytest
from tests.standins.owed_callbacks import make_key

from cavendish.database.connection_pool import Pool
from cavendish.database.webhook_secret_rows import find_signing_secrets
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.errors import ConflictError, NotFoundError, SetupError
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.webhook_signature import new_webhook_secret, read_webhook_secret, show_webhook_secret
from cavendish.services.manage_keys import ManageKeys
from cavendish.services.manage_webhook_secrets import ManageWebhookSecrets

BOOTSTRAP = "my-own-key"


@pytest.fixture
async def bootstrap_key(pool: Pool) -> ApiKeyId:
    await ManageKeys(pool).ensure(NewApiKey(name="bootstrap"), secret=BOOTSTRAP)
    return ApiKeyId(await pool.fetchval("SELECT id FROM api_keys WHERE name = 'bootstrap'"))


async def test_the_bootstrap_key_signs_with_the_secret_it_was_given(
    pool: Pool, bootstrap_key: ApiKeyId
) -> None:
    secret = show_webhook_secret(new_webhook_secret())
    for _ in range(2):
        await ManageWebhookSecrets(pool).ensure(api_key=BOOTSTRAP, webhook_secret=secret)
    assert (await find_signing_secrets(pool, [bootstrap_key]))[bootstrap_key] == (
        read_webhook_secret(secret),
    )


async def test_a_bootstrap_secret_that_was_rotated_away_does_not_come_back_at_the_next_start(
    pool: Pool, bootstrap_key: ApiKeyId
) -> None:
    secrets = ManageWebhookSecrets(pool)
    first = show_webhook_secret(new_webhook_secret())
    await secrets.ensure(api_key=BOOTSTRAP, webhook_secret=first)
    second = await secrets.rotate(bootstrap_key)
    await secrets.ensure(api_key=BOOTSTRAP, webhook_secret=first)
    signing = (await find_signing_secrets(pool, [bootstrap_key]))[bootstrap_key]
    assert signing == (read_webhook_secret(second), read_webhook_secret(first))


async def test_a_changed_bootstrap_secret_is_rotated_in(pool: Pool, bootstrap_key: ApiKeyId) -> None:
    first, second = new_webhook_secret(), new_webhook_secret()
    for secret in (first, second):
        await ManageWebhookSecrets(pool).ensure(api_key=BOOTSTRAP, webhook_secret=show_webhook_secret(secret))
    assert (await find_signing_secrets(pool, [bootstrap_key]))[bootstrap_key] == (second, first)


async def test_a_bootstrap_secret_without_its_key_or_of_a_wrong_form_stops_the_start(pool: Pool) -> None:
    secrets = ManageWebhookSecrets(pool)
    with pytest.raises(SetupError, match="CAVENDISH_BOOTSTRAP_KEY"):
        await secrets.ensure(api_key="unknown", webhook_secret=show_webhook_secret(new_webhook_secret()))
    with pytest.raises(SetupError, match="malformed"):
        await secrets.ensure(api_key="unknown", webhook_secret="whsec_short")


async def test_five_secrets_may_sign_and_a_sixth_has_to_wait(pool: Pool) -> None:
    key_id, other = await make_key(pool), await make_key(pool, "other")
    secrets = ManageWebhookSecrets(pool)
    for _ in range(5):
        await secrets.rotate(key_id)
    with pytest.raises(ConflictError, match="5 webhook secrets"):
        await secrets.rotate(key_id)
    await secrets.rotate(other)
    await pool.execute("UPDATE webhook_secrets SET retires_at_ms = 1 WHERE retires_at_ms IS NOT NULL")
    await secrets.rotate(key_id)
    assert len((await find_signing_secrets(pool, [key_id]))[key_id]) == 2


async def test_a_key_that_does_not_exist_has_no_secret_to_rotate(pool: Pool) -> None:
    with pytest.raises(NotFoundError):
        await ManageWebhookSecrets(pool).rotate(ApiKeyId(99))

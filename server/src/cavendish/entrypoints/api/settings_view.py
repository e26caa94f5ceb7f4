"""Settings as the operator may read them in a browser: what they are, never what they keep secret."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from cavendish.settings import Settings

_SECRET: Final = re.compile(r"TOKEN|KEY|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
_SET: Final = "set"
_PREFIX: Final = "CAVENDISH_"


def settings_groups(settings: Settings, *, credentials: Iterable[str]) -> list[dict[str, Any]]:
    """The settings in groups, then whatever else the environment says to us or to a provider."""
    known = _known(settings)
    environ = settings.environ
    groups = [
        {
            "group": group,
            "settings": [_setting(name, value, environ) for name, value in values.items()],
        }
        for group, values in known.items()
    ]
    shown = {name for values in known.values() for name in values}
    names = {*credentials, *(name for name in environ if name.startswith(_PREFIX))} - shown
    others = [_setting(name, environ.get(name), environ) for name in sorted(names)]
    return [*groups, {"group": "providers", "settings": others}]


def without_credentials(url: str) -> str:
    """An address without the user, password and query that may be in it."""
    parts = urlsplit(url)
    if not parts.scheme or not (parts.netloc or parts.query):
        return url
    user, at, host = parts.netloc.rpartition("@")
    hidden = f"{'…' if user else ''}{at}{host}"
    return urlunsplit((parts.scheme, hidden, parts.path, "…" if parts.query else "", ""))


def _setting(name: str, value: object, environ: Mapping[str, str]) -> dict[str, Any]:
    is_secret = _SECRET.search(name) is not None
    text = None if value in (None, "") else str(value)
    if text is not None:
        text = _SET if is_secret else without_credentials(text)
    return {"name": name, "value": text, "isSecret": is_secret, "isDefault": not environ.get(name)}


def _known(settings: Settings) -> dict[str, dict[str, object]]:
    prices = settings.prices
    listed = [f"{prices.default_microusd / 1e6:g}"]
    listed += [f"{model}={price / 1e6:g}" for model, price in prices.by_model.items()]
    return {
        "server": {
            "CAVENDISH_PUBLIC_URL": settings.public_url,
            "CAVENDISH_DATA": settings.data_dir,
            "CAVENDISH_DATABASE_URL": settings.database_url or "embedded",
            "CAVENDISH_STORAGE_URL": settings.storage_url,
            "CAVENDISH_ROUTES": settings.routes_path,
            "CAVENDISH_LOCAL": settings.local.value if settings.local else None,
            "CAVENDISH_ADMIN_TOKEN": settings.admin_token,
            "CAVENDISH_BOOTSTRAP_KEY": settings.bootstrap_key,
            "CAVENDISH_CORS_ORIGINS": " ".join(settings.cors_origins),
            "CAVENDISH_TRUSTED_PROXIES": " ".join(map(str, settings.trusted_proxies.networks)),
            "CAVENDISH_ALLOW_PRIVATE_NETWORK": _yes(is_so=settings.network.allow_private),
            "CAVENDISH_LOG_PROMPTS": _yes(is_so=settings.logs_prompts),
        },
        "limits": {
            "CAVENDISH_MAX_BODY_MB": f"{settings.max_body_bytes / 1024 / 1024:g}",
            "CAVENDISH_TASK_TIMEOUT_S": f"{settings.task_timeout_s:g}",
            "CAVENDISH_TASK_RETENTION_DAYS": settings.task_retention_days,
            "CAVENDISH_PRICE_USD": ", ".join(listed),
        },
        "callbacks": {
            "CAVENDISH_WEBHOOK_RETRY_DELAYS": ",".join(f"{s:g}" for s in settings.webhook_retry_delays_s),
            "CAVENDISH_BOOTSTRAP_WEBHOOK_SECRET": settings.bootstrap_webhook_secret,
        },
    }


def _yes(*, is_so: bool) -> str:
    return "1" if is_so else "0"

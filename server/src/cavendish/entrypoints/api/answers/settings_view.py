"""Settings as the operator may read them in a browser: what they are, never what they keep secret."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from cavendish.domain.price_list import PriceList
from cavendish.settings import Settings

_SECRET: Final = re.compile(r"TOKEN|KEY|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
_SET: Final = "set"
_PREFIX: Final = "CAVENDISH_"
_OWN: Final = frozenset({"LISTENS_ON", "METRICS_DIR", "SUPERVISOR_PID", "WORKER_NUMBER"})
"""What `serve` tells its own processes: nobody's to set."""


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
    shown = {name for values in known.values() for name in values} | {f"{_PREFIX}{name}" for name in _OWN}
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
    return {
        "server": {
            "CAVENDISH_PUBLIC_URL": settings.public_url,
            "CAVENDISH_DATA": settings.data_dir,
            "CAVENDISH_DATABASE_URL": settings.database_url or "embedded",
            "CAVENDISH_STORAGE_URL": settings.storage_url,
            "CAVENDISH_STORAGE_SYNC": _yes(is_so=settings.storage_syncs),
            "CAVENDISH_ROUTES": settings.routes_path,
            "CAVENDISH_LOCAL": settings.local.value if settings.local else None,
            "CAVENDISH_ADMIN_TOKEN": settings.admin_token,
            "CAVENDISH_BOOTSTRAP_KEY": settings.bootstrap_key,
            "CAVENDISH_CORS_ORIGINS": " ".join(settings.cors_origins),
            "CAVENDISH_TRUSTED_PROXIES": " ".join(map(str, settings.trusted_proxies.networks)),
            "CAVENDISH_ALLOW_HOSTS": settings.environ.get("CAVENDISH_ALLOW_HOSTS"),
            "CAVENDISH_DENY_HOSTS": settings.environ.get("CAVENDISH_DENY_HOSTS"),
            "CAVENDISH_ALLOW_PRIVATE_NETWORK": _yes(is_so=settings.network.allow_private),
        },
        "limits": {
            "CAVENDISH_MAX_BODY_MB": f"{settings.max_body_bytes / 1024 / 1024:g}",
            "CAVENDISH_TASK_TIMEOUT_S": f"{settings.task_timeout_s:g}",
            "CAVENDISH_SYNC_WAIT_S": f"{settings.sync_wait_s:g}",
            "CAVENDISH_TASK_RETENTION_DAYS": settings.task_retention_days,
            "CAVENDISH_PRICE_USD": _prices(settings.prices),
        },
        "callbacks": {
            "CAVENDISH_WEBHOOK_RETRY_DELAYS": ",".join(f"{s:g}" for s in settings.webhook_retry_delays_s),
            "CAVENDISH_BOOTSTRAP_WEBHOOK_SECRET": settings.bootstrap_webhook_secret,
        },
        "logs": _logs(settings),
    }


def _logs(settings: Settings) -> dict[str, object]:
    environ = settings.environ
    return {
        "CAVENDISH_LOG_LEVEL": environ.get("CAVENDISH_LOG_LEVEL") or "info",
        "CAVENDISH_LOG_FORMAT": environ.get("CAVENDISH_LOG_FORMAT") or "auto",
        "CAVENDISH_ACCESS_LOG": environ.get("CAVENDISH_ACCESS_LOG") or "1",
        "CAVENDISH_LOG_PROMPTS": _yes(is_so=settings.logs_prompts),
        "CAVENDISH_TRACE_SAMPLE": f"{settings.trace_sample:g}",
        "CAVENDISH_WORKER_METRICS_PORT": environ.get("CAVENDISH_WORKER_METRICS_PORT"),
        "CAVENDISH_WORKER_METRICS_HOST": settings.worker_metrics_host,
    }


def _prices(prices: PriceList) -> str:
    """As CAVENDISH_PRICE_USD says them."""
    listed = [f"{prices.default_microusd / 1e6:g}"]
    listed += [f"{model}={price / 1e6:g}" for model, price in prices.by_model.items()]
    return ", ".join(listed)


def _yes(*, is_so: bool) -> str:
    return "1" if is_so else "0"

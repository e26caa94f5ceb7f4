"""Every environment variable the core reads, with its default; plugins name their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cavendish.domain.client_address import TrustedProxies
from cavendish.domain.delivery import read_retry_delays
from cavendish.domain.errors import SetupError
from cavendish.domain.network_address import parse_network
from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.network_settings import read_network_policy
from cavendish.domain.price_list import PriceList, read_price_list
from cavendish.domain.yes_or_no import read_yes_or_no
from cavendish.ports.route_file import LocalUse

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8080


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one installation is set up; the same for every process of it."""

    data_dir: Path
    database_url: str | None
    """None: the embedded PostgreSQL in `data_dir`."""
    storage_url: str
    public_url: str
    """Where clients reach this server; result links begin with it. No slash at its end."""
    network: NetworkPolicy
    """Which addresses callers, and upstreams in their answers, may name."""
    task_timeout_s: float
    sync_wait_s: float
    """How long an OpenAI, Gemini or MCP call waits for its tasks."""
    task_retention_days: int
    cors_origins: tuple[str, ...]
    max_body_bytes: int
    bootstrap_key: str | None
    bootstrap_webhook_secret: str | None
    webhook_retry_delays_s: tuple[float, ...]
    routes_path: Path | None
    """None: the route file that comes with the server."""
    local: LocalUse | None
    """When local routes serve; None leaves it to the route file."""
    worker_metrics_port: int | None
    """Where a worker answers Prometheus; the second worker of a machine takes the next port, and so on.
    Each answers for all processes of its `serve`: scrape one of them."""
    worker_metrics_host: str
    trace_sample: float
    """The share of requests that are traced; 0: tracing is off."""
    metrics_dir: Path | None
    """Where the processes of one `serve` leave their figures for each other; `serve` names it."""
    prices: PriceList
    trusted_proxies: TrustedProxies
    admin_token: str | None
    logs_prompts: bool
    storage_syncs: bool
    """A picture in a folder is on the disk before its task ends: then a power cut takes none."""
    environ: Mapping[str, str]
    """The whole environment, for plugins."""


def load_settings(environ: Mapping[str, str], *, is_root: bool, home: Path) -> Settings:
    """Read the environment. Raises SetupError that names the variable and the cure."""
    data_default = Path("/var/lib/cavendish") if is_root else home / ".local" / "share" / "cavendish"
    data_dir = Path(environ.get("CAVENDISH_DATA") or data_default).expanduser().resolve()
    return Settings(
        data_dir=data_dir,
        database_url=environ.get("CAVENDISH_DATABASE_URL") or None,
        storage_url=environ.get("CAVENDISH_STORAGE_URL") or (data_dir / "storage").as_uri(),
        public_url=_public_url(environ),
        network=read_network_policy(environ),
        task_timeout_s=_number(environ, "CAVENDISH_TASK_TIMEOUT_S", default=300, low=1, high=86_400),
        sync_wait_s=_number(environ, "CAVENDISH_SYNC_WAIT_S", default=300, low=1, high=3600),
        task_retention_days=int(
            _number(environ, "CAVENDISH_TASK_RETENTION_DAYS", default=90, low=15, high=3650)
        ),
        cors_origins=tuple((environ.get("CAVENDISH_CORS_ORIGINS") or "*").replace(",", " ").split()),
        max_body_bytes=int(
            _number(environ, "CAVENDISH_MAX_BODY_MB", default=72, low=1, high=1024) * 1024 * 1024
        ),
        bootstrap_key=environ.get("CAVENDISH_BOOTSTRAP_KEY") or None,
        bootstrap_webhook_secret=environ.get("CAVENDISH_BOOTSTRAP_WEBHOOK_SECRET") or None,
        webhook_retry_delays_s=read_retry_delays(environ.get("CAVENDISH_WEBHOOK_RETRY_DELAYS", "")),
        routes_path=Path(routes).expanduser() if (routes := environ.get("CAVENDISH_ROUTES")) else None,
        local=_local_use(environ),
        worker_metrics_port=_worker_metrics_port(environ),
        worker_metrics_host=environ.get("CAVENDISH_WORKER_METRICS_HOST") or DEFAULT_HOST,
        trace_sample=_number(environ, "CAVENDISH_TRACE_SAMPLE", default=0, low=0, high=1),
        metrics_dir=Path(folder) if (folder := environ.get("CAVENDISH_METRICS_DIR")) else None,
        prices=read_price_list(environ.get("CAVENDISH_PRICE_USD", "")),
        trusted_proxies=_trusted_proxies(environ),
        admin_token=environ.get("CAVENDISH_ADMIN_TOKEN") or None,
        logs_prompts=read_yes_or_no(environ, "CAVENDISH_LOG_PROMPTS"),
        storage_syncs=read_yes_or_no(environ, "CAVENDISH_STORAGE_SYNC"),
        environ=environ,
    )


def _trusted_proxies(environ: Mapping[str, str]) -> TrustedProxies:
    networks = []
    for text in environ.get("CAVENDISH_TRUSTED_PROXIES", "").replace(",", " ").split():
        if (network := parse_network(text)) is None:
            raise SetupError(
                f"CAVENDISH_TRUSTED_PROXIES has {text!r}: give addresses or networks, such as 10.0.0.0/8"
            )
        networks.append(network)
    return TrustedProxies(tuple(networks))


def _worker_metrics_port(environ: Mapping[str, str]) -> int | None:
    port = int(_number(environ, "CAVENDISH_WORKER_METRICS_PORT", default=0, low=0, high=65_000))
    return port + int(environ.get("CAVENDISH_WORKER_NUMBER", "1")) - 1 if port else None


def _local_use(environ: Mapping[str, str]) -> LocalUse | None:
    value = environ.get("CAVENDISH_LOCAL", "").strip().lower()
    match value:
        case "":
            return None
        case "fallback":
            return LocalUse.ALONE
        case "always":
            return LocalUse.ALWAYS
        case _:
            raise SetupError(f'CAVENDISH_LOCAL={value!r} must be "fallback" or "always"')


def _public_url(environ: Mapping[str, str]) -> str:
    url = environ.get("CAVENDISH_PUBLIC_URL", "").strip().rstrip("/")
    if not url:
        return f"http://{DEFAULT_HOST}:{DEFAULT_PORT}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SetupError(
            f"CAVENDISH_PUBLIC_URL={url!r} is no address: give http(s)://host[:port], as clients see it"
        )
    return url


def _number(environ: Mapping[str, str], name: str, *, default: float, low: float, high: float) -> float:
    text = environ.get(name, "").strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise SetupError(f"{name}={text!r} must be a number from {low:g} to {high:g}")
    return value

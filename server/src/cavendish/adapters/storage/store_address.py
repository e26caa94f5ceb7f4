"""The store that an address names."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import unquote, urlsplit

from obstore.exceptions import BaseError
from obstore.store import from_url

from cavendish.adapters.storage.cloud_settings import read_cloud_settings
from cavendish.adapters.storage.folder_store import FolderStore
from cavendish.adapters.storage.object_store import ObjectAssetStore
from cavendish.domain.errors import SetupError

_PATIENCE: Final = {"connect_timeout": "5s", "read_timeout": "20s", "timeout": "1h"}
"""A silent store is given up soon; the whole of an answer may take as long as a slow client reads it."""


def open_asset_store(url: str, environ: Mapping[str, str], *, syncs: bool = False) -> ObjectAssetStore:
    """The store at `url`: `file:///folder`, `s3://bucket/prefix`, `gs://…`, `az://…`.

    A cloud's credentials are read from `environ` under their customary names (AWS_ACCESS_KEY_ID, …). In a
    folder a file is on the disk when it was put there if it `syncs`, else when the system gets round to it.
    Raises SetupError when the address makes no sense; `prove_usable` finds out whether the store works.
    """
    parts = urlsplit(url)
    try:
        if parts.scheme == "file":
            folder = Path(unquote(parts.path))
            folder.mkdir(parents=True, exist_ok=True)
            return FolderStore(folder, syncs=syncs)
        cloud = read_cloud_settings(parts.scheme, environ)
        store = from_url(
            url,
            config=cast("Any", cloud.config),
            client_options=cast("Any", {**_PATIENCE, **cloud.client_options}),
            retry_config={
                "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=2)},
                "max_retries": 4,
                "retry_timeout": timedelta(seconds=20),
            },
        )
        return ObjectAssetStore(store)
    except (BaseError, OSError, ValueError) as error:
        raise SetupError(
            f"CAVENDISH_STORAGE_URL={url!r} cannot be opened: {error}. Give file:///folder or s3://bucket/prefix"
        ) from error

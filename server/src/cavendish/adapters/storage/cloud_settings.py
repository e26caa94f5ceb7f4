"""Which environment variables set a cloud's object store up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_KNOWN: Final = {
    "AWS": """
        access_key_id secret_access_key session_token region default_region endpoint endpoint_url
        endpoint_url_s3 endpoint_url_sts virtual_hosted_style_request unsigned_payload skip_signature
        checksum_algorithm metadata_endpoint imdsv1_fallback container_credentials_relative_uri
        container_credentials_full_uri container_authorization_token_file web_identity_token_file role_arn
        role_session_name request_payer server_side_encryption sse_kms_key_id sse_bucket_key_enabled
        disable_tagging
    """,
    "GOOGLE": "service_account service_account_path service_account_key application_credentials",
    "AZURE": """
        storage_account_name storage_account_key storage_client_id storage_client_secret storage_tenant_id
        client_id client_secret tenant_id authority_host storage_sas_key storage_token storage_use_emulator
        storage_endpoint msi_endpoint identity_endpoint federated_token_file use_azure_cli
    """,
}
"""What the library knows of each cloud; it refuses others, of which a cloud's machines set many.

Source: the configuration keys of the `object_store` crate (checked 2026-11-23).
"""
_CLOUDS: Final = {"s3": "AWS", "s3a": "AWS", "gs": "GOOGLE", "az": "AZURE", "abfs": "AZURE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudSettings:
    """What the store's library is told: of the store, and of its HTTP connections."""

    config: Mapping[str, str]
    client_options: Mapping[str, bool]


def read_cloud_settings(scheme: str, environ: Mapping[str, str]) -> CloudSettings:
    """The settings for addresses of one kind. Raises ValueError for a kind that is unknown."""
    if (cloud := _CLOUDS.get(scheme)) is None:
        raise ValueError(f"unknown kind of storage {scheme!r}")
    names = {f"{cloud}_{name.upper()}" for name in _KNOWN[cloud].split()}
    return CloudSettings(
        config={_config_key(name): environ[name] for name in sorted(names) if environ.get(name)},
        client_options={"allow_http": True} if _is_on(environ.get(f"{cloud}_ALLOW_HTTP", "")) else {},
    )


def _config_key(variable: str) -> str:
    """The AWS tools' own name for an S3 endpoint is unknown to the library."""
    return "aws_endpoint_url" if variable == "AWS_ENDPOINT_URL_S3" else variable.lower()


def _is_on(value: str) -> bool:
    return value.strip().lower() in ("1", "true", "yes", "on")

"""Which environment variables reach a cloud's store."""

import pytest

from cavendish.adapters.storage.cloud_settings import read_cloud_settings
from cavendish.adapters.storage.store_address import open_asset_store
from cavendish.domain.errors import SetupError


def test_variables_that_only_other_tools_know_are_left_out() -> None:
    """A cloud's own machines set many; the library would refuse to start over each."""
    environ = {
        "AWS_REGION": "eu-west-1",
        "AWS_PROFILE": "x",
        "AWS_EXECUTION_ENV": "y",
        "AWS_ENDPOINT_URL": "",
    }
    assert read_cloud_settings("s3", environ).config == {"aws_region": "eu-west-1"}
    open_asset_store("s3://bucket", {**environ, "AWS_ALLOW_HTTP": "1"})


def test_the_aws_tools_own_name_for_an_s3_endpoint_counts() -> None:
    cloud = read_cloud_settings("s3", {"AWS_ENDPOINT_URL_S3": "https://s3.example.com"})
    assert cloud.config == {"aws_endpoint_url": "https://s3.example.com"}


@pytest.mark.parametrize(("value", "allowed"), [("true", True), ("1", True), ("0", False), ("", False)])
def test_plain_http_has_to_be_allowed(value: str, allowed: bool) -> None:
    options = read_cloud_settings("s3", {"AWS_ALLOW_HTTP": value}).client_options
    assert bool(options.get("allow_http")) is allowed


def test_another_clouds_variables_are_not_read() -> None:
    assert read_cloud_settings("az", {"AWS_REGION": "x", "AZURE_CLIENT_ID": "y"}).config == {
        "azure_client_id": "y"
    }


@pytest.mark.parametrize("url", ["ftp://host/x", "s3:/bucket", "nonsense"])
def test_an_address_that_makes_no_sense_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(SetupError, match="Give file:///folder or s3://bucket/prefix"):
        open_asset_store(url, {})

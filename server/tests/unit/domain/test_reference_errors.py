from cavendish.domain.errors import FailCode
from cavendish.domain.outbound_errors import OutboundError, OutboundReason
from cavendish.domain.reference_errors import ReferenceImageError


def test_a_reference_error_names_the_field_once_its_place_is_known() -> None:
    error = ReferenceImageError(FailCode.IMAGE_TOO_LARGE, "too big")
    assert str(error) == "reference image: too big"
    placed = error.at(3)
    assert str(placed) == "input.image_urls[3]: too big"
    assert (placed.fail_code, placed.index, placed.problem) == (FailCode.IMAGE_TOO_LARGE, 3, "too big")


def test_only_addresses_that_are_not_allowed_count_as_refusals() -> None:
    refusals = {reason for reason in OutboundReason if OutboundError(reason, "x").is_refusal}
    assert refusals == {OutboundReason.URL_REFUSED, OutboundReason.ADDRESS_REFUSED}

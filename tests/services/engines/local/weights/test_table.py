"""The table of weights, and the real files it speaks of."""

import hashlib

from services.engines.local.weights.table import ALL
from services.engines.local.weights.weights import Weights


def test_the_table_names_a_pinned_wheel_and_https_addresses() -> None:
    for weight in ALL:
        assert "==" in weight.requirement
        assert weight.member.endswith((weight.original or weight).name)
        assert len(bytes.fromhex(weight.sha256)) == 32
        assert all(address.startswith("https://") for address in weight.addresses)


def test_the_real_weights_are_what_the_table_says(weights: Weights) -> None:
    for weight in ALL:
        data = weights.path(weight).read_bytes()
        assert len(data) == weight.size
        assert hashlib.sha256(data).hexdigest() == weight.sha256

"""What is simulated beside the open files of fraud reports with a known truth.

The bounds are wide enough for the two open files to stand for one another.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.conftest import shared

from fielding.simulation.linking.groups import Numbers, draw_reports
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import draw_mentions

pytestmark = pytest.mark.slow

#: What the open files call the kinds.
NAMES = {kind: kind.name.lower() for kind in Kind} | {Kind.WALLET: "crypto"}
#: An identifier in more reports than any group's own is a hub.
BUSY = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What can be compared: sizes of groups, and for each kind in how many reports each stands."""

    sizes: Numbers
    degrees: dict[Kind, Numbers]
    reports: int


def _canonical(kind: Kind, raw: str) -> str:
    text = raw.lower().replace("[.]", ".").replace("hxxp", "http")
    match kind:
        case Kind.PHONE | Kind.ACCOUNT:
            digits = re.sub(r"\D", "", text)
            return re.sub(r"^(0044|44)", "0", digits) if kind is Kind.PHONE else digits
        case Kind.DOMAIN:
            return re.sub(r"^https?://", "", text).removeprefix("www.").split("/")[0]
        case _:
            return re.sub(r"\s|mailto:|https?://t\.me/|@(?=\w+$)", "", text)


def _open_file(folder: Path, number: int) -> Counted:
    reports = pq.read_table(folder / f"reports_open_{number}.parquet").to_pydict()
    rows = pq.read_table(folder / f"identifiers_open_{number}.parquet").to_pydict()
    degrees = {}
    for kind, name in NAMES.items():
        named = {
            (report, _canonical(kind, raw))
            for report, told, raw in zip(*rows.values(), strict=True)
            if told == name
        }
        degrees[kind] = np.array(list(Counter(text for _, text in named).values()))
    sizes = np.array(list(Counter(reports["group"]).values()))
    return Counted(sizes=sizes, degrees=degrees, reports=len(reports["group"]))


def _simulated() -> Counted:
    rng = np.random.default_rng(1)
    reports = draw_reports(rng, Mixture(), 50_000)
    mentions = draw_mentions(rng, Mixture(), reports)
    named = np.bincount(mentions.identifier, minlength=len(mentions.kind))
    degrees = {kind: named[(mentions.kind == kind) & (named > 0)] for kind in Kind}
    return Counted(sizes=np.bincount(reports.group), degrees=degrees, reports=len(reports))


@pytest.fixture(scope="module", params=[1, 2])
def real(request: pytest.FixtureRequest) -> Counted:
    return _open_file(shared("link"), request.param)


@pytest.fixture(scope="module")
def simulated() -> Counted:
    return _simulated()


def test_sizes_of_groups_are_alike(real: Counted, simulated: Counted) -> None:
    for least in (2, 3, 5, 10, 20, 50):
        one, other = (np.mean(each.sizes >= least) for each in (real, simulated))
        assert other == pytest.approx(one, rel=0.25), least
    assert np.mean(simulated.sizes == 1) == pytest.approx(np.mean(real.sizes == 1), abs=0.01)


@pytest.mark.parametrize("kind", list(Kind))
def test_identifiers_stand_in_as_many_reports(
    real: Counted, simulated: Counted, kind: Kind
) -> None:
    one, other = real.degrees[kind], simulated.degrees[kind]

    assert other.sum() == pytest.approx(one.sum(), rel=0.06)
    assert np.mean(other == 1) == pytest.approx(np.mean(one == 1), abs=0.03)
    for least in (2, 3, 5):
        more = [np.count_nonzero(each >= least) for each in (one, other)]
        assert more[1] == pytest.approx(more[0], rel=0.2, abs=25), least


@pytest.mark.parametrize("kind", list(Kind))
def test_hubs_take_as_large_a_share(real: Counted, simulated: Counted, kind: Kind) -> None:
    one, other = (each.degrees[kind][each.degrees[kind] >= BUSY] for each in (real, simulated))

    assert other.sum() == pytest.approx(one.sum(), rel=0.12)
    assert other.max() == pytest.approx(one.max(), rel=0.4)

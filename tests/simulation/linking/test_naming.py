"""Who names which identifier, as numbers."""

import numpy as np
import pytest

from fielding.simulation.linking.groups import Reports, draw_reports
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import Mentions, Truth, Whose, draw_mentions

COUNT = 20_000


def _drawn(mixture: Mixture) -> tuple[Reports, Mentions]:
    rng = np.random.default_rng(11)
    reports = draw_reports(rng, mixture, COUNT)
    return reports, draw_mentions(rng, mixture, reports)


@pytest.fixture(scope="module")
def plain() -> tuple[Reports, Mentions]:
    return _drawn(Mixture())


def _groups_naming(reports: Reports, mentions: Mentions, identifier: int) -> int:
    named = mentions.report[mentions.identifier == identifier]
    return len(np.unique(reports.group[named]))


def test_an_identifier_of_a_group_is_named_by_that_group_alone(
    plain: tuple[Reports, Mentions],
) -> None:
    reports, mentions = plain

    own = mentions.truth[mentions.identifier] == Truth.GROUP
    pairs = np.stack([mentions.identifier[own], reports.group[mentions.report[own]]])
    joined = np.unique(pairs, axis=1)
    assert len(joined[0]) == len(np.unique(joined[0]))


def test_nothing_is_named_twice_by_one_report(plain: tuple[Reports, Mentions]) -> None:
    _, mentions = plain

    pairs = np.stack([mentions.report, mentions.identifier, mentions.whose])
    assert np.unique(pairs, axis=1).shape[1] == len(mentions)
    assert np.all(np.diff(mentions.report) >= 0)


def test_a_typo_stands_for_another_of_its_kind(plain: tuple[Reports, Mentions]) -> None:
    _, mentions = plain

    wrong = np.flatnonzero(mentions.truth == Truth.TYPO)
    right = np.setdiff1d(np.arange(len(mentions.kind)), wrong)
    assert len(wrong) > 500
    assert np.array_equal(mentions.kind[wrong], mentions.kind[mentions.meant[wrong]])
    assert np.all(mentions.truth[mentions.meant[wrong]] != Truth.TYPO)
    assert np.array_equal(mentions.meant[right], right)


def test_hubs_stand_in_as_many_reports_as_the_rate_says() -> None:
    _, mentions = _drawn(Mixture(hub_rate=0.1, typos=0.0))

    hubs = mentions.truth[mentions.identifier] == Truth.HUB
    shares = np.bincount(mentions.kind[mentions.identifier[hubs]]) / COUNT
    assert np.all(np.abs(shares - 0.1) < 0.01)


def test_a_mules_account_is_named_in_as_many_groups_as_share_it() -> None:
    reports, mentions = _drawn(Mixture(mules=(60, 8), typos=0.0))

    mules = np.flatnonzero(mentions.truth == Truth.MULE)
    groups = sorted(_groups_naming(reports, mentions, int(mule)) for mule in mules)
    assert np.all(mentions.kind[mules] == Kind.ACCOUNT)
    assert groups == [8, 60]


def test_a_flood_stands_in_its_share_of_one_weeks_reports() -> None:
    reports, mentions = _drawn(Mixture(flood=0.05, typos=0.0))

    flood = np.flatnonzero(mentions.truth == Truth.FLOOD)
    days = reports.day[mentions.report[np.isin(mentions.identifier, flood)]]
    in_week = np.count_nonzero((reports.day >= days.min()) & (reports.day < days.min() + 7))
    assert len(flood) == 1
    assert days.max() - days.min() < 7
    assert 0.03 < len(days) / in_week < 0.08


def test_a_person_who_reports_again_gives_the_same_contact() -> None:
    reports, mentions = _drawn(Mixture(returning=0.3, contact=0.8, typos=0.0))

    own = mentions.truth[mentions.identifier] == Truth.OWN
    pairs = np.stack([mentions.identifier[own], reports.reporter[mentions.report[own]]])
    joined = np.unique(pairs, axis=1)
    assert len(joined[0]) == len(np.unique(joined[0])) == len(np.unique(joined[1]))


def test_the_same_contact_is_given_as_the_reporters_and_as_the_suspects() -> None:
    _, mentions = _drawn(Mixture(contact=1.0, typos=0.0))

    as_own = mentions.identifier[mentions.whose == Whose.REPORTER]
    as_suspects = (mentions.truth[mentions.identifier] == Truth.OWN) & (
        mentions.whose == Whose.SUSPECT
    )
    assert np.all(np.isin(mentions.identifier[as_suspects], as_own))
    assert as_suspects.sum() > 0.25 * COUNT


def test_the_same_seed_names_the_same(plain: tuple[Reports, Mentions]) -> None:
    _, mentions = _drawn(Mixture())

    assert np.array_equal(mentions.identifier, plain[1].identifier)


def test_of_no_reports_nothing_is_named() -> None:
    rng = np.random.default_rng(1)
    reports = draw_reports(rng, Mixture(), 0)

    assert len(draw_mentions(rng, Mixture(mules=(3,), flood=0.05), reports)) == 0

"""What the environment may say, and the page that tells operators so."""

import re
from pathlib import Path

import pytest

from fielding.project import surroundings
from fielding.project.errors import BadSetting
from fielding.project.surroundings import ALL, Setting

DOCS = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.name)
def test_the_page_tells_of_each_setting_as_it_is(setting: Setting[object]) -> None:
    default = f"`{setting.default}`" if setting.default else ""

    row = f"| `{setting.name}` | {default} | {setting.meaning} |"

    assert row in DOCS


def test_the_page_tells_of_no_setting_that_there_is_not() -> None:
    told = set(re.findall(r"FIELDING_[A-Z_]+", DOCS))

    assert told == {setting.name for setting in ALL}


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.name)
def test_every_default_can_be_read(setting: Setting[object]) -> None:
    setting.value({})


def test_an_empty_variable_counts_as_not_set() -> None:
    assert surroundings.ORIGIN.value({"FIELDING_ORIGIN": "  "}) == "fielding.local/log"


def test_a_setting_that_cannot_be_read_says_what_was_expected() -> None:
    with pytest.raises(BadSetting, match="yes or no"):
        surroundings.HTTPS.value({"FIELDING_HTTPS": "maybe"})


def test_a_database_that_is_not_postgresql_is_refused() -> None:
    with pytest.raises(BadSetting, match="postgresql://"):
        surroundings.DATABASE_URL.value({"FIELDING_DATABASE_URL": "sqlite:///hub.db"})


def test_hosts_are_separated_by_commas() -> None:
    told = surroundings.HOSTS.value({"FIELDING_HOSTS": "hub.example, www.hub.example,"})

    assert told == ("hub.example", "www.hub.example")


@pytest.mark.parametrize(
    ("environment", "over_https"),
    [
        ({}, False),
        ({"FIELDING_HOSTS": "localhost"}, False),
        ({"FIELDING_HOSTS": "hub.example"}, True),
        ({"FIELDING_HOSTS": "localhost,hub.example"}, True),
        ({"FIELDING_HOSTS": "hub.example", "FIELDING_HTTPS": "no"}, False),
        ({"FIELDING_HTTPS": "yes"}, True),
    ],
)
def test_only_loopback_names_go_without_https(
    environment: dict[str, str], over_https: bool
) -> None:
    assert surroundings.over_https(environment) is over_https

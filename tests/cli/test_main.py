"""The command line explains itself, and its exit codes mean something."""

from typing import Any

import click
import pytest

from fielding.cli.main import COMMANDS, cli

WANTED = {
    "run", "stop", "serve", "demo", "simulate", "import", "service", "ledger", "user", "org",
    "backup", "restore", "health",
}  # fmt: skip


def _commands(group: click.Group, *path: str) -> list[tuple[str, ...]]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        assert command.name == name
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += _commands(command, *path, name)
    return found


def test_every_command_that_is_promised_is_there() -> None:
    assert set(COMMANDS) >= WANTED


@pytest.mark.parametrize("path", [(), *_commands(cli)], ids=" ".join)
def test_every_command_explains_itself(fielding: Any, path: tuple[str, ...]) -> None:
    said = fielding(*path, "--help")

    assert said.code == 0
    assert len(said.out.splitlines()) > 4


def test_each_command_of_linking_is_summed_up_in_a_whole_sentence(fielding: Any) -> None:
    _, listed = fielding("link", "--help").out.split("Commands:")

    assert "..." not in listed


def test_the_help_says_what_the_exit_codes_mean(fielding: Any) -> None:
    said = fielding("--help")

    assert all(f"{code} " in said.out for code in (0, 1, 2, 3))


def test_a_command_that_is_not_there_ends_with_two(fielding: Any) -> None:
    assert fielding("no-such-thing").code == 2


def test_a_fault_is_told_in_a_sentence_and_ends_with_three_when_something_is_missing(
    fielding: Any, database: str, tmp_path: Any
) -> None:
    said = fielding("ledger", "export", str(tmp_path / "export"))

    assert said.code == 3
    assert said.err.startswith("The ledger has no checkpoint yet")
    assert "Traceback" not in said.err

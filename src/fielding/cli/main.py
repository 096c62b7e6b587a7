"""The command `fielding` and its groups; each command lives in a module of its own."""

from pkgutil import resolve_name

import click

from fielding.cli.exits import Told

_EXITS = """\b
Ends with 0 when all is well, 1 when something is wrong with what was asked about,
2 when the command was not understood, 3 when the hub is not set up or cannot be reached."""

#: Each command and where it lives. It is loaded when it is called for: the hub starts by three
#: commands, one after the other, and none of them waits for what only the others need.
COMMANDS = {
    "run": "fielding.cli.run:run_command",
    "stop": "fielding.cli.run:stop_command",
    "serve": "fielding.cli.serve:serve_command",
    "sequence": "fielding.cli.sequence:sequence_command",
    "demo": "fielding.cli.demo:demo_command",
    "simulate": "fielding.cli.simulate:simulate_command",
    "import": "fielding.cli.imports:import_command",
    "service": "fielding.cli.service:service_group",
    "ledger": "fielding.cli.ledger:ledger_group",
    "link": "fielding.cli.link:link_group",
    "register": "fielding.cli.register:register_group",
    "invoice": "fielding.cli.invoice:invoice_group",
    "draw": "fielding.cli.draw:draw_group",
    "measures": "fielding.cli.measures:measures_group",
    "handover": "fielding.cli.handover:handover_group",
    "org": "fielding.cli.org:org_group",
    "user": "fielding.cli.user:user_group",
    "flags": "fielding.cli.flags:flags_command",
    "segments": "fielding.cli.segments:segments_group",
    "figures": "fielding.cli.figures:figures_command",
    "backup": "fielding.cli.backup:backup_command",
    "restore": "fielding.cli.backup:restore_command",
    "health": "fielding.cli.health:health_command",
    "reset": "fielding.cli.reset:reset_command",
}

#: Commands of a group that need much more than the group's others do.
WITHIN = {
    "link": {
        "explain": "fielding.cli.link_explain:explain_command",
        "across-forces": "fielding.cli.link_across_forces:across_forces_command",
        "drift": "fielding.cli.link_drift:drift_command",
        "export": "fielding.cli.link_export:export_command",
        "health": "fielding.cli.link_health:health_command",
        "search": "fielding.cli.link_search:search_command",
        "table": "fielding.cli.link_table:table_command",
        "train": "fielding.cli.link_train:train_command",
        "twins": "fielding.cli.link_twins:twins_command",
    }
}


def command_named(name: str) -> click.Command:
    """Load a command; a name that is not in COMMANDS is a KeyError."""
    command: click.Command = resolve_name(COMMANDS[name])
    return command


class _Commands(Told):
    """The commands by name, each loaded when it is called for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        return command_named(name) if name in COMMANDS else None


class LateCommands(click.Group):
    """A group of which some commands are loaded when they are called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *WITHIN[self.name or ""]])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        late = WITHIN[self.name or ""].get(name)
        return resolve_name(late) if late else super().get_command(ctx, name)


@click.group(cls=_Commands, epilog=_EXITS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fielding")
def cli() -> None:
    """Run a public service on one tamper-evident ledger."""

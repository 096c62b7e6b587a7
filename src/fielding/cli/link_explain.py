"""`fielding link explain`: why a report is in its network, and why two are not together."""

import json
from collections.abc import Iterable
from dataclasses import asdict

import click

from fielding.wiring.linking_explained import ToldWhy, explain_report
from fielding.wiring.linking_told import Sentence


@click.command("explain")
@click.argument("reference")
@click.argument("other", required=False)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def explain_command(reference: str, other: str | None, as_json: bool) -> None:
    """Say why report REFERENCE is in its network.

    With OTHER, why the two are together or not. Identifiers are shown masked.
    """
    told = explain_report(reference, other)
    if as_json:
        click.echo(json.dumps(asdict(told), indent=2, default=str))
    else:
        click.echo("\n".join(_told(told, reference, other)))


def _told(told: ToldWhy, reference: str, other: str | None) -> Iterable[str]:
    if other and not told.network:
        yield f"{reference} and {other} are in different networks."
        if not told.apart:
            yield "They share no identifier of the other side, nor nearly one."
    elif told.alone:
        yield f"{reference} is in no network with another report."
    else:
        yield f"{reference} is in the network of {told.network}."
        if not told.steps and told.network == reference and not other:
            yield "It is the first report there: the others hang on it."
        elif not told.steps:
            yield "What joins it runs through more reports than are read for this."
    yield from _listed("What holds them together:", told.steps)
    yield from _listed("What joins nothing:", told.apart)
    yield f"This stands at entry {told.at.upto:,}, under version {told.at.version} of the rules."


def _listed(title: str, sentences: Iterable[Sentence]) -> list[str]:
    told = [_written(sentence) for sentence in sentences]
    return [title, *told] if told else []


def _written(sentence: Sentence) -> str:
    weighs = f" ({sentence.weighs})" if sentence.weighs else ""
    return f"  {sentence.one} and {sentence.other}: {sentence.says}{weighs}"

"""`python -m bench.linking_told [reports] [seed]`: what names and wording add, against the truth.

Reports are told in full, question by question, as the simulator tells them, and read as the hub
reads them. A model of persons is trained on what they tell, as `fielding link train` does. The
networks are worked out without names, with names, and with names and wording.
"""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations

import pyarrow as pa

from fielding.definitions.service import Kind, Service
from fielding.engines.linking.splink_training import Engine
from fielding.engines.linking.told_training import train_on_told
from fielding.engines.linking.whole import InBulk, work_out
from fielding.engines.reference_tables import ReferenceTables
from fielding.linking.agreement import compare
from fielding.linking.identifiers.identifier import SEARCHED, Identifier
from fielding.linking.mentions import Whose, read_mentions
from fielding.linking.networks.everything import Everything
from fielding.linking.networks.people import PERSON, person_of
from fielding.linking.persons.blocking import tokens_of
from fielding.linking.persons.fields import Field, Record
from fielding.linking.persons.model import PersonModel
from fielding.linking.persons.pairing import BUSIEST, LIKELY
from fielding.linking.persons.reading import read_model
from fielding.linking.persons.scoring import probability_of, score
from fielding.linking.persons.told import read_person, read_witnessed
from fielding.linking.sketching import sketch_of
from fielding.simulation.answering import Reporter
from fielding.simulation.caseload import Plan, plan_plots
from fielding.simulation.drawing import seeded
from fielding.simulation.places import read_country
from fielding.simulation.world import read_world
from fielding.testing.near_pairs import near_pairs
from fielding.testing.services import shipped

KEY = b"k" * 32
BEGIN, UNTIL = datetime(2025, 11, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
FIELDS = (Field.FIRST_NAME, Field.SURNAME, Field.POSTCODE, Field.PHONE, Field.EMAIL)
Couple = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A caseload as the hub reads it, and the truth."""

    everything: Everything
    groups: Mapping[int, int]
    persons: Mapping[int, Record]
    witnessed: Mapping[int, Record]


def tell(reports: int, seed: int, service: Service) -> Iterator[tuple[int, dict[str, object]]]:
    """Give the true group and the answers of each report."""
    tables, world = ReferenceTables(), read_world(service.code)
    referrals = tables.read("action_fraud_referrals").mappings
    country = read_country(referrals, tables.read("geo/outcode_force").mappings)
    plots = plan_plots(world, country, Plan(seed=seed, reports=reports, begin=BEGIN, until=UNTIL))
    forces = list(country.forces.values())
    for number in range(reports):
        plot = plots.of(number)
        reporter = Reporter(
            rng=seeded(f"report/{seed}/{number}"), hand=seeded(f"hand/{seed}/{number}"),
            world=world, country=country, force=forces[plot.force], plot=plot, seed=seed,
            today=UNTIL.date(),
        )  # fmt: skip
        yield plot.group, reporter.answer(service)


def read(reports: int, seed: int) -> Read:
    """Read a caseload: identifiers, near ones, sketches of wording, and names."""
    service = shipped()["fraud"]
    numbers: dict[tuple[str, str], int] = {}
    known: dict[int, Identifier] = {}
    mentions, kinds, wording = [], {}, {}
    groups, persons, witnessed = {}, {}, {}
    for report, (group, answers) in enumerate(tell(reports, seed, service)):
        groups[report] = group
        for mention in read_mentions(service, answers).mentions:
            identifier = mention.identifier
            if identifier.kind in SEARCHED:
                continue
            number = numbers.setdefault(identifier.key, len(numbers))
            known.setdefault(number, identifier)
            kinds[number] = identifier.kind.value
            mentions.append((report, number, mention.whose is Whose.REPORTER))
        texts = (answers.get(n) for n, q in service.questions.items() if q.kind is Kind.LONG_TEXT)
        sketch = sketch_of(KEY, (text for text in texts if isinstance(text, str)))
        if sketch is not None:
            wording[report] = sketch
        if (person := read_person(service, answers)) is not None:
            persons[report] = person
            witnessed[report] = read_witnessed(service, answers) or person
    everything = Everything(
        reports=range(reports), mentions=mentions, kinds=kinds, near=near_pairs(known),
        judgements={},
        marks={}, wording=wording,
    )  # fmt: skip
    return Read(everything=everything, groups=groups, persons=persons, witnessed=witnessed)


def learn(read: Read) -> PersonModel:
    """Train a model on what the reports tell."""
    told = read.witnessed
    table = pa.table(
        {
            "unique_id": pa.array(list(told), pa.int64()),
            **{f.value: pa.array([r.get(f.value) for r in told.values()], pa.string())
               for f in FIELDS},
        }
    )  # fmt: skip
    engine = Engine(threads=os.cpu_count() or 1, memory="2GB", random_pairs=1e6)
    return read_model(train_on_told(table, KEY, engine, lambda _done, _of: None), KEY)


def pair(model: PersonModel, persons: Mapping[int, Record]) -> set[Couple]:
    """Find the reports of likely one person, as the linker does."""
    held: dict[bytes, list[int]] = defaultdict(list)
    for report, record in persons.items():
        for token in tokens_of(model.rules, KEY, record):
            held[token].append(report)
    met = {c for each in held.values() if len(each) <= BUSIEST for c in combinations(each, 2)}
    return {
        (one, other)
        for one, other in met
        if probability_of(score(model, persons[one], persons[other]).likely) >= LIKELY
    }


def with_persons(everything: Everything, couples: set[Couple]) -> Everything:
    """Add persons, and which of them are likely one."""
    told = sorted({report for couple in couples for report in couple})
    return replace(
        everything,
        mentions=[*everything.mentions, *((report, person_of(report), False) for report in told)],
        kinds={**everything.kinds, **{person_of(report): PERSON for report in told}},
        near={*everything.near, *((person_of(b), person_of(a)) for a, b in couples)},
    )


def main(reports: int, seed: int) -> None:
    began = time.perf_counter()
    told = read(reports, seed)
    print(f"{reports:,} reports, seed {seed}; told and read in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    model = learn(told)
    print(f"{len(told.persons):,} tell a name; trained in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    couples = pair(model, told.persons)
    right = sum(told.groups[one] == told.groups[other] for one, other in couples)
    spent = time.perf_counter() - began
    print(f"{len(couples):,} pairs of likely one person, {right:,} of one group; {spent:.1f} s")
    full = told.everything
    limits, plain = InBulk().limits(full), replace(full, wording={})
    ways = {
        "neither": plain,
        "names": with_persons(plain, couples),
        "both": with_persons(full, couples),
    }
    near = [couple for couple in full.near if full.kinds[couple[0]] == "phone"]
    print(f"{len(near):,} pairs of phones are near each other")
    print(f"{'':10}precision recall    F1  B-cubed F  most strangers")
    for name, everything in ways.items():
        found = compare(work_out(everything, limits).network.tolist(), list(told.groups.values()))
        print(
            f"{name:10}{float(found.precision):9.4f} {float(found.recall):6.4f} "
            f"{float(found.f1):5.4f} {float(found.cubed_f):10.4f} {found.most_strangers:15,}"
        )


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]]
    main(*(asked + [20_000, 1][len(asked) :]))

"""`python -m bench.linking_worlds [reports] [seed]`: networks held against the simulated truth.

Each row is a world with one thing made worse. Typos and what they stand for are told as near.
"""

import sys
from dataclasses import replace

import numpy as np

from fielding.linking.agreement import Agreement, compare
from fielding.simulation.linking.groups import draw_reports
from fielding.simulation.linking.linked import link_drawn
from fielding.simulation.linking.mixture import USES, Kind, Mixture


def _own(share: float) -> Mixture:
    """Mix in reporters' own phones, given as the suspect's, and people who report again."""
    uses = {**USES, Kind.PHONE: replace(USES[Kind.PHONE], own=share)}
    return Mixture(uses=uses, contact=0.8, returning=0.2)


WORLDS = {
    "like the open files": Mixture(),
    "hubs in 3 %": Mixture(hub_rate=0.03),
    "hubs in 12 %": Mixture(hub_rate=0.12),
    "a mule of 60 groups": Mixture(mules=(60,)),
    "mules of 60, 40 and 20": Mixture(mules=(60, 40, 20), mule_share=0.5),
    "a flood in 5 % of a week": Mixture(flood=0.05),
    "own phones in 10 %": _own(0.10),
    "own phones in 30 %": _own(0.30),
    "15 % typos": Mixture(typos=0.15),
    "no typos": Mixture(typos=0.0),
}


def measure(mixture: Mixture, reports: int, seed: int) -> Agreement:
    """Draw a world, link it in bulk and hold it against its truth."""
    rng = np.random.default_rng(seed)
    drawn = draw_reports(rng, mixture, reports)
    return compare(link_drawn(rng, mixture, drawn).tolist(), drawn.group.tolist())


def main(reports: int, seed: int) -> None:
    print(f"{reports:,} reports, seed {seed}")
    print(f"{'':26}precision recall   F1  B-cubed F  largest  most strangers")
    for name, mixture in WORLDS.items():
        found = measure(mixture, reports, seed)
        print(
            f"{name:26}{float(found.precision):9.3f} {float(found.recall):6.3f} "
            f"{float(found.f1):5.3f} {float(found.cubed_f):9.3f} "
            f"{found.largest_network:8,} {found.most_strangers:9,}"
        )


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]]
    main(*(asked + [50_000, 1][len(asked) :]))

"""What working out all networks at once gives."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fielding.engines.linking.batch_arrays import Flags, Numbers
from fielding.engines.linking.batch_states import STATES
from fielding.linking.networks.standing import State


@dataclass(frozen=True, kw_only=True)
class Networks:
    """Where each report stands, and how each identifier does, both in the order of their names."""

    reports: Numbers
    core: Numbers
    body: Flags
    family: Numbers
    network: Numbers
    identifiers: Numbers
    #: Places in STATES.
    state: NDArray[np.int8]

    def states(self) -> dict[int, State]:
        """Give the state of each identifier."""
        pairs = zip(self.identifiers.tolist(), self.state.tolist(), strict=True)
        return {identifier: STATES[state] for identifier, state in pairs}

"""What can be wrong with a world that is to be simulated."""

from fielding.kernel.errors import FieldingError


class BrokenWorld(FieldingError):
    """The description of a synthetic world does not fit its service; mend the world's file."""

    code = "broken_world"

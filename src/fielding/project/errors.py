"""What can be wrong with the surroundings the hub is started in."""

from fielding.kernel.errors import FieldingError


class BadSetting(FieldingError):
    """A variable of the environment cannot be read: set it as docs/settings.md says."""

    code = "bad_setting"

"""What can be wrong with the settings that red flags are computed by."""

from fielding.kernel.errors import FieldingError


class UnknownSetting(FieldingError):
    """No red flag has this setting; the page of red flags in the documentation lists them all."""

    code = "flags.unknown_setting"


class WrongSetting(FieldingError):
    """A setting of a red flag has a value that it cannot have; write a plain number, or words with | between them."""  # noqa: E501 one sentence

    code = "flags.wrong_setting"

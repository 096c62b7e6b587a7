"""What makes the verifier stop, or refuse one thing and go on."""


class VerifierError(Exception):
    """The root of the verifier's errors; the message is for people."""


class Unusable(VerifierError):
    """What was given on the command line cannot be used; nothing was checked."""


class Refused(VerifierError):
    """One thing does not hold; the message says what, in plain words."""

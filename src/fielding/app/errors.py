"""What a use case can fail with, beyond what the rules say."""

from fielding.kernel.errors import FieldingError


class Overtaken(FieldingError):
    """Somebody else added to this case just now; nothing was kept. Look again and retry."""

    code = "overtaken"


class InFlight(FieldingError):
    """The same request is being worked on at this moment; ask again in a second."""

    code = "in_flight"


class KeyReused(FieldingError):
    """This idempotency key was used for something else; use a new key for a new request."""

    code = "key_reused"


class OtherContent(FieldingError):
    """Its key came before, with other content; find out which of the two is right."""

    code = "other_content"


class OutdatedOutcome(FieldingError):
    """Its case has a later outcome already; nothing was changed."""

    code = "outdated_outcome"


class UnknownService(FieldingError):
    """There is no such service; `fielding service list` names those there are."""

    code = "unknown_service"


class WrongCode(FieldingError):
    """The reference and the code do not belong together; check both and try again."""

    code = "wrong_code"


class AnswersAtFault(FieldingError):
    """Some answers cannot be used; each fault says what to do."""

    code = "answers_at_fault"

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__(**faults)


class DraftGone(FieldingError):
    """The unfinished report is gone: it was sent, or 28 days have passed. Start again."""

    code = "draft_gone"


class StoreUnreachable(FieldingError):
    """The database does not answer. Nothing was kept; try again in a minute."""

    code = "store_unreachable"


class DecidedMeanwhile(FieldingError):
    """Somebody else decided while this decision was being written; look at the case again."""

    code = "decided_meanwhile"


class TakenAlready(FieldingError):
    """Somebody else has this case already; take another."""

    code = "taken_already"

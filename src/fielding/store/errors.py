"""What can be wrong with the database the hub is given."""

from fielding.kernel.errors import FieldingError


class PowerfulRole(FieldingError):
    """The hub must not run as a superuser or owner of its tables: row-level security would be void.

    Start it as the role `fielding_web`.
    """

    code = "powerful_role"


class UnsafeDatabase(FieldingError):
    """A database setting could lose acknowledged reports; switch it back on and start again."""

    code = "unsafe_database"


class NameTaken(FieldingError):
    """There is already an account or an organisation of this name; choose another."""

    code = "name_taken"


class BadAccount(FieldingError):
    """The account's parts do not fit together; the fault says what to change."""

    code = "bad_account"

    def __init__(self, faults: dict[str, str]) -> None:
        #: By field: what is wrong and what to do.
        self.faults = faults
        super().__init__(**faults)


class NotStaff(FieldingError):
    """This account or key opens nothing here, or no longer; ask an administrator."""

    code = "not_staff"


class DatabaseInUse(FieldingError):
    """A backup is restored into an empty database only: name another, or `fielding reset` first."""

    code = "database_in_use"


class KeysDoNotFit(FieldingError):
    """Other keys signed this ledger: put the folder of keys of its own hub in place first."""

    code = "keys_do_not_fit"


class RestoreRefused(FieldingError):
    """The backup is not restored: its ledger is damaged, or older than what was seen outside. Find a later or another copy; the verifier's words say why."""  # noqa: E501 one sentence

    code = "restore_refused"

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

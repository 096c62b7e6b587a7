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

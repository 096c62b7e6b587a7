"""What the hub insists on before it serves anybody: a bound role, and a database that keeps."""

from django.db import connection

from fielding.store.errors import PowerfulRole, UnsafeDatabase
from fielding.store.statements import read_statements

SQL = read_statements("provision_statements")


def require_bound_role() -> None:
    """Raise PowerfulRole if row-level security does not bind this connection's role."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["role_powers"])
        row = cursor.fetchone()
    if row is None or row[0]:
        raise PowerfulRole(role=connection.settings_dict["USER"])


def require_safe_settings() -> None:
    """Raise UnsafeDatabase if a committed entry could be lost in a crash."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["safety"])
        off = [name for name, _ in cursor.fetchall()]
    if off:
        raise UnsafeDatabase(off=", ".join(off))

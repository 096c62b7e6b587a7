"""Where the public accounts lie. Loads nothing that reads or writes columns: pages look here."""

from fielding.engines.accounts import AccountsFolder
from fielding.wiring.publishing import published


def accounts() -> AccountsFolder:
    """Give the folder of the releases."""
    return AccountsFolder(folder=published() / "accounts")

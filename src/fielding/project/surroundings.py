"""What the environment may say: every FIELDING_ variable, its default and its meaning."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from fielding.project.errors import BadSetting

Value = TypeVar("Value")

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Generic[Value]):
    """One variable of the environment."""

    name: str
    #: Turns the text into the value; raises ValueError that says what was expected.
    read: Callable[[str], Value]
    default: str
    meaning: str

    def value(self, environment: Mapping[str, str]) -> Value:
        """Give what the environment says, or the default; an empty variable counts as not set.

        Raises BadSetting.
        """
        text = environment.get(self.name, "").strip() or self.default
        try:
            return self.read(text)
        except ValueError as fault:
            raise BadSetting(name=self.name, expected=str(fault)) from fault

    def is_set(self, environment: Mapping[str, str]) -> bool:
        """Say whether the environment names it."""
        return bool(environment.get(self.name, "").strip())


def _yes_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError("yes or no")
    return text == "yes"


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _folder(text: str) -> Path | None:
    return Path(text).resolve() if text else None


def _days(text: str) -> int:
    if not text.isdecimal():
        raise ValueError("a number of days")
    return int(text)


def _database_url(text: str) -> str:
    if text and urlsplit(text).scheme not in {"postgresql", "postgres"}:
        raise ValueError("postgresql://user:password@host:port/database")
    return text


DATABASE_URL = Setting(
    name="FIELDING_DATABASE_URL",
    read=_database_url,
    default="",
    meaning="The PostgreSQL server to use: `postgresql://user:password@host:port/database`, as a "
    "role that may create roles and databases. Only setting up acts as that role; the hub itself "
    "signs in as `fielding_web` and `fielding_sequencer`, with passwords derived from its keys. "
    "Not set: the server that the hub runs itself, in `FIELDING_VAR`.",
)
VAR = Setting(
    name="FIELDING_VAR",
    read=lambda text: Path(text).resolve(),
    default="var",
    meaning="The folder for everything that the hub keeps on this machine: the database it runs "
    "itself, published checkpoints, logs.",
)
KEYS = Setting(
    name="FIELDING_KEYS",
    read=_folder,
    default="",
    meaning="The folder (mode 0700) of the hub's keys. Without these files nothing sealed can be "
    "read again: keep a copy elsewhere. Not set: `keys` in `FIELDING_VAR`.",
)
HOSTS = Setting(
    name="FIELDING_HOSTS",
    read=_names,
    default=",".join(LOOPBACK),
    meaning="The names under which people reach the hub, separated by commas. Other names are "
    "refused.",
)
HTTPS = Setting(
    name="FIELDING_HTTPS",
    read=_yes_no,
    default="yes",
    meaning="`yes`: cookies travel over HTTPS only, and browsers are told so; the hub stands "
    "behind something that speaks HTTPS. Not set, and reached under this machine's own "
    "loopback names only: `no`.",
)
ORIGIN = Setting(
    name="FIELDING_ORIGIN",
    read=str,
    default="fielding.local/log",
    meaning="The name of the ledger in its checkpoints and keys. Choose it once: proofs made under "
    "another name no longer fit.",
)
SERVICES = Setting(
    name="FIELDING_SERVICES",
    read=_folder,
    default="",
    meaning="A folder of further service definitions (`*.yaml`), beside those that are shipped.",
)
REFERENCE = Setting(
    name="FIELDING_REFERENCE",
    read=_folder,
    default="",
    meaning="A folder of reference tables; a file here replaces the shipped one of the same name.",
)
SORT_CODES = Setting(
    name="FIELDING_SORT_CODES",
    read=_folder,
    default="",
    meaning="A folder with the payment scheme's table of sort codes, `valacdos.txt` and "
    "`scsubtab.txt` (from the scheme's own pages; it may not be passed on). Accounts that reports "
    "name are checked against it; without it they count as unchecked, and link all the same.",
)
BACKUP_DAYS = Setting(
    name="FIELDING_BACKUP_DAYS",
    read=_days,
    default="35",
    meaning="How many days you keep a backup. An erased case can be read from a backup made "
    "before its erasure, with the keys, until then; erasures are reported with that date.",
)
OIDC_URL = Setting(
    name="FIELDING_OIDC_URL",
    read=str,
    default="",
    meaning="The address of your OpenID Connect provider. Set: staff can sign in through it.",
)
OIDC_NAME = Setting(
    name="FIELDING_OIDC_NAME",
    read=str,
    default="your organisation",
    meaning="What the sign-in page calls that provider.",
)
OIDC_CLIENT = Setting(
    name="FIELDING_OIDC_CLIENT",
    read=str,
    default="",
    meaning="The client's name at that provider.",
)
OIDC_SECRET = Setting(
    name="FIELDING_OIDC_SECRET",
    read=str,
    default="",
    meaning="The client's secret at that provider.",
)

ALL: tuple[Setting[Any], ...] = (
    DATABASE_URL, VAR, KEYS, HOSTS, HTTPS, ORIGIN, SERVICES, REFERENCE, SORT_CODES,
    BACKUP_DAYS, OIDC_URL, OIDC_NAME, OIDC_CLIENT, OIDC_SECRET,
)  # fmt: skip


def over_https(environment: Mapping[str, str]) -> bool:
    """Say whether people reach the hub over HTTPS: yes, unless under loopback names only."""
    on_loopback = set(HOSTS.value(environment)) <= set(LOOPBACK)
    return HTTPS.value(environment) and (HTTPS.is_set(environment) or not on_loopback)

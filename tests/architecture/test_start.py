"""The hub starts quickly because what starts it loads little."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fielding.cli.main import COMMANDS

pytestmark = pytest.mark.slow

#: What the web server may load before its first page, beside the standard library. Each package
#: more is waited for by whoever runs `make run`: what only a few pages or commands need is loaded
#: by the process that does their work.
ALLOWED = {
    "fielding",
    # Django, what signs staff in, the API
    "django", "allauth", "asgiref", "csp", "fido2", "jinja2", "markupsafe", "ninja", "pydantic",
    "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection", "sqlparse",
    "whitenoise", "requests", "urllib3", "certifi", "charset_normalizer", "idna", "packaging",
    # database, keys, definitions, working days
    "psycopg", "psycopg_binary", "cryptography", "cython_runtime", "ruamel", "psutil", "holidays",
    "dateutil", "six",
    # the special functions of the books' intervals
    "numpy", "scipy",
    # what reads an identifier that somebody looks up: some 0.1 s
    "phonenumbers", "tldextract", "filelock", "requests_file", "schwifty", "pycountry", "rstr",
    "stdnum",
    # what writes a network for other bodies' programs: 70 ms, 6 MB
    "stix2", "stix2patterns", "antlr4", "pytz", "simplejson",
    # what Django colours a terminal with, where it is installed
    "colorama",
    # the merging of contracting files: 8 ms
    "ocdsmerge", "jsonref", "proxytypes",
    # what urllib3 takes where the letter's PDF is installed: 1 ms
    "brotli",
}  # fmt: skip
#: Of scipy, its special functions alone: its statistics take a second to load.
TOO_LARGE = {"scipy.stats", "scipy.optimize", "scipy.sparse", "scipy.linalg"}
#: The commands that `make run` waits for, one after the other, and the rooms none of them needs.
STARTING = ["run", "serve", "sequence"]
NEVER_TO_START = ("fielding.oversight", "fielding.simulation")

_LOADED = "import sys; print(*sys.modules, sep='\\n')"


def _loaded(code: str, var: Path) -> set[str]:
    """Give the modules that a process of its own has loaded after some code."""
    surroundings = {**os.environ, "FIELDING_VAR": str(var)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "fielding.project.settings"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{_LOADED}"],
        env=surroundings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


def _foreign(modules: set[str]) -> set[str]:
    tops = {module.partition(".")[0] for module in modules}
    return {top for top in tops - sys.stdlib_module_names if not top.startswith("_")}


def test_the_web_server_loads_nothing_before_its_first_page_but_what_is_listed(
    tmp_path: Path,
) -> None:
    loaded = _loaded("import fielding.project.wsgi", tmp_path)

    assert "fielding.web.public.urls" in loaded, "pages are loaded before the first is asked for"
    assert _foreign(loaded) - ALLOWED == set()
    assert loaded & TOO_LARGE == set()


@pytest.mark.parametrize("name", STARTING)
def test_the_commands_that_start_the_hub_load_no_more_than_a_terminal_needs(
    name: str, tmp_path: Path
) -> None:
    module = COMMANDS[name].partition(":")[0]

    loaded = _loaded(f"import django; django.setup(); import {module}", tmp_path)

    assert _foreign(loaded) - (ALLOWED - {"numpy", "scipy"}) - {"click", "rich"} == set()
    assert {name for name in loaded if name.startswith(NEVER_TO_START)} == set()

"""The web server: granian, whose workers are forked from a process that has loaded the pages.

So they are loaded once, however many workers there are, and a worker that died is back at once.
Run with `python -m`; the options are granian's own.
"""

from granian.cli import cli

import fielding.project.wsgi  # noqa: F401 loaded before there are workers

if __name__ == "__main__":
    cli(auto_envvar_prefix="GRANIAN")

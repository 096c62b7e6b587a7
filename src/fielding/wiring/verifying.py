"""Runs the verifier beside the hub, as the program of its own that it is."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from fielding.wiring.hub import keyring
from fielding.wiring.running import script


def verify_export(folder: Path, seen: Sequence[Path], *, as_json: bool) -> tuple[int, str]:
    """Check an export with the hub's own keys; give the verifier's exit code and its words."""
    keys = keyring().verifier_keys()
    command = [script("fielding-verifier"), "export", str(folder)]
    command += ["--key", keys["log"], "--key", keys["cosigner"]]
    command += [part for path in seen for part in ("--seen", str(path))]
    command += ["--json"] if as_json else []
    done = subprocess.run(  # noqa: S603 our own program, no shell
        command, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).rstrip()

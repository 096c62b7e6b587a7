"""The verifier's command line."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from fielding_verifier.errors import Refused, Unusable
from fielding_verifier.exports import Question, check_export
from fielding_verifier.receipts import check_answers, check_receipt, read_receipt
from fielding_verifier.signing import Key, read_key
from fielding_verifier.told import (
    FORMAT,
    export_document,
    export_words,
    receipt_document,
    receipt_words,
)

FINE, FAULTY, UNUSABLE = 0, 1, 2

_ABOUT = """\
Checks receipts and exported ledgers of Fielding. It needs nothing of the hub it checks: no
network, no database, no account. It trusts only the keys you give it, which you should have
from somewhere other than the export: the overseer, a newspaper, an earlier letter."""

_KEYS = """\
A key looks like fielding.local/log+1a2b3c4d+AQ... Every key given must have signed every
checkpoint; give the ledger's key and its cosigner's.

Exit codes: 0 nothing wrong was found; 1 something is wrong; 2 it could not be checked."""

_EXPORT = """\
Checks every entry, tile, checkpoint and chain of an exported ledger, and names the first bad
entry. Without --seen nobody can tell an honest ledger from one that was cut short, or wholly
rewritten by a thief of its keys: keep checkpoints and receipts outside, and give them here."""

_RECEIPT = """\
Checks that the entry in a receipt is in the ledger, and with --answers that the words on the
private page are those that were sealed in it."""


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(
        prog="fielding-verifier",
        description=_ABOUT,
        epilog=_KEYS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(required=True, metavar="receipt | export")
    receipt = _command(commands.add_parser, "receipt", _RECEIPT)
    receipt.add_argument("file", type=Path, help="the .receipt file")
    receipt.add_argument("--answers", type=Path, help="the answers file of the private page")
    receipt.set_defaults(check=_receipt)
    export = _command(commands.add_parser, "export", _EXPORT)
    export.add_argument("folder", type=Path, metavar="DIR", help="the exported ledger")
    export.add_argument(
        "--seen",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint, proof or receipt kept outside; may be given many times",
    )
    export.add_argument(
        "--blobs", type=Path, metavar="DIR", help="stored sealed texts (default: DIR/sealed)"
    )
    export.set_defaults(check=_export)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    asked = parser().parse_args(arguments)
    try:
        keys = [read_key(vkey) for vkey in asked.key]
        code: int = asked.check(asked, keys)
    except Unusable as fault:
        sys.stderr.write(f"{fault}\n")
        return UNUSABLE
    return code


def _command(
    add: Callable[..., argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    command = add(
        name,
        description=about,
        epilog=_KEYS,
        help=about.partition(".")[0].replace("\n", " "),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "--key",
        action="append",
        required=True,
        metavar="VKEY",
        help="a key that must have signed; give one --key for each",
    )
    command.add_argument("--json", action="store_true", help="answer in JSON")
    return command


def _receipt(asked: argparse.Namespace, keys: Sequence[Key]) -> int:
    content = _read(asked.file)
    answers = None if asked.answers is None else _read(asked.answers)
    try:
        checked = check_receipt(read_receipt(content), keys)
        names = None if answers is None else check_answers(answers, checked.entry)
    except Refused as fault:
        words = [f"This receipt does NOT hold: {fault}."]
        _say(asked, {"format": FORMAT, "fine": False, "said": str(fault)}, words)
        return FAULTY
    _say(asked, receipt_document(checked, names), receipt_words(checked, names))
    return FINE


def _export(asked: argparse.Namespace, keys: Sequence[Key]) -> int:
    if asked.blobs and not asked.blobs.is_dir():
        raise Unusable(f"{asked.blobs} is not a folder.")
    answer = check_export(
        Question(folder=asked.folder, keys=keys, seen=asked.seen, blobs=asked.blobs)
    )
    _say(asked, export_document(answer), export_words(answer))
    return FAULTY if answer.findings.counts else FINE


def _say(asked: argparse.Namespace, document: dict[str, object], words: Iterable[str]) -> None:
    told = json.dumps(document, indent=2, ensure_ascii=False) if asked.json else "\n".join(words)
    sys.stdout.write(told + "\n")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Unusable(f"{path} cannot be read: {fault.strerror}") from fault


if __name__ == "__main__":
    sys.exit(main())

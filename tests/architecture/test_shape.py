"""The shape of the house: small modules that say what they are for, and an engine without names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import fielding
from fielding.cli.main import COMMANDS

ROOT = Path(fielding.__file__).parent
SOURCE = ROOT.parent
MODULES = sorted(
    path for path in SOURCE.rglob("*.py") if path.is_relative_to(ROOT) or "_verifier" in str(path)
)
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
SERVICES = sorted(path.stem for path in (ROOT / "services").glob("*.yaml"))
#: Invented worlds are of one service each, and say so; so does what loads one.
ABOUT_ONE_SERVICE = ("simulation", "wiring/simulating.py", "services", "reference")
BANNED_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "data",
    "info",
    "process",
}


def _place(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _words(tree: ast.Module) -> Iterator[str]:
    """Give every string of a module that is not a docstring."""
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def _room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def _engine_files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        place = path.relative_to(ROOT).as_posix()
        if path.suffix in {".py", ".sql", ".html", ".toml"} and not place.startswith(
            ABOUT_ONE_SERVICE
        ):
            yield path


@pytest.mark.parametrize("path", MODULES, ids=_place)
def test_a_module_opens_with_a_sentence_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text)) or ""

    first = docstring.partition("\n\n")[0]

    assert first.endswith((".", "?")), f"{_place(path)} opens with: {first!r}"
    assert len(text.splitlines()) <= LONGEST_MODULE


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{_place(path)}:{function.lineno} {function.name}"
        for path in MODULES
        for function in _functions(_tree(path))
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def test_no_module_or_class_has_a_name_that_says_nothing() -> None:
    empty = [_place(path) for path in MODULES if path.stem in BANNED_NAMES]
    empty += [
        f"{_place(path)}: {node.name}"
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef) and node.name.lower().endswith(("manager", "helper"))
    ]

    assert empty == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_engine_knows_no_service_by_name(service: str) -> None:
    name = re.compile(rf"(?<![\w-])['\"]?{re.escape(service)}['\"]?(?![\w-])", re.IGNORECASE)

    named = [
        _place(path)
        for path in _engine_files()
        if any(name.fullmatch(word) for word in _texts(path))
    ]

    assert named == []


def _texts(path: Path) -> Iterator[str]:
    """Give a module's strings and names, and every word of what is not Python."""
    if path.suffix != ".py":
        yield from re.findall(r"[\w-]+", path.read_text(encoding="utf-8"))
        return
    tree = _tree(path)
    yield from _words(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_only_the_project_names_modules_of_other_rooms_in_strings() -> None:
    module = re.compile(r"fielding(?:\.\w+)+(?::\w+)?")
    named = [
        f"{_place(path)}: {word}"
        for path in sorted(ROOT.rglob("*.py"))
        if path.parent != ROOT and _room(path) != "project"
        for word in _words(_tree(path))
        if module.fullmatch(word)
        and (ROOT / word.split(".")[1]).is_dir()
        and word.split(".")[1] != _room(path)
    ]

    assert named == []


def test_nobody_imports_by_a_string_but_the_project_the_commands_and_an_extra() -> None:
    # Commands are loaded when they are called, and Spark where it is installed and asked for.
    extras = {ROOT / "wiring" / name for name in ("recomputing.py", "person_models.py")}
    own = {ROOT / "cli" / "main.py", *extras}
    assert all(place.startswith("fielding.cli.") for place in COMMANDS.values())
    calls = {"import_module", "__import__", "resolve_name"}
    found = [
        f"{_place(path)}:{node.lineno}"
        for path in sorted(ROOT.rglob("*.py"))
        if path.parent != ROOT and _room(path) != "project" and path not in own
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", None) in calls or getattr(node.func, "id", None) in calls)
    ]

    assert found == []


def test_only_the_hub_s_edges_read_the_environment_or_the_settings() -> None:
    below = ("kernel", "ledger", "definitions", "access", "cases", "sorting", "referral",
             "oversight", "app", "store", "simulation", "testing")  # fmt: skip
    reads = re.compile(
        r"os\.environ|getenv|datetime\.now|date\.today|time\.time\(|settings\.FIELDING_"
    )

    found = [
        _place(path)
        for room in below
        for path in sorted((ROOT / room).rglob("*.py"))
        if reads.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []

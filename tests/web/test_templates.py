"""Templates as they are written, before anything is shown with them."""

from pathlib import Path

from django.template import engines
from jinja2 import nodes

import fielding.web

TEMPLATES = Path(fielding.web.__file__).parent / "templates"


def test_a_template_imports_only_what_it_uses() -> None:
    environment = engines["jinja2"].env  # type: ignore[attr-defined]

    unused = {
        (str(path.relative_to(TEMPLATES)), name)
        for path in TEMPLATES.rglob("*.html")
        for name in _unused(environment.parse(path.read_text(encoding="utf-8")))
    }

    assert unused == set()


def _unused(template: nodes.Template) -> set[str]:
    imported = {
        name if isinstance(name, str) else name[1]
        for each in template.find_all(nodes.FromImport)
        for name in each.names
    }
    return imported - {each.name for each in template.find_all(nodes.Name)}

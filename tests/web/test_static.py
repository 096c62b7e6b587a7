"""What browsers are given: nothing from outside, nothing that only GOV.UK may use."""

import re
from pathlib import Path

import pytest

import fielding.web

WEB = Path(fielding.web.__file__).parent
STYLES = sorted((WEB / "static").rglob("*.css"))
#: A script of its own file, or a block of values that no browser runs.
HARMLESS = '(src=|type="application/json")'
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_style_sheet_needs_only_files_that_are_shipped(style: Path) -> None:
    named = re.findall(r"url\(([^)]*)\)", style.read_text(encoding="utf-8"))

    missing = [name for name in named if not (style.parent / name).is_file()]

    assert missing == []


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_the_typeface_that_only_gov_uk_may_use_is_not_asked_for(style: Path) -> None:
    assert "GDS Transport" not in style.read_text(encoding="utf-8")


@pytest.mark.parametrize("package", ["govuk", "moj"])
def test_each_package_comes_with_its_licence(package: str) -> None:
    licence = (WEB / "static" / package / "LICENSE.txt").read_text(encoding="utf-8")

    assert "Permission is hereby granted, free of charge" in licence


@pytest.mark.parametrize(
    "template",
    # What becomes a PDF is no page of the site: no browser ever gets it, and no policy applies.
    [template for template in TEMPLATES if template.name != "pdf.html"],
    ids=lambda template: template.name,
)
def test_no_template_holds_a_script_or_a_style_of_its_own(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(rf"<style|\sstyle=|<script(?![^>]*\b{HARMLESS})|\son\w+=", text)

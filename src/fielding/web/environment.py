"""The Jinja environment of all pages: GOV.UK components, addresses, static files."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
)


def environment(**options: Any) -> Environment:
    """Make the environment; Django passes its own options, the folders' loader among them."""
    own = options.pop("loader", None) or FileSystemLoader([])
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    # The components ask for parameters of parameters that nobody gave: that must be allowed.
    options["undefined"] = ChainableUndefined
    options["extensions"] = ["jinja2.ext.do"]
    made = Environment(loader=ChoiceLoader([own, components]), **options)  # noqa: S701
    made.globals.update(static=static, url=_address)
    return made


def _address(name: str, *places: object) -> str:
    return reverse(name, args=places)

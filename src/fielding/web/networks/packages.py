"""A network's package, to print, as a PDF, and as STIX 2.1; first for who may hand it over."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.linking.package import NetworkPackage
from fielding.engines.formats.stix import network_bundle
from fielding.engines.pdf import can_make_pdf, make_pdf
from fielding.store.queries.networks import members
from fielding.web.networks.packaging import Wanted, make_package
from fielding.web.networks.referring import MOST
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of

#: The media type of STIX 2.1: registered with IANA.
STIX = "application/stix+json;version=2.1"


View = Callable[..., HttpResponseBase]
#: Says for somebody what of a network a package is made of.
Wants = Callable[[HttpRequest, Actor, str], Wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The three addresses of a package: to print, as STIX 2.1, and as a PDF."""

    page: View
    stix: View
    pdf: View


def doors(action: Action, wants: Wants, place: str) -> Doors:
    """Make the views of a package for whoever may do something, back to a place by its name."""

    def made(request: HttpRequest, actor: Actor, network: str) -> NetworkPackage:
        return make_package(actor, wants(request, actor, network), speaker_of(request))

    @require_safe
    @staff(action)
    def page(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
        return _printed(request, made(request, actor, network), place)

    @require_safe
    @staff(action)
    def stix(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
        package = made(request, actor, network)
        return _file(package, network_bundle(package).encode(), (STIX, "json"))

    @require_safe
    @staff(action)
    def pdf(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
        if not can_make_pdf():
            raise Http404
        package = made(request, actor, network)
        context = _context(request, package)
        document = render_to_string("networks/package-pdf.html", context, request=request)
        return _file(package, make_pdf(document), ("application/pdf", "pdf"))

    return Doors(page=page, stix=stix, pdf=pdf)


def _of_network(request: HttpRequest, actor: Actor, network: str) -> Wanted:
    return Wanted(
        network=network,
        members=members(actor, network, most=MOST),
        handed=None,
        action=Action.REFER_NETWORK,
        purpose="link",
        part=part_of(request),
    )


def part_of(request: HttpRequest) -> int:
    """Read which part is asked for; the first when it is no number."""
    asked = request.GET.get("part", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def _printed(request: HttpRequest, package: NetworkPackage, place: str) -> HttpResponse:
    context = _context(request, package) | {
        "place": place,
        "may_make_pdf": can_make_pdf(),
        "back": reverse(place, args=[package.network]),
    }
    return render(request, "networks/package.html", context)


def _context(request: HttpRequest, package: NetworkPackage) -> dict[str, object]:
    return {
        "title": f"Package: network of {package.reference}",
        "package": package,
        "speaker": speaker_of(request),
    }


def _file(package: NetworkPackage, content: bytes, kind: tuple[str, str]) -> HttpResponse:
    media, ending = kind
    part = f".part-{package.part}" if package.parts > 1 else ""
    response = HttpResponse(content, content_type=media)
    name = f"network.{package.reference}{part}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


#: For who may hand the network over.
NETWORK_PACKAGE = doors(Action.REFER_NETWORK, _of_network, "network")

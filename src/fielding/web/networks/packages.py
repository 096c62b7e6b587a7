"""A network's package for who may hand it over: to print, as a PDF, and as STIX 2.1."""

from django.http import Http404, HttpRequest, HttpResponse
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


@require_safe
@staff(Action.REFER_NETWORK)
def network_package(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
    """Show the package, made to be printed."""
    return printed(request, _package(request, actor, network), "network")


@require_safe
@staff(Action.REFER_NETWORK)
def network_package_json(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
    """Give the package as a STIX 2.1 bundle."""
    return as_stix(_package(request, actor, network))


@require_safe
@staff(Action.REFER_NETWORK)
def network_package_pdf(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
    """Give the package as a PDF, where one can be made."""
    if not can_make_pdf():
        raise Http404
    return as_pdf(request, _package(request, actor, network))


def _package(request: HttpRequest, actor: Actor, network: str) -> NetworkPackage:
    wanted = Wanted(
        network=network,
        members=members(actor, network, most=MOST),
        handed=None,
        action=Action.REFER_NETWORK,
        purpose="link",
        part=part_of(request),
    )
    return make_package(actor, wanted, speaker_of(request))


def part_of(request: HttpRequest) -> int:
    """Read which part is asked for; the first when it is no number."""
    asked = request.GET.get("part", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def printed(request: HttpRequest, package: NetworkPackage, place: str) -> HttpResponse:
    """Show a package on a page; `place` names the address that it belongs to."""
    context = _context(request, package) | {
        "place": place,
        "may_make_pdf": can_make_pdf(),
        "back": reverse(place, args=[package.network]),
    }
    return render(request, "networks/package.html", context)


def as_stix(package: NetworkPackage) -> HttpResponse:
    """Answer with a STIX 2.1 bundle."""
    return _file(package, network_bundle(package).encode(), (STIX, "json"))


def as_pdf(request: HttpRequest, package: NetworkPackage) -> HttpResponse:
    """Answer with a PDF."""
    context = _context(request, package)
    page = render_to_string("networks/package-pdf.html", context, request=request)
    return _file(package, make_pdf(page), ("application/pdf", "pdf"))


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

"""Addresses of networks. A network is named by a random number, an identifier by its token."""

from django.urls import path, register_converter

from fielding.web.networks import (
    across_forces_page,
    finding,
    health_page,
    judging,
    listing,
    network_page,
    parting,
    received,
    referring,
    why_page,
)
from fielding.web.networks.packages import NETWORK_PACKAGE
from fielding.web.networks.received import RECEIVED_PACKAGE


class TokenInAddress:
    """The token of an identifier, in hex: nothing in it says which."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(TokenInAddress, "token")

urlpatterns = [
    path("", listing.list_networks, name="networks"),
    path("find", finding.find_identifier, name="find-identifier"),
    path("health", health_page.show_health, name="linking-health"),
    path("health/file", health_page.health_file, name="linking-health-file"),
    path("across-forces", across_forces_page.show_across_forces, name="across-forces"),
    path("across-forces/file", across_forces_page.across_forces_file, name="across-forces-file"),
    path("judge", judging.judge, name="judge"),
    path("judge/<id:one>/<id:other>/withdraw", judging.withdraw, name="withdraw-judgement"),
    path("splits/<id:one>/<id:other>", parting.split_outcome, name="split-outcome"),
    path("splits/<id:one>/<id:other>/withdraw", parting.withdraw, name="withdraw-split"),
    path("identifiers/<token:token>/mark", judging.mark, name="mark-identifier"),
    path("reports/<id:case>/why", why_page.show_why, name="why"),
    path("<id:network>/", network_page.show_network, name="network"),
    path("<id:network>/file", network_page.network_file, name="network-file"),
    path("<id:network_id>/split", parting.split, name="split-network"),
    path("<id:network_id>/merge", parting.merge, name="merge-network"),
    path("<id:network_id>/refer", referring.refer_network, name="refer-network"),
    path("<id:network>/package", NETWORK_PACKAGE.page, name="network-package"),
    path(
        "<id:network>/package.json", NETWORK_PACKAGE.stix, name="network-package-json"
    ),
    path("<id:network>/package.pdf", NETWORK_PACKAGE.pdf, name="network-package-pdf"),
    path("received", received.received_networks, name="received-networks"),
    path("received/<id:network>/", received.received_network, name="received-network"),
    path(
        "received/<id:network>/package", RECEIVED_PACKAGE.page, name="received-network-package"
    ),
    path(
        "received/<id:network>/package.json",
        RECEIVED_PACKAGE.stix,
        name="received-network-package-json",
    ),
    path(
        "received/<id:network>/package.pdf",
        RECEIVED_PACKAGE.pdf,
        name="received-network-package-pdf",
    ),
]

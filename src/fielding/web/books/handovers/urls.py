"""Addresses of handovers; one is named by its random number."""

from django.urls import path

from fielding.web.books.handovers import pages

urlpatterns = [
    path("", pages.handovers, name="handovers"),
    path("new", pages.new, name="new-handover"),
    path("<id:handover>/", pages.handover, name="handover"),
    path("<id:handover>/list", pages.listed, name="handover-list"),
    path("<id:handover>/closures", pages.closures, name="handover-closures"),
    path("<id:handover>/findings", pages.propose_findings, name="handover-findings"),
    path("<id:handover>/sign", pages.sign, name="handover-sign"),
    path("<id:handover>/<slug:file>", pages.post, name="handover-post"),
    path("<id:handover>/<slug:file>/differences", pages.differences, name="handover-differences"),
]

"""Addresses of the supply chain."""

from django.urls import path

from fielding.web.books.chain import breaking_down, pages

urlpatterns = [
    path("", pages.chains, name="chains"),
    path("<slug:contract>", pages.chain, name="chain"),
    path("<slug:contract>/file", pages.chain_file, name="chain-file"),
    path("<slug:contract>/entries", pages.chain_entries, name="chain-entries"),
    path("<slug:contract>/findings", pages.raise_chain_findings, name="chain-findings"),
    path("<slug:contract>/figure/<str:name>", breaking_down.chain_figure, name="chain-figure"),
    path(
        "<slug:contract>/figure/<str:name>/file",
        breaking_down.chain_figure_file,
        name="chain-figure-file",
    ),
]

"""Addresses of the pages of figures. None holds anything that somebody told us."""

from django.urls import path

from fielding.web.oversight import counting_pages, entry_pages, overviewing, publishing

urlpatterns = [
    path("figures/", overviewing.overview, name="oversight"),
    path("figures/entry/<int:index>", entry_pages.entry_page, name="figure-entry"),
    path("figures/entry/<int:index>/file", entry_pages.entry_receipt, name="figure-entry-file"),
    path("figures/of/<str:name>", counting_pages.counting_page, name="figure"),
    path("figures/of/<str:name>/file", counting_pages.counting_file, name="figure-file"),
    path("figures/of/<str:name>/entries", counting_pages.counting_entries, name="figure-entries"),
    path("published-figures", publishing.published_figures, name="published-figures"),
]

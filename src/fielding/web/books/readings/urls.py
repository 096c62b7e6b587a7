"""Addresses of second readings. None tells anything of a case but its reading's own name."""

from django.urls import path

from fielding.web.books.readings import draw_pages, reading_pages, result_pages

urlpatterns = [
    path("", result_pages.overview, name="readings"),
    path("file", result_pages.results_file, name="reading-file"),
    path("entries", result_pages.entries, name="reading-entries"),
    path("raise", result_pages.raise_all, name="readings-raise"),
    path("reopen/<str:name>", result_pages.reopen, name="reading-reopen"),
    path("draws", draw_pages.draws, name="draws"),
    path("draws/new", draw_pages.new_draw, name="new-draw"),
    path("draws/<str:name>", draw_pages.draw, name="draw"),
    path("draws/<str:name>/make", draw_pages.make, name="make-draw"),
    path("draws/<str:name>/file", draw_pages.draw_file, name="draw-file"),
    path("to-read", reading_pages.to_read, name="to-read"),
    path("to-read/<str:name>", reading_pages.to_read_one, name="to-read-one"),
    path("to-settle", reading_pages.to_settle, name="to-settle"),
    path("to-settle/<str:name>", reading_pages.to_settle_one, name="to-settle-one"),
]

"""Addresses of the track record."""

from django.urls import path

from fielding.web.books.awards import pages

urlpatterns = [
    path("", pages.awards, name="awards"),
    path("new", pages.award, name="award"),
    path("of/<slug:slug>/", pages.dossier, name="dossier"),
    path("of/<slug:slug>/file", pages.dossier_file, name="dossier-file"),
]

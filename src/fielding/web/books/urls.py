"""Addresses of the books: each instrument has a folder of its own."""

from django.urls import include, path

from fielding.web.books import front
from fielding.web.books.findings import urls as findings

urlpatterns = [
    path("", front.front, name="books"),
    path("findings/", include(findings)),
]

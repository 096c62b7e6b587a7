"""Addresses of the rates of reviews."""

from django.urls import path

from fielding.web.books.reviews import pages

urlpatterns = [
    path("", pages.rates, name="review-rates"),
    path("file", pages.rates_file, name="review-file"),
    path("entries", pages.entries, name="review-entries"),
    path("raise", pages.raise_all, name="reviews-raise"),
]

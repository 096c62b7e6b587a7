"""Addresses of the red flags."""

from django.urls import path

from fielding.web.books.flags import pages

urlpatterns = [path("", pages.flags, name="flags")]

"""Addresses of the books: each instrument has a folder of its own."""

from django.urls import path

from fielding.web.books import front

urlpatterns = [
    path("", front.front, name="books"),
]

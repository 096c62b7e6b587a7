"""Addresses of the public accounts; nobody signs in for them."""

from django.urls import path

from fielding.web.books.accounts import pages

urlpatterns = [
    path("", pages.public_accounts, name="accounts"),
    path("edition", pages.edition_file, name="accounts-edition"),
    path("figures", pages.figures_file, name="accounts-figures"),
]

"""Addresses of the register."""

from django.urls import path

from fielding.web.books.register import linking, listing, registering, showing, uploading

_CONTRACT = "contracts/<slug:slug>"
_LINK = f"{_CONTRACT}/chain/<slug:link>"

urlpatterns = [
    path("", listing.contracts, name="register"),
    path("file", listing.contracts_file, name="register-file"),
    path("export", listing.exported, name="register-export"),
    path("odd", showing.odd, name="register-odd"),
    path("import", uploading.bring_in, name="register-import"),
    path("releases/<slug:process>/<slug:link>", showing.release, name="register-release"),
    path("organisations/", listing.organisations, name="register-organisations"),
    path("organisations/file", listing.organisations_file, name="register-organisations-file"),
    path("organisations/new", registering.new_organisation, name="register-new-organisation"),
    path("organisations/<slug:slug>/", showing.organisation, name="register-organisation"),
    path("organisations/<slug:slug>/owner", registering.owner, name="register-owner"),
    path("organisations/<slug:slug>/name", registering.new_name, name="register-new-name"),
    path("contracts/new", registering.new_contract, name="register-new-contract"),
    path(f"{_CONTRACT}/", showing.contract, name="register-contract"),
    path(f"{_CONTRACT}/end", registering.end, name="register-end"),
    path(f"{_CONTRACT}/terms", registering.terms, name="register-terms"),
    path(f"{_CONTRACT}/subcontract", linking.subcontract, name="register-subcontract"),
    path(f"{_LINK}/decide", linking.decide, name="register-decide"),
    path(f"{_LINK}/end", linking.end_link, name="register-end-link"),
]

"""Addresses of the books: each instrument has a folder of its own."""

from django.urls import include, path

from fielding.web.books import front
from fielding.web.books.accounts import urls as accounts
from fielding.web.books.awards import urls as awards
from fielding.web.books.bills import urls as bills
from fielding.web.books.chain import urls as chain
from fielding.web.books.findings import urls as findings
from fielding.web.books.flags import urls as flags
from fielding.web.books.handovers import urls as handovers
from fielding.web.books.performance import urls as performance
from fielding.web.books.readings import urls as readings
from fielding.web.books.register import urls as register
from fielding.web.books.reviews import urls as reviews

urlpatterns = [
    path("", front.front, name="books"),
    path("accounts/", include(accounts)),
    path("register/", include(register)),
    path("bills/", include(bills)),
    path("chain/", include(chain)),
    path("findings/", include(findings)),
    path("awards/", include(awards)),
    path("handovers/", include(handovers)),
    path("flags/", include(flags)),
    path("performance/", include(performance)),
    path("readings/", include(readings)),
    path("reviews/", include(reviews)),
]

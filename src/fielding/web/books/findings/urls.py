"""Addresses of findings; a finding is named by its random number."""

from django.urls import path

from fielding.web.books.findings import acting, pages, proposed

urlpatterns = [
    path("", pages.findings, name="findings"),
    path("file", pages.findings_file, name="findings-file"),
    path("proposed", proposed.proposed, name="findings-proposed"),
    path("new", acting.new, name="new-finding"),
    path("<id:finding>/", pages.finding, name="finding"),
    path("<id:finding>/reply", acting.reply, name="finding-reply"),
    path("<id:finding>/decide", acting.decide, name="finding-decide"),
    path("<id:finding>/withdraw", acting.withdraw, name="finding-withdraw"),
]

"""Addresses of bills; an invoice is named by the number made from what may come only once."""

from django.urls import path

from fielding.web.books.bills import acting, letters, pages

urlpatterns = [
    path("", pages.bills, name="bills"),
    path("new", acting.new, name="new-bill"),
    path("<id:invoice>/", pages.bill, name="bill"),
    path("<id:invoice>/file", pages.lines_file, name="bill-file"),
    path("<id:invoice>/letter", letters.letter, name="bill-letter"),
    path("<id:invoice>/letter.pdf", letters.letter_pdf, name="bill-letter-pdf"),
    path("<id:invoice>/check", acting.check, name="check-bill"),
    path("<id:invoice>/raise", acting.raise_all, name="bill-raise"),
    path("<id:invoice>/line/<int:position>", pages.line, name="bill-line"),
    path("<id:invoice>/line/<int:position>/settle", acting.settle, name="settle-line"),
]

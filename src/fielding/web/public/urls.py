"""Addresses of the public's pages. No address holds anything that somebody told us."""

from django.urls import path

from fielding.web.public import (
    checking,
    following,
    plain_pages,
    proving,
    questions,
    returning,
    starting,
)

urlpatterns = [
    path("", starting.start, name="start"),
    path("report/<slug:code>/", starting.service, name="service"),
    path("report/<slug:code>/question/<slug:name>", questions.question, name="question"),
    path("report/<slug:code>/check", checking.check, name="check"),
    path("report/<slug:code>/saved", returning.saved, name="saved"),
    path("report/<slug:code>/return", returning.come_back, name="return"),
    path("report/<slug:code>/begin", returning.begin, name="begin"),
    path("report/<slug:code>/continue", returning.go_on, name="continue"),
    path("report/<slug:code>/sent", proving.sent, name="sent"),
    path("report/<slug:code>/sent/receipt", proving.receipt, name="receipt"),
    path("report/<slug:code>/sent/receipt/file", proving.receipt_download, name="receipt-file"),
    path("report/<slug:code>/sent/answers", proving.own, name="own-answers"),
    path("report/<slug:code>/sent/answers/file", proving.own_download, name="own-answers-file"),
    path("report/<slug:code>/sent/remember", proving.remember, name="remember"),
    path("follow", following.follow, name="follow"),
    path("follow/add", following.add, name="follow-add"),
    path("follow/review", following.review, name="follow-review"),
    path("check-receipt", plain_pages.check_receipt, name="check-receipt"),
    path("accessibility", plain_pages.accessibility, name="accessibility"),
    path("privacy", plain_pages.privacy, name="privacy"),
    path("how-figures-are-made", plain_pages.figures, name="figures"),
]

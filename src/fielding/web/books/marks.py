"""Marks of forms: what is sent twice from one page (a double click, the way back) is done once."""

from django.http import HttpRequest

from fielding.web.desk import the_hub


def mark_of(request: HttpRequest) -> str:
    """Give the mark that a form was sent with, or a new one for a form that is shown."""
    return request.POST.get("once", "")[:100] or the_hub().random.bytes(16).hex()

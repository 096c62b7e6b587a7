"""The first pages: which services take reports, and what to know before one begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.web.desk import public_service, public_services
from fielding.web.speaker import Speaker
from fielding.web.surface import speaker_of


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """List the services one can report to."""
    return render(request, "public/start.html", {"services": public_services()})


@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a report needs and what it gives, before it begins."""
    found = public_service(code)
    nations = _joined(found.covers, speaker_of(request))
    return render(
        request, "public/service.html", {"service": found, "nations": nations, "back": "/"}
    )


def _joined(nations: tuple[str, ...], speaker: Speaker) -> str:
    names = [speaker.say(f"service.{nation}") for nation in nations]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {speaker.say('service.and')} {names[-1]}"

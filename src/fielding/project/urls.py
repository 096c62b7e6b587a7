"""Every address of the hub, by the rim that answers it."""

from django.urls import include, path

handler400 = "fielding.web.faults.bad_request"
handler403 = "fielding.web.faults.forbidden"
handler404 = "fielding.web.faults.not_found"
handler500 = "fielding.web.faults.broken"

urlpatterns = [
    path("", include("fielding.web.public.urls")),
]

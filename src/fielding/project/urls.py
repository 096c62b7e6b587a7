"""Every address of the hub, by the rim that answers it."""

from django.urls import include, path

from fielding.api.version1 import api

handler400 = "fielding.web.faults.bad_request"
handler403 = "fielding.web.faults.forbidden"
handler404 = "fielding.web.faults.not_found"
handler500 = "fielding.web.faults.broken"

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("fielding.web.public.urls")),
    path("", include("fielding.web.log.urls")),
    path("", include("fielding.web.staff.urls")),
    path("", include("fielding.web.oversight.urls")),
    path("networks/", include("fielding.web.networks.urls")),
    path("books/", include("fielding.web.books.urls")),
]

"""The WSGI application that granian serves; it refuses to as a role above row-level security."""

import os
from contextlib import suppress
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection

from fielding.project.loading import uncollected
from fielding.store.safety import require_bound_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fielding.project.settings")

with uncollected():
    application = get_wsgi_application()
    # Now, not on the first request: whoever asks first must not wait for it.
    import_module(settings.ROOT_URLCONF)
# Without a database there is nothing to be powerful over: then pages say that it is away.
with suppress(OperationalError):
    require_bound_role()
connection.close()

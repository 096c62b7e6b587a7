"""Addresses of the published ledger (C2SP tlog-tiles); entries are for overseers only."""

from django.urls import path

from fielding.web.log import bundles, serving

urlpatterns = [
    path("log/checkpoint", serving.checkpoint, name="log-checkpoint"),
    path("log/keys.json", serving.keys, name="log-keys"),
    path("log/tile/entries/<path:index>", bundles.entries, name="log-entries"),
    path("log/tile/<int:level>/<path:index>", serving.tile, name="log-tile"),
]

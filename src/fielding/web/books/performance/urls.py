"""Addresses of a contract's measures and of funnels."""

from django.urls import path

from fielding.web.books.performance import acting, claiming, funnel_pages, measure_pages

urlpatterns = [
    path("", measure_pages.contracts, name="performance"),
    path("funnels", funnel_pages.funnel, name="funnels"),
    path("funnels/file", funnel_pages.funnel_file, name="funnel-file"),
    path("funnels/findings", funnel_pages.funnel_findings, name="funnel-findings"),
    path("funnels/entries", funnel_pages.funnel_entries, name="funnel-entries"),
    path("claims", claiming.claims, name="claims"),
    path("contract/<slug:contract>", measure_pages.measures, name="contract-measures"),
    path("contract/<slug:contract>/file", measure_pages.measures_file, name="measures-file"),
    path("contract/<slug:contract>/metrics", measure_pages.metrics_file, name="metrics-file"),
    path("contract/<slug:contract>/entries", measure_pages.measure_entries, name="measure-entries"),
    path("contract/<slug:contract>/claim", claiming.claim, name="claim"),
    path("contract/<slug:contract>/close", acting.close, name="close-period"),
    path("contract/<slug:contract>/check", acting.check, name="check-close"),
    path("contract/<slug:contract>/raise", acting.raise_all, name="measures-raise"),
]

"""Invents groups of offenders with identifiers of their own, and keeps the truth apart."""

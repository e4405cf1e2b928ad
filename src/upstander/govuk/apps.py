"""The room as Django knows it: only its templates."""

from django.apps import AppConfig


class Govuk(AppConfig):
    """Templates of form fields."""

    name = "upstander.govuk"
    label = "govuk"

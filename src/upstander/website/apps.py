"""The website as Django knows it: only its templates."""

from django.apps import AppConfig


class Website(AppConfig):
    """Layout and sign-in."""

    name = "upstander.website"
    label = "website"

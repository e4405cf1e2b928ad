"""How every form of the project is drawn."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Each field with its label, hint, error and control, as the GOV.UK Design System orders them."""

    field_template_name = "govuk/field.html"

"""What a matter needs to be opened, and who gets which part in it."""

from django import forms

from upstander.access.models import Account
from upstander.casework.models import Part
from upstander.casework.procedure.law import KIND_WORDS
from upstander.govuk import fields


class OpeningForm(forms.Form):
    """What a matter about a lead's subject needs to be opened."""

    kind = fields.choice("What is the subject?", KIND_WORDS.items(), needed="Choose what the subject is")
    day = fields.day("When did it come to the force's attention?", needed="Give the day", past=True)
    why = fields.long_words("Why a matter is opened", needed="Say why a matter is opened")


class MatterForm(OpeningForm):
    """What a matter needs that came by another way."""

    subject_id = fields.words("Staff number of the subject", needed="Give the staff number", width="10")
    subject_name = fields.words("Name of the subject", needed="Give the name", width="20")
    field_order = ("subject_id", "subject_name", "kind", "day", "why")


class AssignForm(forms.Form):
    """Who gets which part in a matter."""

    to = forms.ModelChoiceField(Account.objects.filter(is_active=True).order_by("name"))
    part = forms.ChoiceField(choices=Part.choices)

"""What is entered for the people a matter affects."""

from django import forms

from upstander.govuk import fields

WAYS = ("Telephone", "Text message", "E-mail", "Letter", "In person", "Through somebody they trust")


class NamingForm(forms.Form):
    """Who they are."""

    words = fields.long_words(
        "Who they are",
        "Name, age group, and what makes them vulnerable here. Not how to reach them: that is kept apart",
        needed="Say who they are",
    )


class PlanForm(forms.Form):
    """One section of a plan."""

    words = fields.long_words("What stands here from now on", needed="Write the section", rows=8)


class ContactDetailForm(forms.Form):
    """A way of reaching somebody."""

    way = fields.choice("How", [(way, way) for way in WAYS], needed="Choose how they are reached")
    reached_at = fields.words("Number, address, or through whom", needed="Give what is needed to reach them")
    rules = fields.long_words(
        "When it is safe, and what must never be left",
        "For example: mornings only, withheld number, no voicemail",
        rows=2,
    )


class ContactForm(forms.Form):
    """A contact that was made, or tried."""

    day = fields.day("On which day", needed="Give the day", past=True)
    words = fields.long_words("How, by whom, and what was said", needed="Say what happened", rows=3)


class AgencyForm(forms.Form):
    """Somebody at another agency."""

    agency = fields.words("Agency", needed="Give the agency", width="20")
    who = fields.words("Who, and what they do there", needed="Say who they are")
    reached_at = fields.words("How they are reached")


class PromiseForm(forms.Form):
    """What is promised."""

    what = fields.words(
        "What is promised", "For example: to ring when the decision is known", needed="Say what is promised"
    )
    due = fields.day("By which day", needed="Give the day by which it is due")


class KeptForm(forms.Form):
    """That a promise was kept."""

    day = fields.day("On which day it was kept", needed="Give the day", past=True)
    words = fields.long_words("How, or why it could not be", needed="Say how it was kept", rows=2)


class EndForm(forms.Form):
    """Why a way of reaching somebody is out of use."""

    why = fields.words("Why it is out of use", needed="Say why it is out of use")

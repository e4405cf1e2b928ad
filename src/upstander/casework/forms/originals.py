"""What is entered where a file is taken out as it came."""

from django import forms

from upstander.govuk import fields


class AskForm(forms.Form):
    """For whom, and why the copy is not enough."""

    to = fields.words("For whom", "A court, an expert, the Crown Prosecution Service", needed="Say for whom it is")
    why = fields.long_words(
        "Why the copy is not enough",
        "A second person reads this before they answer, and the auditor afterwards",
        needed="Say why the copy is not enough",
        rows=3,
    )


class AnswerForm(forms.Form):
    """What the second person says."""

    allowed = fields.choice(
        "May it be taken out?", [("yes", "Yes: I have read why, and agree"), ("no", "No")], needed="Choose yes or no"
    )
    why = fields.long_words("Why", needed="Say why: in a sentence", rows=2)

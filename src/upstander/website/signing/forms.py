"""What people enter to sign in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from upstander.access.models import Account
from upstander.govuk import fields


def password_field(label: str, hint: str = "", *, needed: str, new: bool) -> forms.CharField:
    """A password, which no page gives back."""
    kind = "new-password" if new else "current-password"
    widget = forms.PasswordInput({"class": "govuk-input govuk-input--width-20", "autocomplete": kind})
    return forms.CharField(
        label=label, help_text=hint, widget=widget, strip=False, max_length=1_000, error_messages={"required": needed}
    )


class OwnPasswordForm(forms.Form):
    """A password that somebody chooses, typed twice."""

    password = password_field(
        "New password", "12 characters or more; three words that do not belong together do well",
        needed="Choose a password", new=True,
    )  # fmt: skip
    again = password_field("The same again", needed="Type the password again", new=True)

    def __init__(self, account: Account, given: Any = None) -> None:
        super().__init__(given)
        self.account = account

    def clean_password(self) -> str:
        """The password, where it is not easily guessed."""
        words: str = self.cleaned_data["password"]
        validate_password(words, self.account)
        return words

    def clean_again(self) -> str:
        """The same."""
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("password") not in {None, again}:
            raise forms.ValidationError("The two passwords are not the same: type both again")
        return again


class CodeForm(forms.Form):
    """The first code that an app shows."""

    code = fields.words(
        "One-time code", "Six digits that the app shows", needed="Enter the six digits that your app shows", width="10"
    )

    def __init__(self, given: Any = None) -> None:
        super().__init__(given)
        self.fields["code"].widget.attrs["autocomplete"] = "one-time-code"


class PasskeyForm(forms.Form):
    """A passkey and what somebody calls it."""

    name = fields.words("Name", "So that you know it again, such as the key on your ring", needed="Give it a name")
    passkey = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

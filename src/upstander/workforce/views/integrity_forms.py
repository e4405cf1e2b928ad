"""The forms of an integrity health check: its questions, and whether what was written is right."""

from collections.abc import Mapping
from typing import Any

from django import forms

from upstander.govuk import fields
from upstander.workforce.integrity.questions import Question, Questions
from upstander.workforce.integrity.written import Answer

SAID = {"yes": "Yes", "no": "No", "unsaid": "They did not want to say"}
RIGHT = (("yes", "Yes, this is what we talked about"), ("no", "No, or not all of it"))


class TalkForm(forms.Form):
    """A talk: the day, and an answer to each question."""

    held_on = fields.day("When did you talk?", needed="Give the day on which you talked", past=True)

    def __init__(self, given: Any, what: Questions) -> None:
        super().__init__(given)
        self.what = what
        for one in what.asked:
            self.fields |= _of(one)

    def clean(self) -> dict[str, Any]:
        """A yes says more than yes."""
        given = super().clean() or {}
        for one in self.what.asked:
            if given.get(f"{one.name}_said") == "yes" and not given.get(f"{one.name}_words"):
                self.add_error(f"{one.name}_words", f"Say more: {one.follow_up[0].lower()}{one.follow_up[1:]}")
        return given

    def answers(self) -> Mapping[str, Answer]:
        """The answers by the names of the questions, once they are valid."""
        given = self.cleaned_data
        return {
            one.name: Answer(given.get(f"{one.name}_said", ""), given[f"{one.name}_words"]) for one in self.what.asked
        }


def _of(one: Question) -> dict[str, forms.Field]:
    """The fields of a question: an open one is answered in words, another by yes or no and in words after it."""
    if one.open:
        needed = f"Write down what was said to: {one.asked}"
        return {f"{one.name}_words": fields.long_words(one.asked, one.follow_up, needed=needed, rows=3)}
    said = fields.choice(one.asked, SAID.items(), needed=f"Say what was answered to: {one.asked}")
    words = fields.asked(
        fields.long_words(f"What was said: {one.follow_up[0].lower()}{one.follow_up[1:]}", rows=3), sometimes=True
    )
    return {f"{one.name}_said": said, f"{one.name}_words": words}


class ReplyForm(forms.Form):
    """Whether what was written is right."""

    agrees = fields.choice("Is this what was said?", RIGHT, needed="Say whether this is what was said")
    words = fields.asked(
        fields.long_words("What is not right, or was left out", "Who wrote it reads this", rows=4), sometimes=True
    )

    def clean(self) -> dict[str, Any]:
        """Whoever disagrees says with what."""
        given = super().clean() or {}
        if given.get("agrees") == "no" and not given.get("words"):
            self.add_error("words", "Say what is not right, or was left out")
        return given

    def given(self) -> dict[str, Any]:
        """The same, once it is valid."""
        return {"agrees": self.cleaned_data["agrees"] == "yes", "words": self.cleaned_data["words"]}

// "Leave this page" as the GOV.UK Design System has it, with Shift three times; without it, the button is a link.
import { ExitThisPage } from "/static/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const button of document.querySelectorAll('[data-module="govuk-exit-this-page"]')) {
  new ExitThisPage(button);
}

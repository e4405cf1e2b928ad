"use strict";
// Asks the browser for a passkey, and sends its answer with the form around the button. Buttons are hidden until then,
// so that nothing is offered where there is no script or no passkey.
for (const part of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  const button = part.querySelector("button");
  const failed = part.querySelector("[role=alert]");
  part.hidden = false;
  button.addEventListener("click", async () => {
    failed.textContent = "";
    const asked = JSON.parse(part.dataset.passkey);
    try {
      const answer = part.dataset.makes
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      button.form.elements[part.dataset.field].value = JSON.stringify(answer.toJSON());
      button.form.submit();
    } catch {
      failed.textContent = "The passkey was not used. Try again, or choose another way.";
    }
  });
}

"use strict";

// Pages work without this file. It copies secrets, closes the dialog on Escape, and clears a secret when its page is left.

function copied(text) {
  const status = document.querySelector("[data-copied]");
  if (status) status.textContent = text;
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const secret = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(secret.textContent);
    copied("Copied.");
  } catch {
    select(secret);
    copied("The browser did not allow copying. The secret is selected: press Ctrl+C.");
  }
});

document.addEventListener("keydown", (event) => {
  const dialog = document.querySelector("[data-close]");
  if (dialog && event.key === "Escape") location.assign(dialog.dataset.close);
});

// A form with data-once is submitted once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-once]");
  if (!form) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});

addEventListener("pagehide", () => {
  for (const secret of document.querySelectorAll("[data-secret]")) secret.textContent = "";
});

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

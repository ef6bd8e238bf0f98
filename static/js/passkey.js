// Asks the browser for a passkey, and sends its answer with the form. Without this script, or in a browser that has no
// passkeys, the button stays away.
const { PublicKeyCredential, navigator } = window;
const PARSERS = { create: "parseCreationOptionsFromJSON", get: "parseRequestOptionsFromJSON" };

const fetchOptions = async (form) => {
  const { csrfmiddlewaretoken, name } = Object.fromEntries(new FormData(form)); // and no password
  const body = new URLSearchParams({ csrfmiddlewaretoken, name: name ?? "" });
  const answer = await fetch(form.dataset.passkeyBegin, { method: "POST", body });
  const options = await answer.json();
  if (options.refusal) throw new Error(options.refusal, { cause: "refusal" });
  return options;
};

// What went wrong, in the words that the page has for it.
const wordFailure = (error, { passkeyStopped, passkeyKnown, passkeyFailed }) => {
  if (error.cause === "refusal") return error.message;
  if (error.name === "NotAllowedError" || error.name === "AbortError") return passkeyStopped;
  if (error.name === "InvalidStateError" && passkeyKnown) return passkeyKnown;
  return passkeyFailed;
};

for (const button of document.querySelectorAll("[data-passkey-button]")) {
  const { form } = button;
  const kind = form.dataset.passkey;
  const parse = PARSERS[kind];
  const status = form.querySelector("[data-passkey-status]");
  const isPossible = Boolean(navigator.credentials && PublicKeyCredential?.[parse]);
  for (const part of form.querySelectorAll("[data-passkey-impossible]")) part.hidden = isPossible;
  button.hidden = !isPossible;

  form.addEventListener("submit", async (event) => {
    if (event.submitter !== button) return;
    event.preventDefault();
    status.textContent = "";
    button.disabled = true;
    try {
      const publicKey = PublicKeyCredential[parse](await fetchOptions(form));
      const passkey = await navigator.credentials[kind]({ publicKey });
      form.elements.passkey.value = JSON.stringify(passkey);
      form.submit();
    } catch (error) {
      status.textContent = wordFailure(error, form.dataset);
      button.disabled = false;
      button.focus();
    }
  });
}

// Starts what waits for a yes, and sends the answer to the question that choice.js shows. Pages are the same for
// everybody, so the choice is read here. Nothing is set or sent before a click.
const banner = document.querySelector("[data-consent]");
const form = banner?.querySelector("form");
const status = document.querySelector("[data-consent-status]");
const withdrawal = document.querySelector("[data-consent-withdraw]");
const purposes = [...document.querySelectorAll("[data-consent-group]")].map((element) => element.dataset);

const isAnswered = () => purposes.every(readChoice);
const started = new Set();

const apply = () => {
  const accepted = purposes.filter((purpose) => readChoice(purpose) === "yes");
  for (const { consentScript } of accepted) {
    if (!consentScript || started.has(consentScript)) continue;
    started.add(consentScript);
    const script = document.createElement("script");
    script.type = "module";
    script.src = consentScript;
    document.head.append(script);
  }
  if (withdrawal) withdrawal.hidden = accepted.length === 0;
};

const confirmChoice = (choice) => {
  banner.hidden = true;
  status.textContent = status.dataset[choice];
  status.focus();
};

if (form) {
  const here = location.pathname + location.search;
  form.elements.next.value = here;
  if (withdrawal) withdrawal.elements.next.value = here;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button) return;
    // Without leaving the page, so that a half-written form beneath the banner is kept.
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
    if (isAnswered()) {
      apply();
      confirmChoice(button.value);
    } else {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
      form.submit();
    }
  });
  apply();
}

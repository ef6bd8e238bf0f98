// Shows the question to who has not answered it. It runs where it stands, right behind the question and before anything
// beneath is drawn: what is drawn first would be pushed down.

// "yes", "no", or undefined when not chosen, or chosen for other words than those of today. The banner tells the name of
// the cookie, which differs between a public site and a demo. Modules that start later ask it too.
const readChoice = ({ consentGroup, consentFingerprint }) => {
  const start = `${document.querySelector("[data-consent]")?.dataset.consent}=`;
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(start)) ?? start;
  return cookie
    .slice(start.length)
    .replaceAll('"', "")
    .split("|")
    .map((part) => part.match(/^([^=]+)=(yes|no)\.(.+)$/) ?? [])
    .find(([, group, , fingerprint]) => group === consentGroup && fingerprint === consentFingerprint)?.[2];
};

{
  const banner = document.querySelector("[data-consent]");
  const form = banner.querySelector("form");
  const texts = [...banner.querySelectorAll("[data-consent-group]")];
  const answered = texts.filter(({ dataset }) => readChoice(dataset));
  // The page that asks has the same two buttons: once is enough.
  if (answered.length < texts.length && location.pathname !== new URL(form.action).pathname) {
    // Who has answered for one purpose is asked about the others only, and keeps that answer.
    for (const text of answered) {
      text.hidden = true;
      form.querySelector(`[name=asked][value="${text.dataset.consentGroup}"]`).remove();
      // That is not all, and so the buttons no longer say so.
      for (const button of form.querySelectorAll("button")) button.textContent = form.dataset[button.value] ?? button.textContent;
    }
    banner.hidden = false;
  }
}

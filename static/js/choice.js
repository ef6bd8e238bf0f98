// "yes", "no", or undefined when not chosen, or chosen for other words than those of today. The banner tells the name of
// the cookie, which differs between a public site and a demo.
export const readChoice = ({ consentGroup, consentFingerprint }) => {
  const start = `${document.querySelector("[data-consent]")?.dataset.consent}=`;
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(start)) ?? start;
  return cookie
    .slice(start.length)
    .replaceAll('"', "")
    .split("|")
    .map((part) => part.match(/^([^=]+)=(yes|no)\.(.+)$/) ?? [])
    .find(([, group, , fingerprint]) => group === consentGroup && fingerprint === consentFingerprint)?.[2];
};

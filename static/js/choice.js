// "yes", "no", or undefined when not chosen, or chosen for other words than those of today.
export const readChoice = ({ consentGroup, consentFingerprint }) => {
  const [, value = ""] = document.cookie.match(/(?:^|; )cookie_consent="?([^";]*)/) ?? [];
  return value
    .split("|")
    .map((part) => part.match(/^([^=]+)=(yes|no)\.(.+)$/) ?? [])
    .find(([, group, , fingerprint]) => group === consentGroup && fingerprint === consentFingerprint)?.[2];
};

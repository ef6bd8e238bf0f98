// Loaded by consent.js after a yes, and never otherwise. Tells once that the page was really looked at: not when a browser
// fetches it ahead, nor while it waits in a tab behind others. Of where somebody comes from only the name of the site is
// sent, of the device one of three words; the server looks at the choice itself.

const { statisticsLabel: label, statisticsAddress: address, ...provider } = document.body.dataset;

const readReferrer = () => {
  const host = document.referrer && new URL(document.referrer).hostname;
  return host === location.hostname ? "" : host;
};

// What somebody holds, not how wide the window is: a finger, and then whether the screen fits in a hand.
const readDevice = () => {
  if (!matchMedia("(pointer: coarse)").matches) return "desktop";
  return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
};

// A tab may wait for hours, and the answer be changed in another one: read at the very moment of sending.
const isStillAccepted = () => readChoice(document.querySelector("[data-consent-group=statistics]").dataset) === "yes";

const count = async () => {
  const campaign = (new URLSearchParams(location.search).get("utm_campaign") ?? "").slice(0, 60);
  const referrer = readReferrer();
  if (provider.statisticsProvider) {
    const { tell } = await import("./statistics/provider.js");
    if (isStillAccepted()) tell(provider, { referrer, campaign });
  } else if (label && isStillAccepted()) {
    const body = new URLSearchParams({ label, referrer, campaign, device: readDevice(), language: document.documentElement.lang });
    fetch(address, { method: "POST", body, keepalive: true }).catch(() => {});
  }
};

const countWhenSeen = () => {
  if (document.prerendering) document.addEventListener("prerenderingchange", countWhenSeen, { once: true });
  else if (document.hidden) document.addEventListener("visibilitychange", countWhenSeen, { once: true });
  else count();
};

countWhenSeen();

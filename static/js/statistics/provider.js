// Tells Plausible or Matomo that a page was looked at, for a site that has one of them count in its place. None of their
// own script runs here, so they learn what stands below and what every server sees: no cookie, no list of a browser's
// abilities, and of addresses neither what follows the path nor where somebody came from within another site.
const MESSAGES = {
  plausible: ({ statisticsUrl, statisticsSite }, page) => [
    `${statisticsUrl}/api/event`,
    JSON.stringify({ name: "pageview", domain: statisticsSite, ...page }),
  ],
  matomo: ({ statisticsUrl, statisticsSite }, { url, referrer }) => [
    `${statisticsUrl}/matomo.php`,
    new URLSearchParams({ idsite: statisticsSite, rec: "1", apiv: "1", send_image: "0", url, urlref: referrer }),
  ],
};

export const tell = (provider, { referrer, campaign }) => {
  const query = campaign && `?${new URLSearchParams({ utm_campaign: campaign })}`;
  const page = { url: location.origin + location.pathname + query, referrer: referrer && `https://${referrer}/` };
  const [address, body] = MESSAGES[provider.statisticsProvider](provider, page);
  const quiet = { mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer" };
  fetch(address, { method: "POST", body, keepalive: true, ...quiet }).catch(() => {});
};

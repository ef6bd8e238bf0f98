// Loaded by consent.js after a yes, and never otherwise. Sends the name of the page; the server looks at the choice itself
// and keeps the day of the last visit in a cookie that no script can read.
const { statisticsLabel: label, statisticsAddress: address } = document.body.dataset;

if (label) {
  fetch(address, { method: "POST", body: new URLSearchParams({ label }), keepalive: true }).catch(() => {});
}

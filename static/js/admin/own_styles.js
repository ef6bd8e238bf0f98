// The editor of rich text (Draftail) writes a <style> for its hint and its lists. Styles that a script of ours makes get
// the nonce of this page; what stands in a text or a field has none, and stays without effect.
const { nonce } = document.currentScript;
const { createElement } = document;
document.createElement = (name, ...options) => {
  const element = createElement.call(document, name, ...options);
  if (name === "style") element.nonce = nonce;
  return element;
};

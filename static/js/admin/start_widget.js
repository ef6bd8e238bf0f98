// Starts the fields of forms for which Wagtail itself would need inline scripts, which the policy of the site forbids:
// <start-widget call="PageChooser" words='["id_page", {…}]'>. It starts when it comes into the page, also within a part
// that is added later, and once. Only what is named here can be called: whoever could put such an element into a page
// could else call anything.
const CALLED = new Set([
  "Chooser",
  "DocumentChooser",
  "ImageChooser",
  "InlinePanel",
  "MultipleChooserPanel",
  "PageChooser",
  "SnippetChooser",
  "createMediaChooser",
  "createTaskChooser",
  "initDateChooser",
  "initDateTimeChooser",
  "initTimeChooser",
]);

customElements.define(
  "start-widget",
  class extends HTMLElement {
    connectedCallback() {
      const name = this.getAttribute("call");
      this.removeAttribute("call"); // what is dragged to another place comes into the page once more
      if (!name) return;
      if (!CALLED.has(name)) throw new Error(`Nothing here starts ${name}`);
      const words = JSON.parse(this.getAttribute("words"));
      if (/^[A-Z]/.test(name)) new window[name](...words);
      else window[name](...words);
    }
  },
);

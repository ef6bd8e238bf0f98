// Ticks every language to translate into, as wagtail-localize does with an inline script.
const every = document.querySelector("[name=select_all]");
every?.addEventListener("change", () => {
  for (const box of document.querySelectorAll("[name=locales]")) box.checked = every.checked;
});

// Where the editor of translations finds its choosers, as wagtail-localize says in an inline script.
const { dataset } = document.currentScript;
window.chooserUrls ??= {
  imageChooser: dataset.imageChooser,
  documentChooser: dataset.documentChooser,
  pageChooser: dataset.pageChooser,
};

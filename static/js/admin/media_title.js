// A film or sound without a title gets the name of its file, as wagtailmedia does with an inline script.
const file = document.getElementById("id_file");
const title = document.getElementById("id_title");
file.addEventListener("change", () => {
  if (!title.value) title.value = file.value.split("\\").pop().replace(/\.[^.]+$/, "");
});

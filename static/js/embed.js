// A film of another company loads after a click on its button, and not before.
for (const place of document.querySelectorAll("[data-embed]")) {
  const button = place.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = Object.assign(document.createElement("iframe"), {
      src: place.dataset.embed,
      title: place.dataset.embedTitle,
      allow: "fullscreen; picture-in-picture",
      referrerPolicy: "strict-origin",
    });
    place.replaceChildren(frame);
    frame.focus();
  });
}

// Copies what stands in a read-only field. Without this script, or without the right to copy, it can be selected.
for (const part of document.querySelectorAll("[data-copy]")) {
  const source = part.querySelector("[data-copy-source]");
  const button = part.querySelector("[data-copy-button]");
  const done = part.querySelector("[data-copy-done]");
  source.addEventListener("focus", () => source.select());
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value);
    done.textContent = done.dataset.copyDone;
  });
}

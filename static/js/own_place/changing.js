// A change as the reader meets it: kept, told in one sentence, and shown in every part of the page.
import { Full, read, write } from "./marks.js";

const status = document.querySelector("[data-own-status]");

export const say = (word) => {
  if (status) status.textContent = word ? status.dataset[word] : "";
};
export const hasSaid = () => status.textContent !== "";

export const renderers = [];
export const renderAll = () => {
  try {
    for (const render of renderers) render();
  } catch {
    // Damaged since this page was opened: the next change says so.
  }
};

// Reads again before each change: another tab may have written meanwhile.
export const change = (act, word = "") => {
  try {
    const kept = read();
    act(kept);
    write(kept);
    if (word) say(word);
    return true;
  } catch (error) {
    say(error instanceof Full ? "full" : "broken");
    return false;
  }
};

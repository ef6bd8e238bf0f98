// All that this browser keeps: how much it is, as a file, out of a file, and wiped.
import { change, hasSaid, renderAll, say } from "./changing.js";
import { LARGEST, Refused, demand, isKept, listMarks, merge, parse, read, readText, wipe } from "./marks.js";

export const showKept = (section) => {
  const find = (name) => section.querySelector(`[data-own-${name}]`);
  const question = find("question");
  const isAskedFor = location.hash === `#${section.id}`; // by a link, which could not lead to it while it was hidden
  const fill = () => {
    const marks = listMarks(read());
    const count = (kind) => marks.filter((mark) => mark.kind === kind && mark.value).length;
    find("reads").textContent = count("read");
    find("notes").textContent = count("note");
    find("places").textContent = marks.filter((mark) => mark.kind === "place").length;
  };
  const render = () => {
    section.hidden = "whenKept" in section.dataset && !isKept() && !isAskedFor && !hasSaid();
    find("export").disabled = find("wipe").disabled = !isKept();
    fill();
  };
  const ask = (isAsked) => {
    question.hidden = !isAsked;
    find(isAsked ? "no" : "wipe").focus();
  };

  find("export").addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([readText()], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `werkflippen-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    say("exported");
  });
  find("import").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    try {
      demand(file.size <= LARGEST);
      const other = parse(await file.text());
      change((kept) => merge(kept, other), "imported");
    } catch {
      say("refused");
    }
    target.value = "";
    renderAll();
  });
  find("wipe").addEventListener("click", () => ask(true));
  find("no").addEventListener("click", () => ask(false));
  find("yes").addEventListener("click", () => {
    wipe();
    say("wiped");
    question.hidden = true;
    renderAll();
    find("import").focus();
  });
  try {
    render();
  } catch (error) {
    // What is there cannot be read, and may still be wiped.
    if (!(error instanceof Refused)) throw error;
    find("export").disabled = true;
    say("broken");
  }
  if (isAskedFor) section.scrollIntoView();
  return render;
};

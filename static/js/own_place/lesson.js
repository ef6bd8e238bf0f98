// Beneath a lesson: a tick, a note, and the place where the reader was.
import { change, renderAll } from "./changing.js";
import { RESUME } from "./course.js";
import { LAST_PLACE, put, read } from "./marks.js";

const EDGE = 32; // pixels at the top of the window; what is scrolled to stands below them, by the site's scroll margin

export const showLesson = (section) => {
  const { course, lesson } = section.dataset;
  const texts = [...document.querySelectorAll("[data-own-text] :is(h2, h3, p, li, dt, dd, td)")];
  const offer = document.querySelector("[data-own-offer]");
  const [tick, follow, note] = ["tick", "follow", "note"].map((name) => section.querySelector(`[data-own-${name}]`));
  let written = ""; // the note as it was last kept or read
  let place = 0;
  const findMarks = () => read().courses[course]?.[lesson] ?? {};
  const keep = (kind, value, word) =>
    change((kept) => put(kept, { course, lesson, kind, value, at: Date.now() }), word);

  const render = () => {
    const marks = findMarks();
    tick.checked = marks.read?.value ?? false;
    follow.checked = read().follow.value;
    if (document.activeElement !== note) note.value = written = marks.note?.value ?? "";
  };
  const keepNote = () => {
    clearTimeout(keepNote.timer);
    if (note.value !== written && keep("note", note.value, "saved")) written = note.value;
  };
  const keepPlace = () => {
    clearTimeout(keepPlace.timer);
    if (!follow.checked || texts.length === 0) return;
    const shown = texts.findIndex((text) => text.getBoundingClientRect().bottom > EDGE);
    const value = Math.min(shown < 0 ? texts.length - 1 : shown, LAST_PLACE);
    if (value !== place && keep("place", value)) place = value;
  };
  const goTo = (text) => {
    text.tabIndex = -1;
    text.scrollIntoView();
    text.focus({ preventScroll: true });
    offer.hidden = true;
  };
  const later = (act, wait) => () => {
    clearTimeout(act.timer);
    act.timer = setTimeout(act, wait);
  };

  render();
  place = findMarks().place?.value ?? 0;
  const text = follow.checked && place > 0 ? texts[place] : undefined;
  if (text) {
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => goTo(text));
    if (location.hash === RESUME) goTo(text); // they chose so on the page of the course
  }
  if (location.hash === RESUME) history.replaceState(null, "", location.pathname + location.search);

  tick.addEventListener("change", () => keep("read", tick.checked, "saved") || renderAll());
  follow.addEventListener("change", () => {
    const isKept = change((kept) => {
      kept.follow = { value: follow.checked, at: Date.now() };
      if (follow.checked) return;
      for (const lessons of Object.values(kept.courses)) for (const marks of Object.values(lessons)) delete marks.place;
    }, "saved");
    place = 0;
    if (isKept) keepPlace();
    else renderAll();
  });
  note.addEventListener("input", later(keepNote, 600));
  note.addEventListener("change", keepNote);
  addEventListener("scroll", later(keepPlace, 300), { passive: true });
  addEventListener("pagehide", keepNote);
  return render;
};

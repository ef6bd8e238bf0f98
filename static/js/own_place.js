// Ticks, notes and where a reader was, in this browser and nowhere else: nothing here asks or tells a server anything, and
// no field has a name, so no form sends it. Documents name lessons by their key only; without this script nothing shows.
//
// One key of localStorage holds it, and an exported file is the same text. Each mark has the moment (`at`, milliseconds
// since 1970) it was made, so that the newest wins when a file is read:
//
//   {"format": "werkflippen-own-place", "version": 1, "follow": {"value": true, "at": 1}, "courses": {COURSE: {LESSON: {
//     "place": {"value": 12, "at": 1}, "read": {"value": true, "at": 1}, "note": {"value": "text", "at": 1}}}}}
//
// `follow`: whether to remember places; off until the reader asks. `place`: which heading, paragraph or point, counted from 0.
const KEY = "werkflippen.own-place";
const FORMAT = "werkflippen-own-place";
const VERSION = 1;
const LARGEST = 1_000_000; // bytes, of what is kept and of a file that is read: what was exported can always come back
const LONGEST_NOTE = 5000;
const LAST_PLACE = 100_000;
const DAY = 24 * 60 * 60 * 1000;
const RESUME = "#verder";
const EDGE = 32; // pixels at the top of the window; what is scrolled to stands below them, by the site's scroll margin

const sections = [...document.querySelectorAll("[data-own-place]")];
const status = document.querySelector("[data-own-status]");
const say = (word) => {
  if (status) status.textContent = word ? status.dataset[word] : "";
};

// What is kept, read strictly: from a file it may be anybody's, and in the browser it may be damaged.
class Refused extends Error {}
class Full extends Error {}

const demand = (isSo) => {
  if (!isSo) throw new Refused();
};
const hasNames = (value, ...names) =>
  value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).sort().join() === names.join();
const entries = (value, isName) => {
  demand(value !== null && typeof value === "object" && !Array.isArray(value));
  demand(Object.keys(value).every(isName));
  return Object.entries(value);
};
const isKey = (name) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
const isBoolean = (value) => typeof value === "boolean";
const KINDS = {
  place: (value) => Number.isInteger(value) && value >= 0 && value <= LAST_PLACE,
  read: isBoolean,
  note: (value) => typeof value === "string" && value.length <= LONGEST_NOTE,
};
const checkMark = (mark, isValue) => {
  demand(hasNames(mark, "at", "value") && isValue(mark.value));
  demand(Number.isSafeInteger(mark.at) && mark.at >= 0 && mark.at <= Date.now() + DAY);
};

const parse = (text) => {
  let kept;
  try {
    kept = JSON.parse(text);
  } catch {
    throw new Refused();
  }
  demand(hasNames(kept, "courses", "follow", "format", "version"));
  demand(kept.format === FORMAT && kept.version === VERSION);
  checkMark(kept.follow, isBoolean);
  for (const [, lessons] of entries(kept.courses, isKey)) {
    for (const [, marks] of entries(lessons, isKey)) {
      for (const [kind, mark] of entries(marks, (name) => Object.hasOwn(KINDS, name))) checkMark(mark, KINDS[kind]);
    }
  }
  return kept;
};

const read = () => {
  const text = localStorage.getItem(KEY);
  if (text !== null) return parse(text);
  return { format: FORMAT, version: VERSION, follow: { value: false, at: 0 }, courses: {} };
};

const write = (kept) => {
  const text = JSON.stringify(kept);
  if (new Blob([text]).size > LARGEST) throw new Full();
  try {
    localStorage.setItem(KEY, text);
  } catch {
    throw new Full();
  }
};

const listMarks = (kept) =>
  Object.entries(kept.courses).flatMap(([course, lessons]) =>
    Object.entries(lessons).flatMap(([lesson, marks]) =>
      Object.entries(marks).map(([kind, mark]) => ({ course, lesson, kind, ...mark })),
    ),
  );

const put = (kept, { course, lesson, kind, value, at }) => {
  ((kept.courses[course] ??= {})[lesson] ??= {})[kind] = { value, at };
};

const merge = (kept, other) => {
  const marks = new Map(listMarks(kept).map((mark) => [`${mark.course} ${mark.lesson} ${mark.kind}`, mark.at]));
  for (const mark of listMarks(other)) {
    if (mark.at > (marks.get(`${mark.course} ${mark.lesson} ${mark.kind}`) ?? -1)) put(kept, mark);
  }
  if (other.follow.at > kept.follow.at) kept.follow = other.follow;
};

// Reads again before each change: another tab may have written meanwhile.
const change = (act, word = "") => {
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

const showLesson = (section) => {
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

const showCourse = (section) => {
  const offer = section.querySelector("[data-own-offer]");
  const render = () => {
    const kept = read();
    const marks = kept.courses[section.dataset.course] ?? {};
    let newest = 0;
    offer.hidden = true;
    for (const item of section.querySelectorAll("[data-lesson]")) {
      const { read: tick, place } = marks[item.dataset.lesson] ?? {};
      item.querySelector("[data-own-ticked]").hidden = !tick?.value;
      if (!kept.follow.value || !("open" in item.dataset) || !(place?.at > newest)) continue;
      newest = place.at;
      const [link, source] = [offer, item].map((element) => element.querySelector("a"));
      link.href = source.href + RESUME;
      offer.querySelector("[data-own-title]").textContent = source.textContent;
      offer.hidden = false;
    }
  };
  render();
  return render;
};

const showKept = (section) => {
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
    const isKept = localStorage.getItem(KEY) !== null;
    section.hidden = "whenKept" in section.dataset && !isKept && !isAskedFor && !status.textContent;
    find("export").disabled = find("wipe").disabled = !isKept;
    fill();
  };
  const ask = (isAsked) => {
    question.hidden = !isAsked;
    find(isAsked ? "no" : "wipe").focus();
  };

  find("export").addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([localStorage.getItem(KEY)], { type: "application/json" }));
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
    localStorage.removeItem(KEY);
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

const showLeaving = (section) => {
  const render = () => {
    section.hidden = localStorage.getItem(KEY) === null;
  };
  section.closest("form").addEventListener("submit", () => {
    if (section.querySelector("input").checked) localStorage.removeItem(KEY);
  });
  render();
  return render;
};

const SHOW = { lesson: showLesson, course: showCourse, kept: showKept, leaving: showLeaving };
const renderers = [];
const renderAll = () => {
  try {
    for (const render of renderers) render();
  } catch {
    // Damaged since this page was opened: the next change says so.
  }
};

for (const section of sections) {
  try {
    section.hidden = false;
    renderers.push(SHOW[section.dataset.ownPlace](section));
  } catch (error) {
    // A browser that keeps nothing shows nothing of this; a lesson says when what is there cannot be read.
    if (!(error instanceof Refused)) section.hidden = section.dataset.ownPlace !== "course";
    else if (section.dataset.ownPlace === "lesson") {
      say("broken");
      for (const field of section.querySelectorAll("input, textarea")) field.disabled = true;
    }
  }
}
addEventListener("storage", ({ key }) => {
  if (key === KEY || key === null) renderAll();
});

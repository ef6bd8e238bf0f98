// Ticks, notes and where a reader was, in this browser and nowhere else: nothing here asks or tells a server anything, and
// no field has a name, so no form sends it. Documents name lessons by their key only; without this script nothing shows.
import { renderAll, renderers, say } from "./own_place/changing.js";
import { showCourse } from "./own_place/course.js";
import { showKept } from "./own_place/kept.js";
import { showLeaving } from "./own_place/leaving.js";
import { showLesson } from "./own_place/lesson.js";
import { KEY, Refused } from "./own_place/marks.js";

const SHOW = { lesson: showLesson, course: showCourse, kept: showKept, leaving: showLeaving };

for (const section of document.querySelectorAll("[data-own-place]")) {
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

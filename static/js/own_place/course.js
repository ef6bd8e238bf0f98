// On the page of a course: which lessons are ticked, and the way back to where the reader was last.
import { read } from "./marks.js";

export const RESUME = "#verder";

export const showCourse = (section) => {
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

// Where somebody logs out: the choice to wipe it all besides.
import { isKept, wipe } from "./marks.js";

export const showLeaving = (section) => {
  const render = () => {
    section.hidden = !isKept();
  };
  section.closest("form").addEventListener("submit", () => {
    if (section.querySelector("input").checked) wipe();
  });
  render();
  return render;
};

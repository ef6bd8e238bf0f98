// What a page does to somebody who needs it larger, calmer or with more space; each answers with the culprits' HTML.
(() => {
  const show = (element) => element.outerHTML.slice(0, 160);
  const all = [...document.querySelectorAll("body *")];
  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });

  // WCAG 1.4.10: nothing is wider than the window, unless it scrolls inside itself.
  const findSideways = () => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = all.filter((element) => isVisible(element) && element.getBoundingClientRect().right > innerWidth + 1);
    return [`${document.documentElement.scrollWidth} wide`, ...wide.slice(-2).map(show)];
  };

  // Words that are cut off by what holds them.
  const findCut = () =>
    all
      .filter((element) => {
        const style = getComputedStyle(element);
        const cuts = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
        if (!cuts || style.clipPath !== "none" || !isVisible(element)) return false;
        if (element.closest(".visually-hidden, svg, input, textarea")) return false;
        return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      })
      .map(show);

  // WCAG 2.4.11: whatever has the focus can be seen, at least at one of five points.
  const findCovered = () =>
    [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
      .filter((element) => isVisible(element) && !element.closest(".visually-hidden, [hidden]"))
      .filter((element) => {
        element.focus();
        if (document.activeElement !== element) return false;
        const points = [...element.getClientRects()].flatMap((box) => {
          const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]; // it may be taller than the window
          return [[0.5, 0.5], [0.1, 0.3], [0.9, 0.3], [0.1, 0.7], [0.9, 0.7]].map(([x, y]) => [
            box.left + box.width * x,
            top + (bottom - top) * y,
          ]);
        });
        return !points.some(([x, y]) => {
          const there = document.elementFromPoint(x, y);
          return there && (element.contains(there) || there.contains(element));
        });
      })
      .map(show);

  const seconds = (list) => Math.max(...list.split(",").map((time) => parseFloat(time) * (time.includes("ms") ? 0.001 : 1)));
  const findMotion = () =>
    all
      .filter((element) =>
        [undefined, "::before", "::after"].some((part) => {
          const style = getComputedStyle(element, part);
          return Math.max(seconds(style.transitionDuration), seconds(style.animationDuration)) > 0.01;
        }),
      )
      .map(show);

  // On paper: what only a screen has use for, and words in light ink.
  const findUnprintable = () =>
    all
      .filter((element) => {
        if (!isVisible(element) || element.closest("svg, .visually-hidden")) return false;
        if (element.matches("nav, button, .button, .header, .footer, .banner, .skip-link")) return true;
        const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        const [red, green, blue] = getComputedStyle(element).color.match(/\d+/g).map(Number);
        return hasWords && 0.2126 * red + 0.7152 * green + 0.0722 * blue > 110;
      })
      .map(show);

  const spaceOut = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        "p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  };

  // The longest word of each piece of text becomes one of sixty letters.
  const stretch = () => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (/\p{L}{3}/u.test(walker.currentNode.data)) texts.push(walker.currentNode);
    for (const text of texts) {
      if (text.parentElement.closest("script, style, svg")) continue;
      const longest = text.data.match(/\p{L}+/gu).reduce((one, other) => (other.length > one.length ? other : one));
      text.data = text.data.replace(longest, "meervoudigepersoonlijkheidsverzekeringsmaatschappijdirecteur");
    }
  };
  window.examine = { findSideways, findCut, findCovered, findMotion, findUnprintable, spaceOut, stretch };
})();

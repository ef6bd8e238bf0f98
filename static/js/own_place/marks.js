// What a reader keeps: its form, and the one place where it lies. It is read strictly: from a file it may be anybody's, and
// in the browser it may be damaged.
//
// One key of localStorage holds it, and an exported file is the same text. Each mark has the moment (`at`, milliseconds
// since 1970) it was made, so that the newest wins when a file is read:
//
//   {"format": "werkflippen-own-place", "version": 1, "follow": {"value": true, "at": 1}, "courses": {COURSE: {LESSON: {
//     "place": {"value": 12, "at": 1}, "read": {"value": true, "at": 1}, "note": {"value": "text", "at": 1}}}}}
//
// `follow`: whether to remember places; off until the reader asks. `place`: which heading, paragraph or point, counted from 0.
export const KEY = "werkflippen.own-place";
const FORMAT = "werkflippen-own-place";
const VERSION = 1;
export const LARGEST = 1_000_000; // bytes, of what is kept and of a file that is read: what was exported can always come back
const LONGEST_NOTE = 5000;
export const LAST_PLACE = 100_000;
const DAY = 24 * 60 * 60 * 1000;

export class Refused extends Error {}
export class Full extends Error {}

export const demand = (isSo) => {
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

export const parse = (text) => {
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

export const readText = () => localStorage.getItem(KEY);
export const isKept = () => readText() !== null;
export const wipe = () => localStorage.removeItem(KEY);

export const read = () => {
  const text = readText();
  if (text !== null) return parse(text);
  return { format: FORMAT, version: VERSION, follow: { value: false, at: 0 }, courses: {} };
};

export const write = (kept) => {
  const text = JSON.stringify(kept);
  if (new Blob([text]).size > LARGEST) throw new Full();
  try {
    localStorage.setItem(KEY, text);
  } catch {
    throw new Full();
  }
};

export const listMarks = (kept) =>
  Object.entries(kept.courses).flatMap(([course, lessons]) =>
    Object.entries(lessons).flatMap(([lesson, marks]) =>
      Object.entries(marks).map(([kind, mark]) => ({ course, lesson, kind, ...mark })),
    ),
  );

export const put = (kept, { course, lesson, kind, value, at }) => {
  ((kept.courses[course] ??= {})[lesson] ??= {})[kind] = { value, at };
};

export const merge = (kept, other) => {
  const marks = new Map(listMarks(kept).map((mark) => [`${mark.course} ${mark.lesson} ${mark.kind}`, mark.at]));
  for (const mark of listMarks(other)) {
    if (mark.at > (marks.get(`${mark.course} ${mark.lesson} ${mark.kind}`) ?? -1)) put(kept, mark);
  }
  if (other.follow.at > kept.follow.at) kept.follow = other.follow;
};

// Prints what Lighthouse finds, as JSON: `node lighthouse.mjs FOLDER ADDRESS GOAL PATH…`, with the folder that it is
// installed in. Chromium is the one that CHROME_PATH names.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, address, goal, ...paths] = process.argv.slice(2);
const take = (path) => import(pathToFileURL(path).href);
const { default: lighthouse } = await take(`${folder}/core/index.js`);
const { default: desktop } = await take(`${folder}/core/config/desktop-config.js`);
const { launch } = await take(createRequire(`${folder}/package.json`).resolve("chrome-launcher"));
const FORMS = { mobile: { extends: "lighthouse:default" }, desktop };
const LOOKS = 3; // of which the middle one counts: how fast a busy machine is differs from look to look

// A page that asks search engines to stay away, itself or in robots.txt, loses for that alone.
const rules = await (await fetch(`${address}/robots.txt`)).text();
const closed = [...rules.matchAll(/^Disallow: (.+)$/gm)].map(([, path]) => path);

async function listSkipped(path) {
  const answer = await fetch(address + path);
  const said = `${answer.headers.get("x-robots-tag")} ${(await answer.text()).match(/<meta name="robots"[^>]*>/)?.[0]}`;
  return closed.some((start) => path.startsWith(start)) || said.includes("noindex") ? ["is-crawlable"] : [];
}

function read({ categories, audits }) {
  const scores = {}, faults = {};
  for (const { id, score, auditRefs } of Object.values(categories)) {
    scores[id] = Math.round(score * 100);
    for (const { id: name, weight } of auditRefs) {
      const { score: reached, displayValue, details } = audits[name];
      if (weight && reached !== null && reached < 1) faults[name] = { reached, displayValue, items: details?.items };
    }
  }
  return { scores, faults };
}

// Chromium does not always record what it loads: then once more.
async function look(chrome, path, form, skipAudits, tries = LOOKS) {
  const options = { port: chrome.port, logLevel: "silent", output: "json", skipAudits };
  const { lhr } = await lighthouse(address + path, options, FORMS[form]);
  if (lhr.runtimeError && tries > 1) return look(chrome, path, form, skipAudits, tries - 1);
  if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
  return read(lhr);
}

const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--ignore-certificate-errors"];
const chrome = await launch({ chromeFlags: flags });
try {
  for (const path of paths) {
    const skipped = await listSkipped(path);
    for (const form of Object.keys(FORMS)) {
      const looks = [await look(chrome, path, form, skipped)];
      while (looks[0].scores.performance < goal && looks.length < LOOKS) looks.push(await look(chrome, path, form, skipped));
      const middle = looks.sort((one, other) => one.scores.performance - other.scores.performance)[looks.length >> 1];
      console.log(JSON.stringify({ path, form, skipped, looks: looks.length, ...middle }));
    }
  }
} finally {
  chrome.kill();
}

// Prints what MDN's HTTP Observatory finds: `node observatory.mjs FOLDER HOST PATH…`, with the folder that it is installed in.
import { pathToFileURL } from "node:url";

const [folder, host, ...paths] = process.argv.slice(2);
const { scan } = await import(pathToFileURL(`${folder}/src/scanner/index.js`));
const found = {};
for (const path of paths) {
  const { scan: outcome, tests } = await scan(`${host}${path}`); // it takes a path for a part of the name
  const faults = Object.entries(tests).filter(([, test]) => !test.pass || test.scoreModifier < 0);
  found[path] = { score: outcome.score, faults: faults.map(([name, test]) => `${name}: ${test.result}`) };
}
console.log(JSON.stringify(found));

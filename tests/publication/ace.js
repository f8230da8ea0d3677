// What Ace by DAISY finds in e-books; prints, as JSON, its violations by book. Chromium is named by the environment:
// PUPPETEER_EXECUTABLE_PATH=… node ace.js BOOK…
process.env.ACE_TIMEOUT_INITIAL = "60000";
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");
const { mkdtemp, readFile, rm } = require("node:fs/promises");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

async function violations(book) {
  const outdir = await mkdtemp(join(tmpdir(), "ace-"));
  try {
    await ace(book, { cwd: process.cwd(), outdir, tmpdir: outdir, silent: true, initLogger: true, verbose: false }, runner);
    const report = JSON.parse(await readFile(join(outdir, "report.json"), "utf-8"));
    const found = report.assertions.flatMap((page) =>
      page.assertions.map((each) => `${page["earl:testSubject"].url}: ${each["earl:test"]["dct:title"]}: ${each["earl:result"]["dct:description"].slice(0, 300)}`),
    );
    return found;
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

(async () => {
  const found = {};
  for (const book of process.argv.slice(2)) found[book] = await violations(book);
  console.log(JSON.stringify(found));
})();

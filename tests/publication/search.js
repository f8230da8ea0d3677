// Serves a folder on this machine, types words into search pages in Chromium and prints, as JSON, what each then says:
// how many were found, where the results lead, what is marked, what axe finds, what was asked of the server.
// node search.js CHROMIUM FOLDER [PAGE WORDS]…
const axe = require("axe-core");
const { join } = require("node:path");
const { open, serve } = require("./serve.js");

const [executablePath, folder, ...wanted] = process.argv.slice(2);

// The status changes once a search is over; before the first one it says nothing.
const said = (page, before) =>
  page.waitForFunction((old) => document.querySelector(".tally").textContent !== old, before);

async function look(page, url, words) {
  const asked = [];
  const errors = [];
  page.removeAllListeners();
  page.on("request", (request) => asked.push(decodeURIComponent(request.url())));
  page.on("response", (response) => response.status() >= 400 && errors.push(response.url()));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(url);
  await page.keyboard.press("Tab");
  await page.locator("#q").focus();
  await page.keyboard.insertText(words);
  await said(page, "");
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const shown = await page.evaluate(() => ({
    tally: document.querySelector(".tally").textContent,
    hrefs: [...document.querySelectorAll(".results a")].map((link) => link.getAttribute("href")),
    marked: [...document.querySelectorAll(".results mark")].map((mark) => mark.textContent),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  const violations = found.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
  return { ...shown, violations, asked, errors, address: page.url() };
}

(async () => {
  const { origin, close } = await serve(folder);
  const browser = await open(executablePath);
  const page = await (await browser.newContext({ viewport: { width: 320, height: 900 } })).newPage();
  const served = [];
  for (let at = 0; at < wanted.length; at += 2) {
    served.push(await look(page, origin + wanted[at], wanted[at + 1]));
  }
  await page.goto(`file://${join(folder, wanted[0])}`);
  await page.locator(".why").waitFor();
  const disk = await page.locator("main").innerText();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(origin + wanted[0]);
  const scriptless = await plain.locator("main").innerText();
  await browser.close();
  close();
  console.log(JSON.stringify({ served, disk, scriptless }));
})();

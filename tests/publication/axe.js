// Opens pages of a folder in Chromium and prints, as JSON, what axe finds on each, which requests leave the page's own
// origin or fail, and by how much it is wider than the window. SCHEME: light, dark, or contrast as a reader chooses it,
// then with everything unfolded.
// node axe.js CHROMIUM SCHEME WIDTH FOLDER PAGE…
const axe = require("axe-core");
const { open, serve } = require("./serve.js");

const [chromium, scheme, width, folder, ...paths] = process.argv.slice(2);

async function look(page, url, origin) {
  const outside = [];
  const failed = [];
  page.removeAllListeners();
  page.on("request", (request) => request.url().startsWith(origin) || outside.push(request.url()));
  page.on("response", (response) => response.status() >= 400 && failed.push(response.url()));
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready);
  if (scheme === "contrast") await page.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const violations = found.violations.map((v) => `${v.id}: ${v.nodes.length} × ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
  return { violations, outside, failed, overflow };
}

(async () => {
  const site = await serve(folder);
  const browser = await open(chromium);
  const colorScheme = scheme === "dark" ? "dark" : "light";
  const context = await browser.newContext({ colorScheme, viewport: { width: Number(width), height: 900 } });
  if (scheme === "contrast") await context.addInitScript(() => sessionStorage.setItem("scheme", "contrast"));
  const page = await context.newPage();
  const results = [];
  for (const path of paths) results.push({ path, ...(await look(page, site.at(path), site.origin)) });
  await browser.close();
  site.close();
  console.log(JSON.stringify(results));
})();

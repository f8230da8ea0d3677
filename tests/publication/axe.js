// Serves a folder on this machine, opens pages in Chromium and prints, as JSON, what axe finds on each, which requests
// leave the page's own origin or fail, and by how much it is wider than the window.
// node axe.js CHROMIUM SCHEME WIDTH FOLDER PAGE…
const { chromium } = require("playwright-core");
const axe = require("axe-core");
const { createServer } = require("node:http");
const { readFile } = require("node:fs/promises");
const { extname, join, relative } = require("node:path");

const [executablePath, colorScheme, width, folder, ...paths] = process.argv.slice(2);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const types = { ".html": "text/html; charset=utf-8", ".xhtml": "application/xhtml+xml", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

async function answer(request, response) {
  try {
    const path = join(folder, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const content = await readFile(path);
    response.writeHead(200, { "Content-Type": types[extname(path)] || "application/octet-stream" }).end(content);
  } catch {
    response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
  }
}

async function look(page, url, origin) {
  const outside = [];
  const failed = [];
  page.removeAllListeners();
  page.on("request", (request) => request.url().startsWith(origin) || outside.push(request.url()));
  page.on("response", (response) => response.status() >= 400 && failed.push(response.url()));
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const violations = found.violations.map((v) => `${v.id}: ${v.nodes.length} × ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
  return { violations, outside, failed, overflow };
}

(async () => {
  const server = createServer(answer);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}/`;
  const browser = await chromium.launch({ executablePath, args: flags });
  const context = await browser.newContext({ colorScheme, viewport: { width: Number(width), height: 900 } });
  const page = await context.newPage();
  const results = [];
  for (const path of paths) {
    results.push({ path, ...(await look(page, origin + relative(folder, path), origin)) });
  }
  await browser.close();
  server.close();
  console.log(JSON.stringify(results));
})();

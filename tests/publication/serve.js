// Serves a folder on this machine and opens a browser; `at(path)` gives the address of a file below the folder.
const { chromium } = require("playwright-core");
const { createServer } = require("node:http");
const { readFile } = require("node:fs/promises");
const { extname, join, relative } = require("node:path");

const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const types = { ".html": "text/html; charset=utf-8", ".xhtml": "application/xhtml+xml", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

async function serve(folder) {
  const server = createServer(async (request, response) => {
    try {
      const path = join(folder, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
      const content = await readFile(path);
      response.writeHead(200, { "Content-Type": types[extname(path)] || "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}/`;
  return { origin, at: (path) => origin + relative(folder, path), close: () => server.close() };
}

module.exports = { serve, open: (executablePath) => chromium.launch({ executablePath, args }) };

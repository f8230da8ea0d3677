// Shows pages as a phone does: node .ci/phones.js CHROMIUM WIDTH HEIGHT FOLDER [PAGE PICTURE]…
// Without a network; a page after "dark:" is shown as after dark.
const { resolve } = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const [executablePath, width, height, folder, ...wanted] = process.argv.slice(2);

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  for (let at = 0; at < wanted.length; at += 2) {
    const [, dark, file] = wanted[at].match(/^(dark:)?(.*)$/);
    const page = await browser.newPage({
      viewport: { width: Number(width), height: Number(height) },
      deviceScaleFactor: 1.5,
      colorScheme: dark ? "dark" : "light",
      offline: true,
    });
    await page.goto(pathToFileURL(resolve(folder, file)).href);
    await page.screenshot({ path: wanted[at + 1] });
    await page.close();
  }
  await browser.close();
})();

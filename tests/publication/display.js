// What a reader can choose of the display, and reading aloud; prints what was seen as JSON.
// node display.js CHROMIUM FOLDER PAGE NEXT
const { open, serve } = require("./serve.js");

const [chromium, folder, path, next] = process.argv.slice(2);
const ground = () => getComputedStyle(document.body.parentElement).backgroundColor;
const letters = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

// A device with these voices; what is said is heard at once.
function voices(list) {
  window.said = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const speaker = { getVoices: () => list, cancel() {}, addEventListener() {}, speak(u) { window.said.push(`${u.voice.name}: ${u.text}`); setTimeout(() => u.onend(), 0); } };
  Object.defineProperty(window, "speechSynthesis", { value: speaker });
}

async function aloud(browser, url, list) {
  const page = await browser.newPage();
  await page.addInitScript(voices, list);
  await page.goto(url);
  const button = page.locator(".aloud button");
  if (!(await button.isVisible())) return null;
  await button.click();
  await page.waitForFunction(() => !document.querySelector(".being-read"));
  return page.evaluate(() => window.said);
}

(async () => {
  const site = await serve(folder);
  const browser = await open(chromium);
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  await page.goto(site.at(path));
  const before = { ground: await page.evaluate(ground), letters: await page.evaluate(letters), menu: await page.locator(".display").isVisible() };
  await page.locator(".display summary").click();
  await page.getByRole("radio").nth(2).check();
  await page.locator('input[value="contrast"]').check();
  await page.locator('input[name="spacing"]').check();
  await page.goto(site.at(next));
  const after = {
    ground: await page.evaluate(ground),
    letters: await page.evaluate(letters),
    checked: await page.locator(".display input:checked").evaluateAll((all) => all.map((each) => each.value)),
    narrow: await page.evaluate(() => getComputedStyle(document.querySelector(".frame")).display),
  };
  const kept = await page.evaluate(() => ({ cookies: document.cookie, local: localStorage.length }));
  const other = await context.newPage();
  await other.goto(site.at(next));
  const elsewhere = { ground: await other.evaluate(ground), letters: await other.evaluate(letters) };
  const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await bare.goto(site.at(path));
  const scriptless = { menu: await bare.locator(".display").isVisible(), aloud: await bare.locator(".aloud").isVisible() };
  const own = { name: "own", lang: "en-GB", localService: true };
  const far = { name: "far", lang: "en-GB", localService: false };
  const heard = await aloud(browser, site.at(path), [far, own]);
  const unheard = await aloud(browser, site.at(path), [far]);
  await browser.close();
  site.close();
  console.log(JSON.stringify({ before, after, kept, elsewhere, scriptless, heard, unheard }));
})();

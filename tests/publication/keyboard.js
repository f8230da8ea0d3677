// Walks through pages with the Tab key; prints, as JSON, for each page what a reader at a keyboard would stumble over.
// node keyboard.js CHROMIUM FOLDER PAGE…
const { open, serve } = require("./serve.js");

const [chromium, folder, ...paths] = process.argv.slice(2);
const stops = 'a[href], button:not([disabled]), input:not([disabled]), summary, [tabindex="0"]';

// Numbers what can be reached, in the order of the page: a group of radio buttons is one stop.
function number(selector) {
  const seen = new Set();
  const all = [...document.querySelectorAll(selector)].filter((each) => {
    if (!each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    if (each.type !== "radio") return true;
    return !seen.has(each.name) && seen.add(each.name);
  });
  all.forEach((each, at) => { each.dataset.stop = at; });
  return all.length;
}

function here() {
  const found = document.activeElement;
  if (!found || found === document.body) return null;
  const box = found.getBoundingClientRect();
  const style = getComputedStyle(found);
  const middle = Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 2);
  const top = document.elementFromPoint(box.x + Math.min(box.width, 24) / 2, middle);
  return {
    stop: Number(found.dataset.stop ?? -1),
    name: (found.textContent || found.name || "").trim().slice(0, 60),
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    unfolds: Boolean(found.closest(".elsewhere")),
    inView: box.bottom > 0 && box.top < innerHeight,
    uncovered: Boolean(top) && (found.contains(top) || top.contains(found)),
  };
}

// Until fonts are there and the page of the search offers its field, which is one more stop.
async function settled(page) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => [...document.querySelectorAll("form.search")].every((form) => !form.hidden));
}

async function walk(page, url) {
  const found = [];
  await page.goto(url);
  await settled(page);
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement.matches(".skip")))) found.push("the first stop is not the skip link");
  await page.keyboard.press("Enter");
  if (!(await page.evaluate(() => document.activeElement.matches("main")))) found.push("the skip link does not lead into the text");
  await page.goto(url.replace(/#.*/, "") + "?again");
  await settled(page);
  const count = await page.evaluate(number, stops);
  let last = -1;
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(here);
    if (!now) { found.push(`after stop ${last} of ${count} the focus is nowhere`); break; }
    const unfolds = now.stop === -1 && now.unfolds; // the languages of a unit, shown once it is reached
    if (!unfolds && now.stop !== last + 1) found.push(`after stop ${last} comes ${now.stop}: ${now.name}`);
    if (!now.ringed) found.push(`no visible focus: ${now.name}`);
    if (!now.inView) found.push(`out of sight: ${now.name}`);
    else if (!now.uncovered) found.push(`covered: ${now.name}`);
    if (unfolds) at -= 1;
    else last = now.stop;
  }
  await page.keyboard.press("Shift+Tab");
  const back = await page.evaluate(here);
  if (!back || back.stop >= last) found.push("Shift+Tab does not go back");
  return found;
}

(async () => {
  const site = await serve(folder);
  const browser = await open(chromium);
  const page = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 } })).newPage();
  const found = {};
  for (const path of paths) found[path] = await walk(page, site.at(path));
  await browser.close();
  site.close();
  console.log(JSON.stringify(found));
})();

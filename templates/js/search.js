// Finds words on this site, in the index that was made with it. What is typed goes nowhere: not to a server, not into
// the address or the history of the browser, not into any storage.
"use strict";

{
  const AT_ONCE = 20; // results shown before "more"
  const PAUSE = 200; // milliseconds without typing before the search begins
  const NO_SPACES = /[\u2e80-\u9fff\uac00-\ud7af]/u; // in these scripts one character is a word

  const one = (selector) => document.querySelector(selector);
  const form = one("form.search");
  const field = form.elements.q;
  const tally = one(".tally");
  const list = one(".results");
  const sample = one("template");
  const more = one(".more");
  const instead = one(".instead");
  const why = one(".why");
  const titles = new Map(
    [...document.querySelectorAll(".contents a")].map((link) => [link.getAttribute("href"), link.textContent]),
  );

  let index = null;
  let last = ""; // what was searched last
  let rest = []; // results that are not shown yet
  let timer = 0;

  function giveUp(reason) {
    form.hidden = more.hidden = true;
    instead.hidden = why.hidden = false;
    why.textContent = why.dataset[reason];
  }

  // As the index has them: with the digits 0 to 9, and an article with an apostrophe (l’école) as a word of its own.
  function apart(words) {
    return words.replace(/\p{Nd}/gu, western).replace(/(?<=\p{L})['’](?=\p{L}{2})/gu, "$& ");
  }

  function western(digit) {
    for (let value = 0; ; value += 1) {
      if (!/\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - value - 1)) || value === 9) return String(value);
    }
  }

  // Numbers with the digits of this edition.
  function counted(words) {
    const digits = [...(tally.dataset.digits ?? "")];
    return String(words).replace(/\d/g, (digit) => digits[digit] ?? digit);
  }

  function together(words) {
    return words.replaceAll("\u200b", "").replace(/\u2060(<\/mark>)?\s?/g, "$1");
  }

  // The excerpt as nodes. Only <, > and the marks themselves are markup in it, and all of it becomes text or <mark>.
  function marked(excerpt) {
    return together(excerpt).split(/(<mark>.*?<\/mark>)/).map((piece) => {
      const words = piece.replace(/<\/?mark>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      if (!piece.startsWith("<mark>")) return words;
      const mark = document.createElement("mark");
      mark.textContent = words;
      return mark;
    });
  }

  function entry(found) {
    const item = sample.content.cloneNode(true);
    const link = item.querySelector("a");
    const [page] = found.raw_url.split("#");
    link.href = found.raw_url;
    link.textContent = counted(together(found.meta.title));
    item.querySelector(".where").textContent = titles.get(page) ?? "";
    const before = found.raw_content.startsWith(found.plain_excerpt) ? [] : ["… "];
    const after = found.raw_content.endsWith(found.plain_excerpt) ? [] : [" …"];
    item.querySelector(".excerpt").append(...before, ...marked(found.excerpt), ...after);
    return item;
  }

  async function show(results) {
    const found = await Promise.all(results.slice(0, AT_ONCE).map((result) => result.data()));
    return [found.map(entry), results.slice(AT_ONCE)];
  }

  async function search(words) {
    last = words;
    const isShort = words.length === 1 && !NO_SPACES.test(words);
    const { results } = words && !isShort ? await index.search(apart(words)) : { results: [] };
    const [entries, others] = await show(results);
    if (words !== last) return; // another search has begun meanwhile
    rest = others;
    list.replaceChildren(...entries);
    more.hidden = rest.length === 0;
    instead.hidden = results.length > 0;
    if (!words) tally.textContent = "";
    else if (isShort) tally.textContent = tally.dataset.short;
    else if (results.length === 0) tally.textContent = tally.dataset.none;
    else tally.textContent = tally.dataset.found.replace("{n}", counted(results.length));
  }

  async function showMore() {
    const words = last;
    const [entries, others] = await show(rest);
    if (words !== last) return;
    const at = list.children.length;
    rest = others;
    list.append(...entries);
    more.hidden = rest.length === 0;
    list.children[at].querySelector("a").focus();
  }

  function soon(wait) {
    clearTimeout(timer);
    const words = field.value.trim();
    if (words !== last) timer = setTimeout(() => search(words).catch(() => giveUp("broken")), wait);
  }

  async function begin() {
    if (location.protocol === "file:") return giveUp("disk");
    const { createInstance } = await import("../pagefind/pagefind.js");
    index = createInstance({ noWorker: true });
    field.addEventListener("input", (event) => event.isComposing || soon(PAUSE));
    field.addEventListener("compositionend", () => soon(PAUSE));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      soon(0);
    });
    more.addEventListener("click", () => showMore().catch(() => giveUp("broken")));
    why.hidden = true;
    form.hidden = false;
    field.value ||= new URLSearchParams(location.search).get("q") ?? "";
    soon(0);
  }

  begin().catch(() => giveUp("broken"));
}

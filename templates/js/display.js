// Text size, colours and spacing as the reader chose them. Kept for as long as the tab is open, and nowhere else.
"use strict";
(() => {
  const names = ["size", "scheme", "spacing"];
  const root = document.documentElement;
  const zoom = { larger: 1.25, largest: 1.6 };

  function kept(name) {
    try {
      return sessionStorage.getItem(name) || "";
    } catch {
      return "";
    }
  }

  function show(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    if (name === "size") widen(zoom[value] || 1);
  }

  // Larger letters need a wider window before contents and text stand side by side.
  function widen(times) {
    for (const sheet of document.querySelectorAll("link[data-from]")) {
      sheet.media = `(min-width: ${sheet.dataset.from * times}em)`;
    }
  }

  function keep(name, value) {
    try {
      if (value) sessionStorage.setItem(name, value);
      else sessionStorage.removeItem(name);
    } catch {
      // A browser that keeps nothing shows the choice on this page only.
    }
  }

  for (const name of names) show(name, kept(name));

  document.addEventListener("DOMContentLoaded", () => {
    const menu = document.querySelector(".display");
    if (!menu) return;
    for (const input of menu.querySelectorAll("input")) {
      input.checked = input.type === "radio" ? input.value === kept(input.name) : Boolean(kept(input.name));
      input.addEventListener("change", () => {
        const value = input.checked ? input.value : "";
        show(input.name, value);
        keep(input.name, value);
      });
    }
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu.hidden = false;
  });
})();

// Reads a page aloud, with a voice of this device only: a voice from elsewhere would send the text away.
"use strict";
(() => {
  const button = document.querySelector(".aloud button");
  if (!button || !window.speechSynthesis) return;
  const tongue = document.documentElement.lang;
  const quiet = ".marks, .labels, .unseen, .answers, img, input, button";
  const { start, stop } = button.dataset;
  let left = [];
  let shown = null;

  function voiceFor(lang) {
    const own = speechSynthesis.getVoices().filter((voice) => voice.localService);
    const of = (voice) => voice.lang.replace("_", "-").toLowerCase();
    return own.find((voice) => of(voice) === lang.toLowerCase()) || own.find((voice) => of(voice).split("-")[0] === lang.split("-")[0].toLowerCase());
  }

  function words(element) {
    const copy = element.cloneNode(true);
    for (const silent of copy.querySelectorAll(quiet)) silent.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function pieces() {
    const all = document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, th, td, figcaption)");
    return [...all].filter((each) => !each.closest(`${quiet}, .aloud, .turn`) && !each.querySelector("li, p"));
  }

  function mark(element) {
    shown?.classList.remove("being-read");
    shown = element;
    shown?.classList.add("being-read");
    shown?.scrollIntoView({ block: "nearest" });
  }

  function end() {
    left = [];
    speechSynthesis.cancel();
    mark(null);
    button.textContent = start;
  }

  function next() {
    const element = left.shift();
    if (!element) return end();
    const text = words(element);
    const lang = element.closest("[lang]").lang;
    const voice = voiceFor(lang);
    if (!text || !voice) return next();
    const said = new SpeechSynthesisUtterance(text);
    said.lang = lang;
    said.voice = voice;
    said.onend = () => shown === element && next();
    mark(element);
    speechSynthesis.speak(said);
  }

  button.addEventListener("click", () => {
    if (shown) return end();
    left = pieces();
    button.textContent = stop;
    next();
  });

  function offer() {
    button.parentElement.hidden = !voiceFor(tongue);
  }

  addEventListener("pagehide", () => speechSynthesis.cancel());
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
})();

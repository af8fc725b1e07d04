// `/` finds, `j` and `k` walk a list, Enter (the browser's own) opens. They can be switched off (WCAG 2.1.4).
const SWITCH = "caseward.keys";

// A browser may refuse to remember anything; the keys then simply work.
function isOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

const isTyping = (place) => place.closest("input, textarea, select, [contenteditable]") !== null;
const stops = () => [...document.querySelectorAll("[data-list] [data-open]")].filter((link) => link.offsetParent !== null);

function walk(step) {
  const links = stops();
  if (links.length === 0) return;
  const here = links.indexOf(document.activeElement);
  const next = here === -1 && step < 0 ? links.length - 1 : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next].focus();
}

function show({ target, type }) {
  const row = target.closest?.("[data-list] > *, [data-list] tr");
  if (row && target.matches("[data-open]")) row.classList.toggle("is-here", type === "focusin");
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !isOn() || isTyping(event.target)) return;
  const actions = { "/": () => document.querySelector("[data-find]")?.focus(), j: () => walk(1), k: () => walk(-1) };
  const act = actions[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

export function wakeKeys() {
  document.addEventListener("keydown", press);
  document.addEventListener("focusin", show);
  document.addEventListener("focusout", show);
  for (const box of document.querySelectorAll("[data-keys-switch]")) {
    box.checked = isOn();
    box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
  }
}

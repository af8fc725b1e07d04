// A draft must never overtake the form itself: when the form is sent, a saving that is still under way is dropped.
function giveWay({ target }) {
  for (const status of target.querySelectorAll("[data-draft]")) {
    window.htmx?.trigger(status, "htmx:abort");
    status.removeAttribute("hx-trigger");
  }
}

// "Draft saved 10:42" must not stand there when the last saving failed.
function saySo({ target }) {
  if (target.matches?.("[data-draft]")) target.textContent = target.dataset.failed;
}

export function wakeDrafts() {
  document.addEventListener("submit", giveWay);
  document.addEventListener("htmx:sendError", saySo);
  document.addEventListener("htmx:responseError", saySo);
}

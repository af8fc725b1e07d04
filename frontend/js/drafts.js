// A draft must never overtake the form itself: when the form is sent, a saving that is still under way is dropped.
export function wakeDrafts() {
  document.addEventListener("submit", ({ target }) => {
    for (const status of target.querySelectorAll("[data-draft]")) {
      window.htmx?.trigger(status, "htmx:abort");
      status.removeAttribute("hx-trigger");
    }
  });
}

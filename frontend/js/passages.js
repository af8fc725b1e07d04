// The passage that a field was read from lights up while the field has the focus.
function light(id) {
  for (const lit of document.querySelectorAll("mark.is-lit")) lit.classList.remove("is-lit");
  const passage = id && document.getElementById(id);
  if (!passage) return;
  passage.classList.add("is-lit");
  passage.scrollIntoView({ block: "nearest" });
}

export function wakePassages() {
  document.addEventListener("focusin", ({ target }) => {
    const group = target.closest("[data-passage]");
    if (group) light(group.dataset.passage);
  });
}

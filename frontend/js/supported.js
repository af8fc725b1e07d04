// Stands first in the body: GOV.UK's components wake only where these classes are, and an inline script may not run.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

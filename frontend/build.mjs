// Compiles the one style sheet and lays the scripts out in dist/, which is never committed.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
// Made beside the old one and put in its place whole: a page that is being served never finds it half made.
const finished = join(here, "dist");
const dist = join(here, "dist.new");
const old = join(here, "dist.old");
const packages = join(here, "node_modules");

// Where a script comes from, and the name under which a page asks for it.
const VENDORED = {
  "govuk-frontend/dist/govuk/govuk-frontend.min.js": "js/vendor/govuk-frontend.js",
  "@ministryofjustice/frontend/moj/moj-frontend.min.js": "js/vendor/moj-frontend.js",
  "htmx.org/dist/htmx.min.js": "js/vendor/htmx.js",
  "cytoscape/dist/cytoscape.esm.min.mjs": "js/vendor/cytoscape.js",
};

// MOJ's alert still uses this mixin of GOV.UK; nothing of ours does.
const KNOWN = ["govuk-text-colour"];

// A source map that is not shipped would make the digesting storage look for it.
const withoutMap = (text) => text.replace(/\/\/# sourceMappingURL=.*$/m, "");

async function styles() {
  const { css } = sass.compile(join(here, "scss", "caseward.scss"), {
    loadPaths: [here, packages],
    style: "compressed",
    quietDeps: true,
    silenceDeprecations: ["import"],
    logger: { warn: (message) => KNOWN.some((known) => message.includes(known)) || console.warn(message) },
  });
  await writeFile(join(dist, "caseward.css"), css);
}

async function vendored() {
  for (const [from, to] of Object.entries(VENDORED)) {
    await writeFile(join(dist, to), withoutMap(await readFile(join(packages, from), "utf8")));
  }
}

async function ours() {
  for (const name of await readdir(join(here, "js"))) {
    await cp(join(here, "js", name), join(dist, "js", name));
  }
  await cp(join(here, "images"), join(dist, "images"), { recursive: true });
}

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, "js", "vendor"), { recursive: true });
await Promise.all([styles(), vendored(), ours()]);
await rm(old, { recursive: true, force: true });
await rename(finished, old).catch(() => {});
await rename(dist, finished);
await rm(old, { recursive: true, force: true });

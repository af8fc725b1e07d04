// Wakes what is on the page. Every page is complete without this file.
import { createAll, initAll } from "./vendor/govuk-frontend.js";
import { ButtonMenu } from "./vendor/moj-frontend.js";
import { wakeCopying } from "./copying.js";
import { wakeDrafts } from "./drafts.js";
import { wakeKeys } from "./keys.js";
import { wakeMenus } from "./menus.js";
import { wakePassages } from "./passages.js";

initAll();
createAll(ButtonMenu);
wakeMenus();
wakeKeys();
wakeCopying();
wakePassages();
wakeDrafts();

import type { Catalogue } from "../catalogue.types.js";
import { asking } from "./asking.js";
import { mails } from "./mails.js";
import { pages } from "./pages.js";
import { reminders } from "./reminders.js";
import { smallPages } from "./small-pages.js";

export const de: Catalogue = { ...asking, ...mails, ...pages, ...reminders, ...smallPages };

import type { Catalogue } from "../catalogue.types.js";
import { asking } from "./asking.js";
import { entrances } from "./entrances.js";
import { mails } from "./mails.js";
import { pages } from "./pages.js";
import { refusals } from "./refusals.js";
import { reminders } from "./reminders.js";
import { smallPages } from "./small-pages.js";
import { terminal } from "./terminal.js";

export const de: Catalogue = {
  language: { name: "Deutsch", locale: "de-DE" },
  ...asking,
  ...entrances,
  ...mails,
  ...pages,
  ...refusals,
  ...reminders,
  ...smallPages,
  ...terminal,
};

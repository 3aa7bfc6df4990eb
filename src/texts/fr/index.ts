import type { Catalogue } from "../catalogue.types.js";
import { asking } from "./asking.js";
import { entrances } from "./entrances.js";
import { mails } from "./mails.js";
import { pages } from "./pages.js";
import { refusals } from "./refusals.js";
import { reminders } from "./reminders.js";
import { smallPages } from "./small-pages.js";
import { terminal } from "./terminal.js";

/** French has a plural form of its own: `_many`, from a million on. */
export const fr: Catalogue = {
  language: { name: "Français", locale: "fr-FR" },
  ...asking,
  ...entrances,
  ...mails,
  ...pages,
  ...refusals,
  ...reminders,
  ...smallPages,
  ...terminal,
};

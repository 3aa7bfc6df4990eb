import { asking } from "./asking.js";
import { mails } from "./mails.js";
import { pages } from "./pages.js";
import { reminders } from "./reminders.js";
import { smallPages } from "./small-pages.js";

/** `{{name}}` is filled in; `_one` and `_other` are chosen by `count`. Values are plain text and are escaped later. */
export const en = { ...asking, ...mails, ...pages, ...reminders, ...smallPages };

export type English = typeof en;

import { mails } from "./mails.js";

/** `{{name}}` is filled in; `_one` and `_other` are chosen by `count`. Values are plain text and are escaped later. */
export const en = { ...mails };

export type English = typeof en;

import type { Catalogue } from "../catalogue.types.js";
import { mails } from "./mails.js";

/** French has a plural form of its own: `_many`, from a million on. */
export const fr: Catalogue = { ...mails };

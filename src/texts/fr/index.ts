import type { Catalogue } from "../catalogue.types.js";
import { mails } from "./mails.js";
import { pages } from "./pages.js";
import { smallPages } from "./small-pages.js";

/** French has a plural form of its own: `_many`, from a million on. */
export const fr: Catalogue = { ...mails, ...pages, ...smallPages };

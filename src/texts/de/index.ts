import type { Catalogue } from "../catalogue.types.js";
import { mails } from "./mails.js";
import { pages } from "./pages.js";
import { smallPages } from "./small-pages.js";

export const de: Catalogue = { ...mails, ...pages, ...smallPages };

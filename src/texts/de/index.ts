import type { Catalogue } from "../catalogue.types.js";
import { mails } from "./mails.js";

export const de: Catalogue = { ...mails };

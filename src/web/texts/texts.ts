import { de } from "./de.js";
import { en } from "./en.js";
import { fr } from "./fr.js";

export type { PageTexts } from "./page-texts.js";

export const texts = { en, de, fr } as const;

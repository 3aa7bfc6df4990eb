import { doctorTexts } from "./doctor.js";
import { failureTexts } from "./failures.js";
import { optionTexts } from "./options.js";
import { verbTexts } from "./verbs.js";
import { warningTexts } from "./warnings.js";

/** What operators read on a terminal, and warnings of the API. */
export const terminal = {
  ...doctorTexts,
  ...failureTexts,
  ...optionTexts,
  ...verbTexts,
  ...warningTexts,
} as const;

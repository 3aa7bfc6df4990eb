import { doctorTexts } from "./doctor.js";
import { failureTexts } from "./failures.js";
import { helpTexts } from "./help.js";
import { optionTexts } from "./options.js";
import { readingTexts } from "./reading.js";
import { verbTexts } from "./verbs.js";
import { warningTexts } from "./warnings.js";

/** What operators read on a terminal, and warnings of the API. */
export const terminal = {
  ...doctorTexts,
  ...failureTexts,
  ...helpTexts,
  ...optionTexts,
  ...readingTexts,
  ...verbTexts,
  ...warningTexts,
} as const;

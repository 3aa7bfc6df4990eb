import { doctorTexts } from "./doctor.js";
import { failureTexts } from "./failures.js";
import { helpTexts } from "./help.js";
import { optionTexts } from "./options.js";
import { readingTexts } from "./reading.js";
import { verbTexts } from "./verbs.js";
import { warningTexts } from "./warnings.js";

export const terminal = {
  ...doctorTexts,
  ...failureTexts,
  ...helpTexts,
  ...optionTexts,
  ...readingTexts,
  ...verbTexts,
  ...warningTexts,
};

import { doctorTexts } from "./doctor.js";
import { failureTexts } from "./failures.js";
import { optionTexts } from "./options.js";
import { verbTexts } from "./verbs.js";
import { warningTexts } from "./warnings.js";

export const terminal = {
  ...doctorTexts,
  ...failureTexts,
  ...optionTexts,
  ...verbTexts,
  ...warningTexts,
};

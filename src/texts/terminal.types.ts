import type { Translated } from "./catalogue.types.js";
import type { doctorTexts } from "./en/terminal/doctor.js";
import type { failureTexts } from "./en/terminal/failures.js";
import type { helpTexts } from "./en/terminal/help.js";
import type { optionTexts } from "./en/terminal/options.js";
import type { readingTexts } from "./en/terminal/reading.js";
import type { verbTexts } from "./en/terminal/verbs.js";
import type { warningTexts } from "./en/terminal/warnings.js";

export type DoctorTexts = Translated<typeof doctorTexts>;

export type FailureTexts = Translated<typeof failureTexts>;

export type HelpTexts = Translated<typeof helpTexts>;

export type OptionTexts = Translated<typeof optionTexts>;

export type ReadingTexts = Translated<typeof readingTexts>;

export type VerbTexts = Translated<typeof verbTexts>;

export type WarningTexts = Translated<typeof warningTexts>;

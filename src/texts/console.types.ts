import type { Translated } from "./catalogue.types.js";
import type { consoleFrameTexts } from "./en/console/frame.js";
import type { consolePartTexts } from "./en/console/parts.js";

export type ConsoleFrameTexts = Translated<typeof consoleFrameTexts>;

export type ConsolePartTexts = Translated<typeof consolePartTexts>;

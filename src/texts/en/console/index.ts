import { consoleFrameTexts } from "./frame.js";
import { consolePartTexts } from "./parts.js";
import { consoleSendersTexts } from "./senders.js";

/** Everything that the console says, in English; its screens have a file each. */
export const consoleTexts = {
  ...consoleFrameTexts,
  ...consolePartTexts,
  ...consoleSendersTexts,
} as const;

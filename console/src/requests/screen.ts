import type { Screen } from "../frame/screen.js";
import { useWaiting } from "./use-waiting.js";

export const requests: Screen = {
  path: "requests",
  title: "consolePage.requests",
  icon: "tray",
  scopes: ["d", "r", "p"],
  useCount: useWaiting,
  load: () => import("./requests.js"),
};

import type { Screen } from "../frame/screen.js";

export const alarms: Screen = {
  path: "alarms",
  title: "consolePage.alarms",
  icon: "octagon",
  scopes: ["d", "r", "p"],
  load: () => import("./alarms.js"),
};

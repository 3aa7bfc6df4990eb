import type { Screen } from "../frame/screen.js";

export const schedule: Screen = {
  path: "schedule",
  title: "consolePage.schedule",
  icon: "calendar",
  scopes: ["d", "r", "p"],
  load: () => import("./schedule.js"),
};

import type { Screen } from "../frame/screen.js";

export const start: Screen = {
  path: "start",
  title: "consolePage.start",
  icon: "flag",
  scopes: ["p"],
  isInNavigation: false,
  under: "",
  load: () => import("./start.js"),
};

import type { Screen } from "../frame/screen.js";

export const readiness: Screen = {
  path: "readiness",
  title: "consolePage.readiness",
  icon: "chart",
  scopes: ["d", "r", "p"],
  load: () => import("./readiness.js"),
};

import type { Screen } from "../frame/screen.js";

export const audit: Screen = {
  path: "audit",
  title: "consolePage.audit",
  icon: "list",
  scopes: ["d", "r", "p"],
  load: () => import("./audit.js"),
};

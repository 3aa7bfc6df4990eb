import type { Screen } from "../frame/screen.js";

export const explain: Screen = {
  path: "explain",
  title: "consolePage.explain",
  icon: "help",
  scopes: ["me", "d", "r", "p"],
  isInNavigation: false,
  load: () => import("./explain.js"),
};

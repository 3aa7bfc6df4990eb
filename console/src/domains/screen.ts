import type { Screen } from "../frame/screen.js";

export const domains: Screen = {
  path: "domains",
  title: "consolePage.domains",
  icon: "globe",
  scopes: ["r", "p"],
  load: () => import("./domains.js"),
};

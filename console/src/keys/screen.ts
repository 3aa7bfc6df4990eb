import type { Screen } from "../frame/screen.js";

export const keys: Screen = {
  path: "settings/keys",
  title: "consolePage.keys",
  icon: "key",
  scopes: ["r", "p"],
  isInNavigation: false,
  under: "settings",
  load: () => import("./keys.js"),
};

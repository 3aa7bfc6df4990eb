import type { Screen } from "../frame/screen.js";

/** For those who build screens: every part in every state. */
export const partsPage: Screen = {
  path: "parts",
  title: "consolePage.parts",
  icon: "list",
  scopes: ["p"],
  isInNavigation: false,
  load: () => import("./parts-page.js"),
};

import type { Screen } from "../frame/screen.js";

/** Where emails about a domain's proof lead. */
export const proof: Screen = {
  path: "settings/proof",
  title: "consolePage.proof",
  icon: "flag",
  scopes: ["d"],
  isInNavigation: false,
  under: "settings",
  load: () => import("./proof.js"),
};

import type { Screen } from "../frame/screen.js";

export const unknownLogins: Screen = {
  path: "unknown-logins",
  title: "consolePage.unknownLogins",
  icon: "key",
  scopes: ["d", "r", "p"],
  isInNavigation: false,
  under: "alarms",
  load: () => import("./unknown-logins.js"),
};

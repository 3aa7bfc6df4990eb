import type { Screen } from "../frame/screen.js";

export const gateways: Screen = {
  path: "gateways",
  title: "consolePage.gateways",
  icon: "server",
  scopes: ["p"],
  load: () => import("./gateways.js"),
};

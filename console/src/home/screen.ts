import type { Screen } from "../frame/screen.js";

export const home: Screen = {
  path: "",
  title: "consolePage.home",
  icon: "home",
  scopes: ["d", "r", "p"],
  load: () => import("./home.js"),
};

import type { Screen } from "../frame/screen.js";

export const mySenders: Screen = {
  path: "senders",
  title: "consolePage.mySenders",
  icon: "plane",
  scopes: ["me"],
  load: () => import("./my-senders.js"),
};

import type { Screen } from "../frame/screen.js";

export const whoSends: Screen = {
  path: "who-sends",
  title: "consolePage.whoSends",
  phoneTitle: "consolePage.senders",
  icon: "plane",
  scopes: ["d"],
  load: () => import("./who-sends.js"),
};

import type { Screen } from "../frame/screen.js";

export const outbox: Screen = {
  path: "outbox",
  title: "consolePage.outbox",
  icon: "envelope",
  scopes: ["p"],
  load: () => import("./outbox.js"),
};

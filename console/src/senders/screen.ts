import type { Screen } from "../frame/screen.js";

export const mySenders: Screen = {
  path: "senders",
  title: "consolePage.mySenders",
  icon: "plane",
  scopes: ["me"],
  load: () => import("./my-senders.js"),
};

export const addAddress: Screen = {
  path: "senders/add",
  title: "consolePage.addAddress",
  icon: "add",
  scopes: ["me"],
  isInNavigation: false,
  load: () => import("./add-address.js"),
};

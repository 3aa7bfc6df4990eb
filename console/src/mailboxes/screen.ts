import type { Screen } from "../frame/screen.js";

export const mailboxes: Screen = {
  path: "mailboxes",
  title: "consolePage.mailboxes",
  icon: "people",
  scopes: ["d"],
  load: () => import("./mailboxes.js"),
};

export const mailbox: Screen = {
  path: "mailboxes/$address",
  title: "consolePage.mailbox",
  icon: "person",
  scopes: ["d"],
  isInNavigation: false,
  under: "mailboxes",
  load: () => import("./mailbox.js"),
};

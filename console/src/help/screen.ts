import type { Screen } from "../frame/screen.js";

const help: Screen = {
  path: "help",
  title: "consolePage.help",
  icon: "help",
  scopes: [],
  load: () => import("./help.js"),
};

/** A tab for a mailbox's user; for administrators behind the question mark and in the menu of their account. */
export const helps: readonly Screen[] = [
  { ...help, scopes: ["me"] },
  { ...help, scopes: ["d", "r", "p"], isInNavigation: false, under: "" },
];

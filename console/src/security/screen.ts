import type { Screen } from "../frame/screen.js";

const load = () => import("./security.js");

/** A mailbox's user has it on top; everybody else reaches it by the name of their account. */
export const security: readonly Screen[] = [
  {
    path: "security",
    title: "consolePage.security",
    phoneTitle: "consolePage.signIn",
    icon: "key",
    scopes: ["me"],
    load,
  },
  {
    path: "security",
    title: "consolePage.security",
    icon: "key",
    scopes: ["d", "r", "p"],
    isInNavigation: false,
    load,
  },
];

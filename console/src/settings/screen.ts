import type { Screen } from "../frame/screen.js";

const TAB = { title: "consolePage.settings", icon: "gear", isInNavigation: false, under: "settings" } as const;

export const settings: readonly Screen[] = [
  {
    path: "settings",
    title: "consolePage.settings",
    icon: "gear",
    scopes: ["r", "p"],
    load: () => import("./brand.js"),
  },
  { path: "settings", title: "consolePage.settings", icon: "gear", scopes: ["d"], load: () => import("./limits.js") },
  { ...TAB, path: "settings/limits", scopes: ["r", "p"], load: () => import("./limits.js") },
  { ...TAB, path: "settings/help", scopes: ["r"], load: () => import("./help-texts.js") },
];

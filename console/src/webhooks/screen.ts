import type { Screen } from "../frame/screen.js";

const UNDER = {
  title: "consolePage.webhooks",
  icon: "plane",
  isInNavigation: false,
  under: "settings",
  scopes: ["d", "r", "p"],
} as const;

export const webhooks: readonly Screen[] = [
  { ...UNDER, path: "settings/webhooks", load: () => import("./webhooks.js") },
  { ...UNDER, path: "settings/webhooks/$id", load: () => import("./webhook.js") },
];

import { keptForGood } from "../kept.js";
export const SCHEMES = ["auto", "light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

const KEPT = "mayfrom.scheme";

export function chosenScheme(): Scheme {
  const kept = keptForGood.get(KEPT);
  return SCHEMES.find((each) => each === kept) ?? "auto";
}

export function chooseScheme(scheme: Scheme): void {
  keptForGood.set(KEPT, scheme);
  showScheme(scheme);
}

/** `auto` leaves it to the system. */
export function showScheme(scheme: Scheme): void {
  if (scheme === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset.theme = scheme;
}

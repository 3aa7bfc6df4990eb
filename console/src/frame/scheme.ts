export const SCHEMES = ["auto", "light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

const KEPT = "mayfrom.scheme";

export function chosenScheme(): Scheme {
  const kept = localStorage.getItem(KEPT);
  return SCHEMES.find((each) => each === kept) ?? "auto";
}

export function chooseScheme(scheme: Scheme): void {
  localStorage.setItem(KEPT, scheme);
  showScheme(scheme);
}

/** `auto` leaves it to the system. */
export function showScheme(scheme: Scheme): void {
  if (scheme === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset.theme = scheme;
}

import type { Screen } from "../frame/screen.js";

const UNDER = { icon: "people", isInNavigation: false, under: "settings", scopes: ["d", "r", "p"] } as const;

export const people: readonly Screen[] = [
  { ...UNDER, path: "settings/people", title: "consolePage.people", load: () => import("./people.js") },
  { ...UNDER, path: "settings/people/add", title: "consolePage.addPerson", load: () => import("./add-person.js") },
  { ...UNDER, path: "settings/people/$id", title: "consolePage.people", load: () => import("./person.js") },
];

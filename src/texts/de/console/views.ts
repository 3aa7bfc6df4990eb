import type { ConsoleViewsTexts } from "../../console.types.js";

/** What lists say of the views that people keep, in German. */
export const consoleViewsTexts = {
  consoleViews: {
    save: "Ansicht sichern",
    name: "Name",
    nameHint: "Nur Sie sehen sie, in jedem Browser. Hat die Liste den Namen schon, wird er ersetzt.",
    nameMissing: "Geben Sie der Ansicht einen Namen",
    remove: "Ansicht entfernen",
    columns: "Spalten",
  },
} as const satisfies ConsoleViewsTexts;

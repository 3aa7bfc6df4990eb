import type { ConsoleViewsTexts } from "../../console.types.js";

/** What lists say of the views that people keep, in French. */
export const consoleViewsTexts = {
  consoleViews: {
    save: "Enregistrer cette vue",
    name: "Nom",
    nameHint: "Vous seul la voyez, dans tout navigateur. Un nom déjà pris dans cette liste est remplacé.",
    nameMissing: "Donnez un nom à la vue",
    remove: "Retirer cette vue",
    columns: "Colonnes",
  },
} as const satisfies ConsoleViewsTexts;

import type { ConsoleAliasesTexts } from "../../console.types.js";

/** The domains that stand for another one, auf Deutsch. */
export const consoleAliasesTexts = {
  consoleAliases: {
    title: "Alias-Domains",
    lead: "Jede Adresse von {{name}} gilt auch dort.",
    add: "Alias-Domain hinzufügen",
    none: "Keine Alias-Domain",
    noneText: "Fügen Sie eine hinzu, wenn diese Domain auch unter einem anderen Namen angeschrieben wird.",
    name: "Name der Domain",
    nameHint: "Zum Beispiel baeckerei-shop.example",
    added: "{{name}} ist hinzugefügt",
    removed: "{{name}} ist entfernt",
    removeTitle: "{{name}} entfernen",
    remove: "Entfernen",
    removeText: "Mit ihren Adressen darf dann niemand mehr senden. Postfächer und ihre anderen Adressen bleiben.",
    proven: "Nachgewiesen",
    unprovenText: "Sie gilt, sobald nachgewiesen ist, dass sie Ihnen gehört.",
    publish: "Tragen Sie diesen Eintrag im DNS der Alias-Domain ein, und lassen Sie ihn dort:",
    showRecord: "Zeigen, was einzutragen ist",
    look: "Jetzt nachsehen",
    aliasOf: "Alias von {{name}}",
  },
} as const satisfies ConsoleAliasesTexts;

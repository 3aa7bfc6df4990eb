import type { ConsoleAuditTexts } from "../../console.types.js";

/** Der Verlauf, wer was geändert hat, auf Deutsch. */
export const consoleAuditTexts = {
  consoleAudit: {
    lead: "Wer was geändert hat, wann und von wo. Nichts hiervon lässt sich ändern.",
    views: "Arten von Änderungen",
    all: "Alle",
    permissions: "Erlaubnisse",
    tenants: "Postfächer und Domains",
    rules: "Regeln",
    access: "Anmeldungen und Schlüssel",
    when: "Wann",
    who: "Wer",
    what: "Was",
    sendsAs: "als",
    change: "Vorher und nachher",
    from: "Von",
    to: "Bis",
    actor: "Getan von",
    anybody: "irgendwem",
    byAdministrator: "der Verwaltung",
    byMailbox: "Postfächern",
    byKey: "API-Schlüsseln",
    byIssuer: "Token-Ausstellern",
    byOwner: "Inhabern über einen Link",
    bySystem: "der Plattform selbst",
    noneTitle: "Hier ist nichts geschehen",
    noneText: "Sobald jemand etwas ändert, steht es hier.",
    noneFiltered: "Nehmen Sie einen Filter weg, um mehr zu sehen.",
    clear: "Filter leeren",
  },
  consoleCsv: {
    download: "CSV dieser Zeilen",
  },
} as const satisfies ConsoleAuditTexts;

import type { ConsoleSearchTexts } from "../../console.types.js";

/** Das eine Feld, das alles findet, auf Deutsch. */
export const consoleSearchTexts = {
  consoleSearch: {
    label: "Suche",
    hint: "Adresse, Domain, Queue-ID…",
    results: "Ergebnisse",
    refusals: "Ablehnungen in diesem Text",
    messages: "Nachrichten",
    mailboxes: "Postfächer",
    domains: "Domains",
    resellers: "Reseller",
    unknown: "Hier kein Postfach",
    goTo: "Gehe zu",
    queueId: "Queue-ID {{id}}",
    byMessageId: "Message-ID des Textes",
    refused: "abgelehnt {{time}}",
    accepted: "angenommen {{time}}",
    seen: "gesehen {{time}}",
    sentAs: "{{login}} als {{address}}. Erklären, warum",
    openMailbox: "Postfach öffnen",
    isSuspended: "Gesperrt. Postfach öffnen",
    openDomain: "Domain öffnen",
    openReseller: "Reseller öffnen",
    explainLogin: "Erklären, was mit E-Mails dieser Anmeldung geschieht",
    nothing:
      "Nichts gefunden zu „{{text}}“. Nachrichten werden 14 Tage lang gefunden, ab den ersten fünf Zeichen der Queue-ID, wenn sie unter einer anderen als der eigenen Adresse gesendet wurden.",
    choose: "wählen",
    open: "öffnen",
    close: "schließen",
    pasteHint: "Eine ganze Rückläufer-Nachricht einfügen: Adressen und IDs werden darin gefunden",
    keyEnter: "Enter",
    keyEscape: "Esc",
  },
} as const satisfies ConsoleSearchTexts;

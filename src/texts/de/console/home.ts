import type { ConsoleHomeTexts } from "../../console.types.js";

/** What administrators read first, in German. */
export const consoleHomeTexts = {
  consoleHome: {
    lead: "Was Sie brauchen, das Schädlichste zuerst.",
    needsYou: "Was Sie tun müssen",
    quietTitle: "Nichts wartet auf Sie",
    quietText: "Anfragen und angehaltene Durchsetzungen erscheinen hier.",
    requests_one: "{{count}} Anfrage wartet auf Ihre Antwort",
    requests_other: "{{count}} Anfragen warten auf Ihre Antwort",
    requestsText: "Bis dahin dürfen diese Postfächer nicht als die gewünschten Adressen senden.",
    requestsLink: "Beantworten",
    held: "Die Durchsetzung wird in {{scope}} zurückgehalten",
    heldText_one: "{{count}} Nachricht der letzten sieben Tage wäre abgelehnt worden.",
    heldText_other: "{{count}} Nachrichten der letzten sieben Tage wären abgelehnt worden.",
    heldLink: "Zum Zeitplan",
    since: "Seit {{time}}",
    week: "Die letzten sieben Tage",
    messages: "Gesehene Nachrichten",
    unresolved: "Würden bei Durchsetzung abgelehnt",
    accounts: "Betroffene Postfächer",
    addresses: "Betroffene Adressen",
  },
} as const satisfies ConsoleHomeTexts;

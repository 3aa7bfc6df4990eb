import type { ConsoleHomeTexts } from "../../console.types.js";

/** What administrators read first, in French. */
export const consoleHomeTexts = {
  consoleHome: {
    lead: "Ce qui vous attend, le plus grave d’abord.",
    needsYou: "Ce qui vous attend",
    quietTitle: "Rien ne vous attend",
    quietText: "Les demandes et les applications retenues apparaissent ici.",
    requests_one: "{{count}} demande attend votre réponse",
    requests_many: "{{count}} demandes attendent votre réponse",
    requests_other: "{{count}} demandes attendent votre réponse",
    requestsText: "D’ici là, ces boîtes aux lettres ne peuvent pas écrire avec les adresses demandées.",
    requestsLink: "Répondre",
    held: "L’application est retenue dans {{scope}}",
    heldText_one: "{{count}} message des sept derniers jours aurait été rejeté.",
    heldText_many: "{{count}} messages des sept derniers jours auraient été rejetés.",
    heldText_other: "{{count}} messages des sept derniers jours auraient été rejetés.",
    heldLink: "Voir le calendrier",
    since: "Depuis {{time}}",
    week: "Les sept derniers jours",
    messages: "Messages vus",
    unresolved: "Seraient rejetés si appliqué",
    accounts: "Boîtes aux lettres concernées",
    addresses: "Adresses concernées",
  },
} as const satisfies ConsoleHomeTexts;

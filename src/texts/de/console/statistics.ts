import type { ConsoleStatisticsTexts } from "../../console.types.js";

/** What was sent and what became of it, in German. */
export const consoleStatisticsTexts: ConsoleStatisticsTexts = {
  consoleStatistics: {
    month: "Die letzten 30 Tage",
    nothing: "Noch wurden keine E-Mails gesehen. Wie sie gesehen werden:",
    submissions: "Nachrichten nach Ausgang",
    accepted: "Bestätigte Absender",
    unconfirmed: "Nicht bestätigt, durchgelassen",
    refused: "Abgelehnt",
    finding:
      "Von {{total}} Nachrichten kamen {{unconfirmed}} von Absendern, die niemand bestätigt hat, und wurden durchgelassen; {{refused}} wurden abgelehnt.",
    onDay:
      "{{day}}: {{accepted}} von bestätigten Absendern, {{unconfirmed}} nicht bestätigt und durchgelassen, {{refused}} abgelehnt.",
    refusingSince: "Ablehnung seit",
    reasons: "Warum Absender nicht bestätigt sind",
    reasonsText: "Nachrichten, abgelehnt oder durchgelassen.",
    reason: "Was fehlt",
    other: "Etwas anderes",
    ofThem: "davon {{refused}} abgelehnt",
    senders: "Wer am meisten sendet",
    complaints: "Beschwerden",
    complaintsText: "Von Empfängern, über E-Mails von hier.",
    ratio: "Über E-Mails unter fremden Adressen gibt es {{ratio}}-mal so viele Beschwerden.",
    foreign: "E-Mails unter einer anderen Adresse als der des Postfachs",
    ownMail: "Alle anderen E-Mails",
    kind: "E-Mails",
    perThousandHead: "Je 1.000 Nachrichten",
    perThousand: "{{share}} je 1.000 von {{messages}} Nachrichten",
  },
};

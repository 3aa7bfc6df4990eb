import type { CommonMailTexts } from "../../mails.types.js";

export const commonMails: CommonMailTexts = {
  common: {
    colon: ":",
    accountLabel: "Konto",
    mailboxLabel: "Postfach",
    addressLabel: "Ihre Adresse",
    senderLabel: "Absenderadresse",
    throughLabel: "Gefragt über",
    askedLabel: "Gefragt am",
    untilLabel: "Antwort bis",
    internationalForm: "auch geschrieben {{address}}",
    buttonFallback: "Falls die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse im Browser:",
    support: "Hilfe: {{contact}}",
    automatic: "Diese E-Mail wurde automatisch von {{brand}} gesendet; Antworten darauf liest niemand.",
    unsubscribe: "Diese E-Mails abbestellen",
  },
};

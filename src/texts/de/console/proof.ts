import type { ConsoleProofTexts } from "../../console.types.js";

export const consoleProofTexts: ConsoleProofTexts = {
  consoleProof: {
    lead: "Ob und wodurch nachgewiesen ist, dass diese Domain ihrem Inhaber gehört.",
    title: "Nachweis für {{domain}}",
    byRecord: "Nachgewiesen durch einen DNS-Eintrag.",
    byExchangers: "Nachgewiesen durch ihre Mailserver (MX).",
    byOperator: "Vom Betreiber bestätigt.",
    unproven:
      "Nicht nachgewiesen: Die Postfächer der Domain senden nur unter ihrer eigenen Adresse; mehr folgt nicht daraus.",
    since: "Seit {{time}}.",
    conflict: "Andere Kunden haben schon Erlaubnisse in ihr: Wem sie gehört, entscheiden Sie.",
    gone: "Der Eintrag fehlt. Was darauf beruht, wird ab {{time}} angehalten, wenn er nicht wiederkommt.",
    recordName: "Name des TXT-Eintrags",
    recordValue: "Sein Wert",
    looked: "Zuletzt gesucht {{time}}:",
    make: "Den Eintrag anlegen, der zu veröffentlichen ist",
    look: "Jetzt nach dem Eintrag suchen",
    found: "Der Eintrag wurde gefunden",
    made: "Veröffentlichen Sie diesen Eintrag, und lassen Sie ihn dann suchen",
    confirm: "Domain bestätigen",
    confirmTitle: "{{domain}} bestätigen",
    confirmText: "Sie gilt von nun an ohne Eintrag als Domain von {{reseller}}.",
    confirmed: "{{domain}} ist bestätigt",
  },
};

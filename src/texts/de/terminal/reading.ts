import type { ReadingTexts } from "../../terminal.types.js";

export const readingTexts: ReadingTexts = {
  ingestReport: {
    read: "{{lines}} Zeilen ({{bytes}} Bytes) aus {{sources}} Quellen gelesen",
    correlated:
      "{{submissions}} Einlieferungen zugeordnet: {{queued}} angenommen, {{refused}} abgelehnt, {{unfinished}} unvollständig; {{reports}} Meldungen; {{failedLogins}} fehlgeschlagene Anmeldungen übergangen",
    counted:
      "{{accepted}} Nachrichten bekannter Konten gezählt; {{unknown}} von unbekannten Logins, {{unusable}} unbrauchbar",
    ambiguous: "mehrdeutig: {{why}} ({{cause}}): {{times}}",
    skipped: "übergangen: {{why}} ({{cause}}): {{times}}",
    progress: "{{lines}} Zeilen, {{submissions}} Einlieferungen, {{rate}}/s",
    progressOf: "{{lines}} Zeilen, {{submissions}} Einlieferungen, {{rate}}/s, {{share}} %",
    progressLeft: "{{lines}} Zeilen, {{submissions}} Einlieferungen, {{rate}}/s, {{share}} %, noch {{seconds}} s",
  },
  ingestSkipped: {
    unreadableSource: "Datei nicht lesbar",
    unsupportedCompression: "unbekannte Komprimierung",
    damagedArchive: "Archiv beschädigt",
    suspiciousArchive: "Archiv wächst über jedes Maß",
    overlongLine: "Zeile zu lang",
    unreadableEntry: "Eintrag nicht lesbar",
    unclearLine: "Zeile unklar",
    evictedSubmission: "Einlieferung ohne Ende in der Zeit",
    unclearQueueId: "Queue-ID unklar",
    loginWithoutName: "Anmeldung ohne Namen",
    reinjectedCopy: "erneut eingelieferte Kopie",
    oversizedMessage: "Nachricht zu groß",
    unreadableReport: "Meldung nicht lesbar",
    lostFile: "rotierte Datei nicht mehr da",
  },
  ingestAmbiguous: {
    senderFromRefusal: "Absender nur aus einer Ablehnung bekannt",
    neverQueued: "Einlieferung nie angenommen",
    loginOrSender: "Login enthält vielleicht auch den Absender",
    severalFrom: "mehrere Adressen in From",
    foreignInstance: "Zeile einer anderen Instanz",
  },
  seedReport: {
    done: "in {{seconds}} s gefüllt; jedes Konto, etwa user0@domain0.example, hat das Passwort {{password}}",
    indexes: "Indizes",
    rowsIn: "{{rows}} Zeilen, {{rate}}/s, in {{time}}",
    rowsLeft: "{{rows}} Zeilen, {{rate}}/s, noch {{time}}",
    seconds: "{{seconds}} s",
    minutes: "{{minutes}} min {{seconds}} s",
  },
};

import type { ConsoleOutboxTexts } from "../../console.types.js";

/** Die eigenen E-Mails der Plattform, auf Deutsch. */
export const consoleOutboxTexts = {
  consoleOutbox: {
    lead: "Jede E-Mail, die diese Plattform sendet, und was aus ihr wurde.",
    views: "Zustände",
    all: "Alle",
    queued: "In der Warteschlange",
    leased: "Wird gesendet",
    sent: "Übergeben",
    dead: "Aufgegeben",
    cancelled: "Nicht mehr nötig",
    to: "An",
    mail: "E-Mail",
    about: "zu {{what}}",
    state: "Zustand",
    tries: "Versuche",
    said: "Was der andere Server sagte",
    nextTry: "nächster Versuch {{time}}",
    nothingSaid: "noch nichts",
    retry: "Jetzt versuchen",
    retriedTitle: "Die E-Mail an {{to}} wird jetzt versucht",
    notDone: "Das wurde nicht getan",
    noneTitle: "Hier ist keine E-Mail",
    noneText: "Fragen an Inhaber, Erinnerungen und Übersichten erscheinen hier, sobald sie anstehen.",
    deadText:
      "Eine aufgegebene E-Mail wird nicht noch einmal gesendet: Ihre Links sind erloschen. Fragen Sie den Inhaber aus der Liste der Absender erneut.",
  },
  consoleMailKind: {
    question: "Frage an einen Inhaber",
    reminder: "Erinnerung an einen Inhaber",
    ownerNews: "Nachricht an einen Inhaber",
    ownerLink: "Link zur Seite des Inhabers",
    approval: "Bitte um Freigabe",
    askerNews: "Nachricht an die fragende Person",
    digest: "Übersicht",
    alert: "Alarm",
    credential: "Hinweis zu einer Anmeldung",
    confirmation: "Bestätigung einer E-Mail-Adresse",
    other: "Nachricht",
  },
} as const satisfies ConsoleOutboxTexts;

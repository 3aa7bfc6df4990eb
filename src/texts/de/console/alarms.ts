import type { ConsoleAlarmsTexts } from "../../console.types.js";

/** Mailboxes that somebody else probably uses, and complaints, in German. */
export const consoleAlarmsTexts: ConsoleAlarmsTexts = {
  consoleAlarms: {
    lead: "Postfächer, die wohl jemand anderes verwendet, und worüber sich Empfänger beschwert haben.",
    page: "Alarme und Beschwerden",
    title: "Alarme",
    count_one: "{{number}} Alarm",
    count_other: "{{number}} Alarme",
    noneTitle: "Kein Alarm",
    noneText:
      "Sendet ein Postfach an einem Tag unter mehr fremden Adressen, als ein Mensch hat, erscheint es hier, und seine Verwaltung wird benachrichtigt.",
    sentUnder_one: "{{mailbox}} hat unter {{number}} fremden Adresse gesendet",
    sentUnder_other: "{{mailbox}} hat unter {{number}} fremden Adressen gesendet",
    onDay_one: "{{number}} Nachricht am {{day}}. Das Passwort ist sehr wahrscheinlich gestohlen.",
    onDay_other: "{{number}} Nachrichten am {{day}}. Das Passwort ist sehr wahrscheinlich gestohlen.",
    told: "Seine Verwaltung wurde benachrichtigt: {{time}}.",
    open: "Öffnen",
    complaintsText: "Was Empfänger und Filter gemeldet haben; etwas bewirken nur Meldende, die der Betreiber führt.",
    noComplaintsTitle: "Keine Beschwerde",
    noComplaintsText: "Berichte, die Anbieter zurücksenden, und Urteile Ihres Spamfilters erscheinen hier.",
    notFound: "nicht gefunden",
    when: "Wann",
    sentAs: "Gesendet als",
    otherAddress: "nicht die Adresse des Postfachs",
    reportedBy: "Gemeldet von",
    untrusted: "kein geführter Meldender",
    ofReceiver: "ein Empfänger",
    ofFilter: "Spamfilter",
    ofOwner: "über eine Frage",
    foundBy: "Gefunden über",
    byTrace: "Trace-Kopfzeile",
    byMessageId: "Message-ID",
    byQueueId: "Queue-ID",
    byLogin: "Anmeldename",
    byReversePath: "Rücksendeadresse",
  },
};

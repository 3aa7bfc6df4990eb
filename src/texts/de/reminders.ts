import type { ReminderTexts } from "../catalogue.types.js";

export const reminders: ReminderTexts = {
  ownerReminder: {
    subject: "Wer darf mit Ihrer Adresse senden: Stimmt das noch?",
    heading: "Diese Konten dürfen als {{address}} E-Mails senden",
    since: "seit {{day}}",
    unlisted_one: "und {{count}} weiteres Konto",
    unlisted_other: "und {{count}} weitere Konten",
    text: "Das hat jemand erlaubt, der dieses Postfach liest. Einmal im Jahr fragen wir, ob es noch stimmt.",
    button: "Liste ansehen und bestätigen",
    wrong:
      "Wenn etwas nicht stimmt, lassen Sie sich auf derselben Seite einen Link senden, mit dem Sie es entziehen. Wenn Sie nichts tun, kann das Erlaubte nach mehreren solchen E-Mails angehalten werden.",
    otherLanguage:
      "Auf Deutsch: Wer darf als {{address}} E-Mails senden? Die Seite hinter der Schaltfläche gibt es auch auf Deutsch.",
    footer: "Sie erhalten diese E-Mail, weil Konten als {{address}} senden dürfen.",
  },
  confirmSenders: {
    title: "Wer als {{address}} E-Mails senden darf",
    type: "Wenn das alles stimmt, geben Sie {{digits}} ein",
    button: "Das stimmt alles",
    untyped: "Geben Sie zum Bestätigen die zwei Ziffern ein",
    held: "Das sah nach einem Programm aus: Drücken Sie noch einmal",
    confirmed: "Sie haben bestätigt, wer als {{address}} E-Mails senden darf",
    over: "Dieser Link gilt nicht mehr",
    overHint: "Nehmen Sie den aus der neuesten E-Mail.",
  },
};

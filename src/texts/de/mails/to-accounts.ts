import type { AccountMailTexts } from "../../mails.types.js";

export const accountMails: AccountMailTexts = {
  askerNews: {
    maySend: "Sie dürfen als {{address}} senden",
    maySendAgain: "Sie dürfen wieder als {{address}} senden",
    mayNotSend: "Sie dürfen nicht als {{address}} senden",
    noLonger: "Sie dürfen nicht mehr als {{address}} senden",
    waitsAgain: "Ihre Anfrage zu {{address}} wartet wieder",
    held: "Das Senden als {{address}} ist angehalten",
    noAnswer: "Keine Antwort zu {{address}}",
    notArrived: "Die Frage zu {{address}} ist nicht angekommen",
    several_one: "Was aus {{count}} Absenderadresse wurde",
    several_other: "Was aus {{count}} Absenderadressen wurde",
    ownerAllowed: "Der Inhaber der Adresse hat zugestimmt.",
    ownerAllowedUntil: "Der Inhaber der Adresse hat zugestimmt, bis {{until}}.",
    approved: "Die Verwaltung hat es erlaubt.",
    resumed: "Es ist nicht mehr angehalten.",
    ownerDenied: "Der Inhaber der Adresse hat abgelehnt.",
    refused: "Die Verwaltung ihrer Domain hat abgelehnt.",
    decisionTakenBack:
      "Die Verwaltung hat ihre Entscheidung zurückgenommen. Bis zu einer neuen dürfen Sie nicht mit dieser Adresse senden.",
    withdrawn: "Der Inhaber der Adresse hat die Erlaubnis entzogen.",
    ended: "Die Erlaubnis galt bis zu einem Tag, der vorbei ist. Sie können erneut fragen.",
    heldMeaning:
      "Ihre E-Mails mit dieser Adresse können bis auf Weiteres abgelehnt werden. Ihre Verwaltung kann Ihnen sagen, warum.",
    expired: "Niemand hat rechtzeitig geantwortet. Sie können erneut fragen.",
    undeliverable: "Die E-Mail an den Inhaber war nicht zustellbar. Prüfen Sie, wie die Adresse geschrieben ist.",
    askAgainOn: "Ab {{date}} können Sie erneut fragen.",
    more_one: "Und {{count}} weitere.",
    more_other: "Und {{count}} weitere.",
    button: "Meine Absenderadressen zeigen",
    footer: "Sie erhalten diese E-Mail, weil im Namen von {{account}} nach diesen Adressen gefragt wurde.",
  },
  profileProposal: {
    title: "Vorschlag zum Senden als {{address}}",
    text: "Es ändert sich nur etwas, wenn Sie ihn übernehmen. Sie finden ihn bei Ihren Absenderadressen und können ihn dort übernehmen oder alles so lassen.",
    replyTo: "Antworten gingen dann an {{addresses}}.",
    noReplyTo: "Antworten gingen dann wieder an die Adresse selbst.",
    bcc: "Eine Kopie jeder Nachricht ginge dann an {{addresses}}; wer die Nachricht bekommt, sieht das nicht.",
    noBcc: "Kopien gingen dann an niemanden mehr.",
    by: "Vorgeschlagen von {{who}}.",
    footer:
      "Sie erhalten diese E-Mail, weil das Postfach {{account}} Ihres ist: Nur Sie bestimmen, wohin seine Antworten und Kopien gehen.",
  },
  alertObserved: {
    subject: "Sie senden E-Mails als {{address}}: Lassen Sie sich die Adresse bestätigen",
    heading: "Sie senden E-Mails als {{address}}",
    text_one: "Wir haben {{count}} Nachricht Ihres Postfachs {{account}} gesehen, die {{address}} als Absender trägt.",
    text_other:
      "Wir haben {{count}} Nachrichten Ihres Postfachs {{account}} gesehen, die {{address}} als Absender tragen.",
    until:
      "Ab {{date}} werden solche E-Mails abgelehnt, sofern nicht der Inhaber der Adresse bestätigt hat, dass Sie sie verwenden dürfen.",
    soon: "Solche E-Mails werden künftig abgelehnt, sofern nicht der Inhaber der Adresse bestätigt hat, dass Sie sie verwenden dürfen.",
    asked:
      "Der Inhaber der Adresse wurde gefragt. Zum Erlauben braucht er die Zahl {{number}}: Nennen Sie sie ihm, zum Beispiel am Telefon.",
    keep: "Möchten Sie die Adresse weiter verwenden, fügen Sie sie bei Ihrem Postfach als Absender hinzu. Andernfalls brauchen Sie nichts zu tun.",
    button: "So behalten Sie diese Adresse",
    lastLabel: "Zuletzt gesehen",
    unknown:
      "Haben Sie nie solche E-Mails gesendet, verwendet vielleicht jemand anderes Ihr Postfach: Ändern Sie das Passwort.",
  },
};

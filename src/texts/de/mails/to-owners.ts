import type { OwnerMailTexts } from "../../mails.types.js";

export const ownerMails: OwnerMailTexts = {
  question: {
    subject: "Darf {{account}} E-Mails mit Ihrer Adresse senden?",
    ask: "{{account}} möchte {{address}} zum Senden von E-Mails verwenden. Möchten Sie das erlauben?",
    why: "E-Mails von {{account}} hätten dann Ihre Adresse als Absender. Ohne Ihre Erlaubnis darf niemand Ihre Adresse über {{brand}} verwenden.",
    button: "Diese Frage beantworten",
    opens:
      "Die Schaltfläche öffnet eine Seite, die beide Adressen zeigt. Nichts ist entschieden, bevor Sie dort wählen:",
    allowTerm: "Erlauben",
    allowText: "{{account}} darf als {{address}} senden. Sie können das jederzeit wieder entziehen.",
    denyTerm: "Ablehnen",
    denyText: "Diese Anfrage wird abgelehnt.",
    blockTerm: "Nie wieder fragen",
    blockText:
      "Die Anfrage wird abgelehnt, und Sie bekommen einen Link, mit dem Sie alle Fragen zu dieser Adresse beenden.",
    number:
      "Zum Erlauben geben Sie auf der Seite zwei Ziffern ein. Wer gefragt hat, sieht sie auf dem Bildschirm: Lassen Sie sie sich nennen. Wenn Sie nicht wissen, wer fragt, lehnen Sie ab.",
    otherLanguage:
      "Auf Deutsch: {{account}} möchte {{address}} zum Senden von E-Mails verwenden. Möchten Sie das erlauben? Die Seite hinter der Schaltfläche gibt es auch auf Deutsch.",
    silence: "Wenn Sie nichts tun, ist nichts erlaubt.",
    ownerText: "Hier sehen Sie, wer als {{address}} senden darf:",
    ownerLink: "Wer meine Adresse verwenden darf",
    footer: "Sie erhalten diese E-Mail, weil jemand darum gebeten hat, als {{address}} senden zu dürfen.",
  },
  questionDigest: {
    subject_one: "{{count}} Frage, wer mit Ihrer Adresse senden darf",
    subject_other: "{{count}} Fragen, wer mit Ihrer Adresse senden darf",
    heading_one: "{{count}} Konto möchte {{address}} zum Senden von E-Mails verwenden. Möchten Sie das erlauben?",
    heading_other: "{{count}} Konten möchten {{address}} zum Senden von E-Mails verwenden. Möchten Sie das erlauben?",
    text: "Zu jedem gehört eine eigene Seite, auf der Sie erlauben oder ablehnen. Wenn Sie nichts tun, ist nichts erlaubt.",
    answer: "Beantworten",
    allowText: "Das Konto darf mit Ihrer Adresse senden. Sie können das jederzeit wieder entziehen.",
    otherLanguage:
      "Auf Deutsch: Wer darf E-Mails als {{address}} senden? Die Seiten hinter den Schaltflächen gibt es auch auf Deutsch.",
    through: "gefragt über {{brand}}",
    throughWithHelp: "gefragt über {{brand}}; Hilfe: {{contact}}",
    number:
      "Um eines zu erlauben, geben Sie auf seiner Seite zwei Ziffern ein. Wer gefragt hat, sieht sie auf dem Bildschirm: Lassen Sie sie sich nennen. Wenn Sie nicht wissen, wer fragt, lehnen Sie ab.",
  },
  ownerLink: {
    subject: "Ihr Link, um zu ändern, wer mit Ihrer Adresse senden darf",
    heading: "Ändern, wer als {{address}} senden darf",
    text: "Dieser Link öffnet eine Stunde lang die Seite Ihrer Adresse: alle Konten, die mit ihr senden dürfen, und Schaltflächen, um ihnen das zu entziehen. Er fragt nach den zwei Ziffern, die dort standen, wo der Link angefordert wurde.",
    button: "Seite meiner Adresse öffnen",
    keep: "Ohne diese Ziffern öffnet der Link nichts. Geben Sie ihn trotzdem nicht weiter.",
    footer:
      "Sie erhalten diese E-Mail, weil ihr Link angefordert wurde. Waren Sie das nicht, können Sie sie ignorieren: Nichts wurde geändert.",
  },
  ownerNotice: {
    subject: "Wer mit Ihrer Adresse senden darf, wurde geändert",
    heading: "Auf der Seite von {{address}} wurde etwas geändert",
    withdrawn: "Entzogen: {{account}}.",
    denied: "Abgelehnt: {{account}}.",
    blocked: "Niemand kann Sie mehr nach dieser Adresse fragen.",
    unblocked: "Sie können wieder nach dieser Adresse gefragt werden.",
    takenBack: "Eine Änderung wurde rückgängig gemacht.",
    turnedRound: "Das wurde rückgängig gemacht.",
    otherwise:
      "Waren Sie das, ist nichts zu tun. Wenn nicht, öffnen Sie die Seite und lassen Sie sich einen Link senden: Bis {{until}} lässt es sich rückgängig machen.",
    button: "Seite meiner Adresse öffnen",
    footer:
      "Sie erhalten diese E-Mail, weil jemand mit einem Link aus Ihrem Postfach geändert hat, wer als {{address}} senden darf.",
  },
  answerNotice: {
    allowed: "{{account}} darf jetzt E-Mails mit Ihrer Adresse senden",
    allowedBy: "Jemand hat das mit dem Link aus einer E-Mail an Sie erlaubt.",
    allowedOtherwise:
      "Waren Sie das, ist nichts zu tun. Wenn nicht, öffnen Sie die Seite Ihrer Adresse und lassen Sie sich einen Link senden, mit dem Sie es entziehen.",
    denied: "Abgelehnt: {{account}} darf nicht mit Ihrer Adresse senden",
    deniedBy:
      "Jemand hat das mit dem Link aus einer E-Mail an Sie abgelehnt. Auch Programme, die E-Mails prüfen, tun das.",
    deniedOtherwise:
      "Waren Sie das, ist nichts zu tun. Wenn nicht, können Sie die Antwort bis {{until}} über den Link in der E-Mail mit der Frage ändern; später lassen Sie sich die Frage auf der Seite Ihrer Adresse noch einmal senden.",
    answeredLabel: "Beantwortet am",
    untilLabel: "Endet am",
    footer: "Sie erhalten diese E-Mail, weil eine Frage zu Ihrer Adresse beantwortet wurde. Sie müssen nichts tun.",
  },
  ownerOverruled: {
    subject: "{{account}} darf jetzt E-Mails mit Ihrer Adresse senden",
    refused: "Sie haben das abgelehnt. Der Betreiber von {{brand}} hat es dennoch erlaubt.",
    withdrawn: "Sie hatten das entzogen. Der Betreiber von {{brand}} hat es wieder erlaubt.",
    blocked:
      "Sie möchten zu dieser Adresse von niemandem gefragt werden. Der Betreiber von {{brand}} hat dies dennoch erlaubt.",
    unanswered:
      "Sie wurden danach gefragt und haben noch nicht geantwortet. Der Betreiber von {{brand}} hat es inzwischen erlaubt.",
    givenLabel: "Erlaubt am",
    meaning: "Sind Sie nicht einverstanden, entziehen Sie es auf der Seite Ihrer Adresse: Von da an gilt Ihr Wort.",
    footer: "Sie erhalten diese E-Mail, weil sie Ihre Adresse betrifft. Sie müssen nichts tun.",
  },
  replyHelp: {
    subject: "Ihre Antwort hat nichts entschieden: So geht es",
    heading: "Ihre Antwort hat nichts entschieden",
    text: "Sie haben auf eine E-Mail geantwortet, die fragt, wer mit Ihrer Adresse E-Mails senden darf. Solche Antworten liest niemand, und keine zählt: Jeder kann eine in Ihrem Namen schreiben.",
    answerTerm: "So antworten Sie",
    answerText:
      "Öffnen Sie die E-Mail mit der Frage und drücken Sie ihre Schaltfläche. Die Seite zeigt, wer fragt und um welche Adresse es geht, und dort wählen Sie. Zum Erlauben brauchen Sie die zwei Ziffern vom Bildschirm der Person, die fragt.",
    refuseTerm: "So lehnen Sie ab",
    refuseText: "Tun Sie nichts, oder wählen Sie auf der Seite Ablehnen. Ohne Ihre Antwort wird nichts erlaubt.",
    aloneTerm: "So haben Sie Ruhe",
    aloneText:
      "Wählen Sie auf der Seite „Nie wieder fragen“: Das lehnt ab und führt zu einem Link, mit dem Sie alle Fragen zu dieser Adresse beenden.",
    lostTerm: "Wenn die E-Mail verloren oder die Frist vorbei ist",
    lostText:
      "Ist die Frist vorbei, lassen Sie sich die Frage auf der Seite noch einmal senden. Ist die E-Mail verloren, muss noch einmal fragen, wer Ihre Adresse verwenden möchte.",
    footer: "Sie erhalten diese E-Mail, höchstens einmal am Tag, weil von {{address}} eine Antwort kam.",
  },
};

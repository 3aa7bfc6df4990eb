import type { MailTexts } from "../catalogue.types.js";

export const mails: MailTexts = {
  common: {
    colon: ":",
    accountLabel: "Konto",
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
  question: {
    subject: "Darf {{account}} E-Mails mit Ihrer Adresse senden?",
    ask: "{{account}} möchte {{address}} zum Senden von E-Mails verwenden. Möchten Sie das erlauben?",
    why: "E-Mails von {{account}} hätten dann Ihre Adresse als Absender. Ohne Ihre Erlaubnis darf niemand Ihre Adresse über {{brand}} verwenden.",
    button: "Diese Frage beantworten",
    opens:
      "Die Schaltfläche öffnet eine Seite, die beide Adressen zeigt. Nichts ist entschieden, bevor Sie dort wählen:",
    allowTerm: "Erlauben",
    allowText: "{{account}} darf als {{address}} senden. Sie können das jederzeit zurücknehmen.",
    denyTerm: "Ablehnen",
    denyText: "Diese Anfrage wird abgelehnt.",
    blockTerm: "Sperren",
    blockText:
      "Die Anfrage wird abgelehnt, und Sie bekommen einen Link, mit dem Sie alle Fragen zu dieser Adresse beenden.",
    number:
      "Zum Erlauben geben Sie auf der Seite zwei Ziffern ein. Wer gefragt hat, sieht sie auf dem Bildschirm: Lassen Sie sie sich nennen. Wenn Sie nicht wissen, wer fragt, lehnen Sie ab.",
    otherLanguage:
      "Auf Deutsch: {{account}} möchte {{address}} zum Senden von E-Mails verwenden. Möchten Sie das erlauben? Die Seite hinter der Schaltfläche spricht auch Deutsch.",
    silence: "Wenn Sie nichts tun, ist nichts erlaubt.",
    ownerText: "Sehen Sie, wer als {{address}} senden darf:",
    ownerLink: "Wer meine Adresse verwenden darf",
    footer: "Sie erhalten diese E-Mail, weil jemand darum gebeten hat, als {{address}} senden zu dürfen.",
  },
  questionDigest: {
    subject_one: "{{count}} Frage, wer mit Ihrer Adresse senden darf",
    subject_other: "{{count}} Fragen, wer mit Ihrer Adresse senden darf",
    heading_one: "{{count}} Konto möchte {{address}} zum Senden von E-Mails verwenden. Möchten Sie das erlauben?",
    heading_other: "{{count}} Konten möchten {{address}} zum Senden von E-Mails verwenden. Möchten Sie das erlauben?",
    text: "Zu jedem gehört eine eigene Seite, auf der Sie erlauben, ablehnen oder sperren. Wenn Sie nichts tun, ist nichts erlaubt.",
    answer: "Beantworten",
    allowText: "Das Konto darf mit Ihrer Adresse senden. Sie können das jederzeit zurücknehmen.",
    otherLanguage:
      "Auf Deutsch: Wer darf E-Mails als {{address}} senden? Die Seiten hinter den Schaltflächen sprechen auch Deutsch.",
    through: "gefragt über {{brand}}",
    throughWithHelp: "gefragt über {{brand}}; Hilfe: {{contact}}",
    number:
      "Um eines zu erlauben, geben Sie auf seiner Seite zwei Ziffern ein. Wer gefragt hat, sieht sie auf dem Bildschirm: Lassen Sie sie sich nennen. Wenn Sie nicht wissen, wer fragt, lehnen Sie ab.",
  },
  ownerLink: {
    subject: "Ihr Link, um zu ändern, wer als Sie senden darf",
    heading: "Ändern, wer als {{address}} senden darf",
    text: "Dieser Link öffnet eine Stunde lang die Seite Ihrer Adresse: alle Konten, die als sie senden dürfen, und Schaltflächen, um das zu entziehen. Er fragt nach den zwei Ziffern, die dort standen, wo der Link angefordert wurde.",
    button: "Seite meiner Adresse öffnen",
    keep: "Ohne diese Ziffern öffnet der Link nichts. Geben Sie ihn trotzdem nicht weiter.",
    footer:
      "Sie erhalten diese E-Mail, weil ihr Link angefordert wurde. Waren Sie das nicht, können Sie sie ignorieren: Nichts wurde geändert.",
  },
  ownerNotice: {
    subject: "Geändert, wer als Sie senden darf",
    heading: "Auf der Seite von {{address}} wurde etwas geändert",
    withdrawn: "Entzogen oder abgelehnt: {{account}}.",
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
  ownerOverruled: {
    subject: "{{account}} darf jetzt E-Mails mit Ihrer Adresse senden",
    refused: "Sie haben das abgelehnt. Der Betreiber von {{brand}} hat es dennoch erlaubt.",
    withdrawn: "Sie hatten das zurückgenommen. Der Betreiber von {{brand}} hat es wieder erlaubt.",
    blocked:
      "Sie möchten zu dieser Adresse von niemandem gefragt werden. Der Betreiber von {{brand}} hat dies dennoch erlaubt.",
    unanswered:
      "Sie wurden danach gefragt und haben noch nicht geantwortet. Der Betreiber von {{brand}} hat es inzwischen erlaubt.",
    givenLabel: "Erlaubt am",
    meaning: "Sind Sie nicht einverstanden, nehmen Sie es auf der Seite Ihrer Adresse zurück: Von da an gilt Ihr Wort.",
    footer: "Sie erhalten diese E-Mail, weil sie Ihre Adresse betrifft. Sie müssen nichts tun.",
  },
  replyHelp: {
    subject: "Ihre Antwort hat nichts entschieden: so geht es",
    heading: "Ihre Antwort hat nichts entschieden",
    text: "Sie haben auf eine E-Mail geantwortet, die fragt, wer mit Ihrer Adresse E-Mails senden darf. Solche Antworten liest niemand, und keine zählt: Jeder kann eine in Ihrem Namen schreiben.",
    answerTerm: "So antworten Sie",
    answerText:
      "Öffnen Sie die E-Mail mit der Frage und drücken Sie ihre Schaltfläche. Die Seite zeigt, wer fragt und um welche Adresse es geht, und dort wählen Sie. Zum Erlauben brauchen Sie die zwei Ziffern vom Bildschirm der Person, die fragt.",
    refuseTerm: "So lehnen Sie ab",
    refuseText: "Tun Sie nichts, oder wählen Sie auf der Seite Ablehnen. Ohne Ihre Antwort wird nichts erlaubt.",
    aloneTerm: "So haben Sie Ruhe",
    aloneText: "Wählen Sie auf der Seite Sperren: Dann kann niemand mehr nach dieser Adresse fragen.",
    lostTerm: "Wenn die E-Mail fort oder ihre Zeit vorbei ist",
    lostText: "Wer Ihre Adresse verwenden will, soll noch einmal fragen.",
    footer: "Sie erhalten diese E-Mail, höchstens einmal am Tag, weil von {{address}} eine Antwort kam.",
  },
  approvalRequest: {
    subject_one: "{{count}} Anfrage, als Adresse von {{domain}} zu senden",
    subject_other: "{{count}} Anfragen, als Adressen von {{domain}} zu senden",
    heading: "{{account}} möchte E-Mails als {{address}} senden",
    text: "Die Adresse gehört zu {{domain}}, das Sie verwalten. Sie können die Anfrage freigeben oder ablehnen; auch der Inhaber der Adresse wurde gefragt, und wer zuerst antwortet, entscheidet.",
    waiting_one: "{{count}} Anfrage wartet auf Sie.",
    waiting_other: "{{count}} Anfragen warten auf Sie.",
    button: "So antworten Sie",
    footer: "Sie erhalten diese E-Mail, weil Sie {{domain}} verwalten.",
  },
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
    approved: "Ein Administrator hat es erlaubt.",
    resumed: "Es ist nicht mehr angehalten.",
    ownerDenied: "Der Inhaber der Adresse hat abgelehnt.",
    refused: "Die Administratoren ihrer Domain haben abgelehnt.",
    decisionTakenBack:
      "Ein Administrator hat die Entscheidung zurückgenommen. Bis zu einer neuen dürfen Sie nicht mit dieser Adresse senden.",
    withdrawn: "Der Inhaber der Adresse hat die Erlaubnis zurückgenommen.",
    ended: "Die Erlaubnis galt bis zu einem Tag, der vorbei ist. Sie können erneut fragen.",
    heldMeaning:
      "Ihre E-Mails unter dieser Adresse können bis auf Weiteres abgelehnt werden. Ihre Administratoren wissen, warum.",
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
    subject: "Sie senden E-Mails als {{address}}: bestätigen lassen, um sie zu behalten",
    heading: "Sie senden E-Mails als {{address}}",
    text_one: "Wir haben {{count}} Nachricht Ihres Kontos {{account}} gesehen, die {{address}} als Absender trägt.",
    text_other:
      "Wir haben {{count}} Nachrichten Ihres Kontos {{account}} gesehen, die {{address}} als Absender tragen.",
    until:
      "Ab {{date}} werden solche E-Mails abgewiesen, sofern nicht der Inhaber der Adresse bestätigt hat, dass Sie sie verwenden dürfen.",
    soon: "Solche E-Mails werden künftig abgewiesen, sofern nicht der Inhaber der Adresse bestätigt hat, dass Sie sie verwenden dürfen.",
    asked:
      "Der Inhaber der Adresse wurde gefragt. Zum Erlauben braucht er die Zahl {{number}}: Nennen Sie sie ihm, zum Beispiel am Telefon.",
    keep: "Möchten Sie die Adresse weiter verwenden, fügen Sie sie bei Ihrem Postfach als Absender hinzu. Andernfalls brauchen Sie nichts zu tun.",
    button: "So behalten Sie diese Adresse",
    lastLabel: "Zuletzt gesehen",
    unknown:
      "Haben Sie nie solche E-Mails gesendet, benutzt vielleicht jemand anderes Ihr Konto: Ändern Sie das Passwort.",
  },
  digestReseller: {
    subject: "Absender ohne Erlaubnis, {{scope}}: {{from}} bis {{until}}",
    heading: "Absender ohne Erlaubnis in {{scope}}",
    text: "Was vom {{from}} bis {{until}} gesehen wurde und bei eingeschalteter Durchsetzung abgewiesen würde:",
    messages_one: "Nachricht",
    messages_other: "Nachrichten",
    accounts_one: "Konto",
    accounts_other: "Konten",
    addresses_one: "Absenderadresse",
    addresses_other: "Absenderadressen",
    pending_one: "offene Frage",
    pending_other: "offene Fragen",
    enforced: "Die Durchsetzung beginnt am {{date}}.",
    notEnforced: "Für die Durchsetzung ist kein Termin gesetzt.",
    enforcedNow: "Die Durchsetzung läuft: Solche E-Mails werden abgewiesen.",
    held: "Die Durchsetzung sollte am {{date}} beginnen und wartet, weil zu viele E-Mails abgewiesen worden wären.",
    heldBelow_one: "Bei {{count}} Ihrer Domains oder Reseller wartet die Durchsetzung; eine eigene E-Mail sagt, warum.",
    heldBelow_other: "Bei {{count}} Ihrer Domains oder Reseller wartet die Durchsetzung; je eine E-Mail sagt, warum.",
    leftOut_one:
      "Nicht mitgezählt: {{count}} Nachricht aus Postfächern, die vermutlich jemand anderes benutzt hat. Eine eigene E-Mail nennt sie.",
    leftOut_other:
      "Nicht mitgezählt: {{count}} Nachrichten aus Postfächern, die vermutlich jemand anderes benutzt hat. Eine eigene E-Mail nennt sie.",
    most: "Am meisten verwendet:",
    row_one: "als {{address}}: {{count}} Nachricht",
    row_other: "als {{address}}: {{count}} Nachrichten",
    button: "So sehen Sie den Bericht",
    footer: "Sie erhalten diese E-Mail, weil Sie {{scope}} verwalten.",
  },
  announcement: {
    subject: "Ab {{date}}: E-Mails brauchen eine bestätigte Absenderadresse",
    heading: "Ab {{date}} brauchen E-Mails eine bestätigte Absenderadresse",
    text: "Heute kann ein Postfach unter jeder Absenderadresse senden. Ab {{date}} nimmt {{brand}} E-Mails nur noch an, wenn die Absenderadresse die eigene des Postfachs ist oder ihr Inhaber sie bestätigt hat. Das schützt alle vor gefälschten Absendern.",
    figures: "Bei Ihren eigenen Kunden, in den letzten Wochen:",
    messages_one: "Nachricht, die abgewiesen würde",
    messages_other: "Nachrichten, die abgewiesen würden",
    accounts_one: "betroffenes Postfach",
    accounts_other: "betroffene Postfächer",
    addresses_one: "zu bestätigende Absenderadresse",
    addresses_other: "zu bestätigende Absenderadressen",
    todo: "Was zu tun ist: Wer mit einer anderen Adresse sendet, trägt sie einmal ein. Ihr Inhaber erhält eine E-Mail und bestätigt; sonst ändert sich nichts.",
    nothing: "Bei Ihren eigenen Kunden ist nichts zu tun: Von ihren E-Mails der letzten Wochen würde keine abgewiesen.",
    button: "So sehen Sie den Bericht",
    forward: "Sie können diese Ankündigung an Ihre Kunden weitergeben.",
  },
  securityAlert: {
    subject: "{{account}} sendet unter vielen fremden Adressen",
    heading: "{{account}} sendet unter vielen fremden Adressen",
    text_one: "Seit {{since}} hat dieses Konto {{count}} Absenderadresse verwendet, die nicht seine eigene ist.",
    text_other:
      "Seit {{since}} hat dieses Konto {{count}} verschiedene Absenderadressen verwendet, die nicht seine eigenen sind.",
    meaning:
      "So sieht ein gestohlenes Passwort aus. Ändern Sie das Passwort des Kontos und prüfen Sie die Geräte, die es kennen. Ist es ein Ihnen bekannter Versand, lassen Sie dessen Adressen vorher erlauben.",
    budget: "Die Inhaber dieser Adressen werden nicht über die übliche Tagesgrenze hinaus gefragt.",
    button: "Was jetzt zu tun ist",
  },
  enforcementHold: {
    subject: "Die Durchsetzung wartet für {{scope}}",
    heading: "Die Durchsetzung wartet für {{scope}}",
    text_one:
      "Für {{scope}} sollten E-Mails ohne bestätigte Absenderadresse ab dem {{date}} abgewiesen werden. {{count}} Nachricht vom {{from}} bis {{until}} wäre betroffen gewesen.",
    text_other:
      "Für {{scope}} sollten E-Mails ohne bestätigte Absenderadresse ab dem {{date}} abgewiesen werden. {{count}} Nachrichten vom {{from}} bis {{until}} wären betroffen gewesen.",
    limit:
      "Die Richtlinie erlaubt weniger als {{threshold}}. Deshalb wird hier nichts abgewiesen, bis es jemand aus der Verwaltung freigibt.",
    todo: "Der Bericht nennt die Konten und Adressen. Lassen Sie sie bestätigen und geben Sie die Durchsetzung dann frei.",
    howTo:
      "Wer verwaltet, lässt sie jederzeit beginnen: im Panel freigeben oder mit dem Aufruf unten. Sie wird nicht noch einmal zurückgehalten. Auch ein neuer Termin im Zeitplan gilt.",
    button: "So lassen Sie sie beginnen",
  },
  complaintAlert: {
    subject: "Empfänger beschweren sich über E-Mails von {{account}}",
    heading: "Empfänger beschweren sich über E-Mails von {{account}}",
    text_one:
      "{{count}} Empfänger hat E-Mails, die {{account}} als {{address}} gesendet hat, als unerwünscht gemeldet.",
    text_other:
      "{{count}} Empfänger haben E-Mails, die {{account}} als {{address}} gesendet hat, als unerwünscht gemeldet.",
    paused:
      "Das Konto kann diese Absenderadresse nicht verwenden, bis sie wieder freigegeben oder von ihrem Inhaber neu bestätigt wird.",
    notPaused: "Nichts wurde geändert. Sehen Sie sich an, was dieses Konto sendet.",
    button: "Was jetzt zu tun ist",
  },
  credentialNotice: {
    passwordResetSubject: "Das Passwort von {{login}} wurde geändert",
    passwordResetText:
      "Die Verwaltung hat {{login}} am {{at}} ein anderes Passwort gegeben. Wer mit dem alten angemeldet war, muss sich neu anmelden.",
    emailChangedSubject: "E-Mails für {{login}} gehen an eine andere Adresse",
    emailChangedText:
      "Seit dem {{at}} gehen Mitteilungen für {{login}} an eine andere Adresse. Dies ist die letzte, die hier ankommt.",
    factorAddedSubject: "Für {{login}} kam ein zweiter Faktor dazu",
    factorAddedText:
      "Am {{at}} kam für {{login}} eine Authenticator-App oder ein Passkey dazu. Bei jeder Anmeldung wird von nun an danach gefragt.",
    factorRemovedSubject: "Ein zweiter Faktor von {{login}} wurde entfernt",
    factorRemovedText: "Am {{at}} hat {{login}} eine Authenticator-App oder einen Passkey entfernt.",
    factorResetSubject: "Der zweite Faktor von {{login}} wurde zurückgesetzt",
    factorResetText:
      "Die Verwaltung hat am {{at}} alle zweiten Faktoren und Wiederherstellungscodes von {{login}} entfernt. Bis ein neuer dazukommt, wird nur nach dem Passwort gefragt.",
    factorGuessedSubject: "Jemand kennt das Passwort von {{login}}",
    factorGuessedText:
      "Am {{at}} hat jemand das richtige Passwort von {{login}} eingegeben und danach immer wieder falsche Codes. Niemand kam hinein. Waren das nicht Sie, ändern Sie das Passwort jetzt.",
    codeUsedSubject: "Ein Wiederherstellungscode von {{login}} wurde benutzt",
    codeUsedText:
      "Am {{at}} hat sich jemand als {{login}} mit einem Wiederherstellungscode angemeldet. Der Code ist damit verbraucht.",
    codesRenewedSubject: "{{login}} hat neue Wiederherstellungscodes",
    codesRenewedText:
      "Am {{at}} wurden für {{login}} neue Wiederherstellungscodes gemacht. Die früheren gelten nicht mehr.",
    viewedSubject: "Der Support hat sich angesehen, was {{login}} sieht",
    viewedText:
      "Am {{at}} hat jemand aus der Verwaltung über Ihnen eine Ansicht von allem geöffnet, was {{login}} sieht. Sie endet nach einer halben Stunde und kann nichts ändern. Sie steht unter Ihren Sitzungen, und Sie können sie dort beenden.",
    meaning: "Haben Sie das erwartet, ist nichts zu tun. Wenn nicht, sagen Sie es gleich der Verwaltung über Ihnen.",
    button: "Wo Sie sich anmelden",
  },
  proofGone: {
    missingSubject: "Der DNS-Eintrag von {{domain}} fehlt",
    missingText:
      "Der Eintrag, der {{domain}} nachweist, wird seit dem {{since}} nicht mehr gefunden. Noch hat sich nichts geändert. Ist er bis zum {{until}} nicht wieder da, ruht alles, was darauf beruht.",
    pausedSubject: "{{domain}} ist nicht mehr nachgewiesen",
    pausedText:
      "Der Eintrag, der {{domain}} nachweist, fehlt seit dem {{since}}. Was darauf beruht, ruht, bis er wieder da ist.",
    hosted:
      "Solange die Domain nicht nachgewiesen ist, senden ihre Postfächer nur unter der eigenen Adresse: keine Aliasse, keine zugeteilten Adressen.",
    authorized: "Dieses Konto durfte unter jeder Adresse der Domain senden.",
    nameLabel: "Name",
    valueLabel: "Wert (Typ TXT)",
    todo: "Veröffentlichen Sie den Eintrag wieder und lassen Sie ihn stehen. Er wird täglich gesucht; mehr ist nicht zu tun.",
    button: "So weisen Sie die Domain nach",
  },
  webhookDisabled: {
    subject: "An den Webhook „{{name}}“ wird nichts mehr gesendet",
    text: "Sein Empfänger nimmt seit dem {{since}} keine Nachricht an, darum ist der Webhook abgeschaltet. Was von jetzt an geschieht, wird ihm nicht gesendet.",
    hostLabel: "Empfänger",
    todo: "Wenn der Empfänger wieder arbeitet, schalten Sie den Webhook ein: Was gewartet hat, wird dann gesendet. Was in der Zwischenzeit geschah, steht in der Liste der Änderungen.",
    button: "Konsole öffnen",
  },
  domainConflict: {
    subject_one: "Wem gehört {{domain}}?",
    subject_other: "Wem gehören {{domain}} und andere?",
    heading: "Domains, über die Sie entscheiden",
    text_one:
      "{{count}} Domain wurde angelegt, in der andere Kunden schon Berechtigungen haben. Sie bleibt ohne Nachweis, bis Sie entscheiden.",
    text_other:
      "{{count}} Domains wurden angelegt, in denen andere Kunden schon Berechtigungen haben. Sie bleiben ohne Nachweis, bis Sie entscheiden.",
    label: "Domain",
    todo: "Bestätigen Sie eine Domain, wenn Sie wissen, dass sie dem Reseller gehört; sonst löschen Sie sie.",
    button: "So werden Domains nachgewiesen",
  },
  mailRefusals: {
    subject_one: "{{count}} unserer E-Mails wurde anderswo abgelehnt",
    subject_other: "{{count}} unserer E-Mails wurden anderswo abgelehnt",
    heading: "Andere Mailserver lehnen unsere E-Mails ab",
    text_one:
      "{{count}} E-Mail wurde innerhalb eines Tages unseretwegen abgelehnt: Netz, Absender, Signatur oder Inhalt. Mit der Adresse ist nichts; wir versuchen es fünf Tage lang weiter.",
    text_other:
      "{{count}} E-Mails wurden innerhalb eines Tages unseretwegen abgelehnt: Netz, Absender, Signatur oder Inhalt. Mit den Adressen ist nichts; wir versuchen es fünf Tage lang weiter.",
    label: "Deren Worte",
    todo: "mayfrom doctor zeigt dasselbe. Eine Sperrliste nennt ihre eigene Seite; Signatur und Absender richten Sie in Ihrem DNS und Mailserver.",
  },
  emailConfirmation: {
    subject: "Ist dieses Postfach Ihres? Eine Frage von {{brand}}",
    heading: "Ist dieses Postfach Ihres?",
    text: "Jemand hat dieses Postfach als Kontaktadresse der Verwaltung bei {{brand}} angegeben. Ist es Ihres, bestätigen Sie es: Warnungen und Bitten um Freigabe kommen dann hierher.",
    addressLabel: "Postfach",
    button: "Zur Frage",
    otherwise:
      "Der Link gilt bis {{until}}. Sind Sie nicht gemeint, ist nichts zu tun: Sonst kommt nichts in dieses Postfach. Auf der Seite können Sie das auch sagen.",
  },
  mailTest: {
    subject: "Eine Testmail von {{brand}}",
    heading: "Diese E-Mail ist angekommen",
    text: "Die Betreiber von {{brand}} haben sie gesendet, um zu sehen, ob E-Mails ankommen. Waren Sie das, sagen Sie es mit dem Code.",
    codeLabel: "Code",
    button: "Ankunft bestätigen",
    footer: "Waren Sie es nicht, ist nichts zu tun.",
  },
};

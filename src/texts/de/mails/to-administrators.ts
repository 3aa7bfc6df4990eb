import type { AdministratorMailTexts } from "../../mails.types.js";

export const administratorMails: AdministratorMailTexts = {
  approvalRequest: {
    subject_one: "{{count}} Anfrage, als Adresse von {{domain}} zu senden",
    subject_other: "{{count}} Anfragen, als Adressen von {{domain}} zu senden",
    heading: "{{account}} möchte E-Mails als {{address}} senden",
    text: "Die Adresse gehört zu {{domain}}, das Sie verwalten. Sie können die Anfrage freigeben oder ablehnen; auch der Inhaber der Adresse wurde gefragt, und wer zuerst antwortet, entscheidet.",
    waiting_one: "{{count}} Anfrage wartet auf Sie.",
    waiting_other: "{{count}} Anfragen warten auf Sie.",
    button: "Anfragen ansehen",
    footer: "Sie erhalten diese E-Mail, weil Sie {{domain}} verwalten.",
  },
  digestReseller: {
    subject: "Absender ohne Erlaubnis, {{scope}}: {{from}} bis {{until}}",
    heading: "Absender ohne Erlaubnis in {{scope}}",
    text: "Was vom {{from}} bis {{until}} gesehen wurde und bei eingeschalteter Durchsetzung abgelehnt würde:",
    messages_one: "Nachricht",
    messages_other: "Nachrichten",
    accounts_one: "Postfach",
    accounts_other: "Postfächer",
    addresses_one: "Absenderadresse",
    addresses_other: "Absenderadressen",
    pending_one: "offene Frage",
    pending_other: "offene Fragen",
    enforced: "Die Durchsetzung beginnt am {{date}}.",
    notEnforced: "Für die Durchsetzung ist kein Termin gesetzt.",
    enforcedNow: "Die Durchsetzung läuft: Solche E-Mails werden abgelehnt.",
    held: "Die Durchsetzung sollte am {{date}} beginnen und wartet, weil zu viele E-Mails abgelehnt worden wären.",
    heldDomains_one: "Bei {{count}} Ihrer Domains wartet die Durchsetzung; eine eigene E-Mail sagt, warum.",
    heldDomains_other: "Bei {{count}} Ihrer Domains wartet die Durchsetzung; zu jeder sagt eine eigene E-Mail, warum.",
    heldResellers_one: "Bei {{count}} Ihrer Reseller wartet die Durchsetzung; eine eigene E-Mail sagt, warum.",
    heldResellers_other:
      "Bei {{count}} Ihrer Reseller wartet die Durchsetzung; zu jedem sagt eine eigene E-Mail, warum.",
    leftOut_one:
      "Nicht mitgezählt: {{count}} Nachricht aus Postfächern, die vermutlich jemand anderes verwendet hat. Eine eigene E-Mail nennt sie.",
    leftOut_other:
      "Nicht mitgezählt: {{count}} Nachrichten aus Postfächern, die vermutlich jemand anderes verwendet hat. Eine eigene E-Mail nennt sie.",
    most: "Am meisten verwendet:",
    row_one: "als {{address}}: {{count}} Nachricht",
    row_other: "als {{address}}: {{count}} Nachrichten",
    button: "Bericht öffnen",
    footer: "Sie erhalten diese E-Mail, weil Sie {{scope}} verwalten.",
  },
  announcement: {
    subject: "Ab {{date}}: E-Mails brauchen eine bestätigte Absenderadresse",
    heading: "Ab {{date}} brauchen E-Mails eine bestätigte Absenderadresse",
    text: "Heute kann ein Postfach unter jeder Absenderadresse senden. Ab {{date}} nimmt {{brand}} E-Mails nur noch an, wenn die Absenderadresse die eigene des Postfachs ist oder ihr Inhaber sie bestätigt hat. Das schützt alle vor gefälschten Absendern.",
    figures: "Bei Ihren eigenen Kunden, in den letzten Wochen:",
    messages_one: "Nachricht, die abgelehnt würde",
    messages_other: "Nachrichten, die abgelehnt würden",
    accounts_one: "betroffenes Postfach",
    accounts_other: "betroffene Postfächer",
    addresses_one: "zu bestätigende Absenderadresse",
    addresses_other: "zu bestätigende Absenderadressen",
    todo: "Was zu tun ist: Wer mit einer anderen Adresse sendet, trägt sie einmal ein. Ihr Inhaber erhält eine E-Mail und bestätigt; sonst ändert sich nichts.",
    nothing: "Bei Ihren eigenen Kunden ist nichts zu tun: Von ihren E-Mails der letzten Wochen würde keine abgelehnt.",
    button: "Bericht öffnen",
    forward: "Sie können diese Ankündigung an Ihre Kunden weitergeben.",
  },
  enforcementHold: {
    subject: "Die Durchsetzung für {{scope}} wartet",
    heading: "Die Durchsetzung für {{scope}} wartet",
    text_one:
      "Für {{scope}} sollten E-Mails ohne bestätigte Absenderadresse ab dem {{date}} abgelehnt werden. {{count}} Nachricht vom {{from}} bis {{until}} wäre betroffen gewesen.",
    text_other:
      "Für {{scope}} sollten E-Mails ohne bestätigte Absenderadresse ab dem {{date}} abgelehnt werden. {{count}} Nachrichten vom {{from}} bis {{until}} wären betroffen gewesen.",
    limit:
      "Die Richtlinie erlaubt weniger als {{threshold}}. Deshalb wird hier nichts abgelehnt, bis es jemand aus der Verwaltung freigibt.",
    todo: "Der Bericht nennt die Postfächer und Adressen. Lassen Sie die Adressen bestätigen, und lassen Sie die Durchsetzung dann beginnen.",
    howTo:
      "Die Verwaltung kann sie jederzeit beginnen lassen: im Zeitplan oder mit dem Aufruf unten. Sie wird nicht noch einmal zurückgehalten. Auch ein neuer Termin im Zeitplan gilt.",
    button: "Zeitplan öffnen",
  },
  proofGone: {
    missingSubject: "Der DNS-Eintrag von {{domain}} fehlt",
    missingText:
      "Der Eintrag, der {{domain}} nachweist, wird seit dem {{since}} nicht mehr gefunden. Noch hat sich nichts geändert. Ist er bis zum {{until}} nicht wieder da, wird alles angehalten, was darauf beruht.",
    pausedSubject: "{{domain}} ist nicht mehr nachgewiesen",
    pausedText:
      "Der Eintrag, der {{domain}} nachweist, fehlt seit dem {{since}}. Was darauf beruht, ist angehalten, bis er wieder da ist.",
    hosted:
      "Solange die Domain nicht nachgewiesen ist, senden ihre Postfächer nur unter der eigenen Adresse: keine Aliasse, keine zugeteilten Adressen.",
    authorized: "Dieses Postfach durfte unter jeder Adresse der Domain senden.",
    nameLabel: "Name",
    valueLabel: "Wert (Typ TXT)",
    todo: "Veröffentlichen Sie den Eintrag wieder und lassen Sie ihn stehen. Er wird täglich gesucht; mehr ist nicht zu tun.",
    button: "Seite dazu öffnen",
  },
};

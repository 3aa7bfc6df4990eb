import type { AlarmMailTexts } from "../../mails.types.js";

export const alarmMails: AlarmMailTexts = {
  securityAlert: {
    subject: "{{account}} sendet unter vielen fremden Adressen",
    heading: "{{account}} sendet unter vielen fremden Adressen",
    text_one: "Seit dem {{since}} hat dieses Postfach {{count}} Absenderadresse verwendet, die nicht seine eigene ist.",
    text_other:
      "Seit dem {{since}} hat dieses Postfach {{count}} verschiedene Absenderadressen verwendet, die nicht seine eigenen sind.",
    meaning:
      "So sieht ein gestohlenes Passwort aus. Ändern Sie das Passwort des Postfachs und prüfen Sie die Geräte, auf denen es gespeichert ist. Ist es ein Versand, von dem Sie wissen, lassen Sie dessen Adressen vorher erlauben.",
    budget: "Die Inhaber dieser Adressen werden nicht über die übliche Tagesgrenze hinaus gefragt.",
    button: "Postfach öffnen",
  },
  complaintAlert: {
    subject: "Empfänger beschweren sich über E-Mails von {{account}}",
    heading: "Empfänger beschweren sich über E-Mails von {{account}}",
    text_one:
      "{{count}} Empfänger hat E-Mails, die {{account}} als {{address}} gesendet hat, als unerwünscht gemeldet.",
    text_other:
      "{{count}} Empfänger haben E-Mails, die {{account}} als {{address}} gesendet hat, als unerwünscht gemeldet.",
    paused:
      "Das Postfach kann diese Absenderadresse nicht verwenden, bis sie wieder freigegeben oder von ihrem Inhaber neu bestätigt wird.",
    notPaused: "Nichts wurde geändert. Sehen Sie sich an, was dieses Postfach sendet.",
    button: "Postfach öffnen",
  },
  domainConflict: {
    subject_one: "Wem gehört {{domain}}?",
    subject_other: "Wem gehören {{domain}} und andere?",
    heading: "Domains, über die Sie entscheiden",
    text_one:
      "{{count}} Domain wurde angelegt, in der andere Kunden schon Erlaubnisse haben. Sie bleibt ohne Nachweis, bis Sie entscheiden.",
    text_other:
      "{{count}} Domains wurden angelegt, in denen andere Kunden schon Erlaubnisse haben. Sie bleiben ohne Nachweis, bis Sie entscheiden.",
    label: "Domain",
    todo: "Bestätigen Sie eine Domain, wenn Sie wissen, dass sie dem Reseller gehört; sonst löschen Sie sie.",
    button: "Darüber entscheiden",
  },
  mailRefusals: {
    subject_one: "{{count}} unserer E-Mails wurde anderswo abgelehnt",
    subject_other: "{{count}} unserer E-Mails wurden anderswo abgelehnt",
    heading: "Andere Mailserver lehnen unsere E-Mails ab",
    text_one:
      "{{count}} E-Mail wurde innerhalb eines Tages abgelehnt, und es lag an uns: Netz, Absender, Signatur oder Inhalt. Die Adresse ist in Ordnung; wir versuchen es fünf Tage lang weiter.",
    text_other:
      "{{count}} E-Mails wurden innerhalb eines Tages abgelehnt, und es lag an uns: Netz, Absender, Signatur oder Inhalt. Die Adressen sind in Ordnung; wir versuchen es fünf Tage lang weiter.",
    label: "Antwort der Server",
    todo: "Der Befehl „mayfrom doctor“ zeigt dasselbe. Eine Sperrliste nennt ihre eigene Seite; Signatur und Absender berichtigen Sie in Ihrem DNS und Mailserver.",
  },
  webhookDisabled: {
    subject: "An den Webhook „{{name}}“ wird nichts mehr gesendet",
    text: "Sein Empfänger nimmt seit dem {{since}} keine Nachricht an, darum ist der Webhook angehalten. Was von jetzt an geschieht, wird ihm nicht gesendet.",
    hostLabel: "Empfänger",
    todo: "Wenn der Empfänger wieder arbeitet, lassen Sie den Webhook wieder senden: Was gewartet hat, wird dann gesendet. Was in der Zwischenzeit geschah, steht in der Liste der Änderungen.",
    button: "Webhooks öffnen",
  },
};

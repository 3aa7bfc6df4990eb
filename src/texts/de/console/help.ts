import type { ConsoleHelpTexts } from "../../console.types.js";

/** What people ask, and its answers, in German. */
export const consoleHelpTexts: ConsoleHelpTexts = {
  consoleHelp: {
    onScreen: "Hilfe zu dieser Seite",
    lead: "Was eine Adresse hier ist, warum E-Mails abgelehnt werden können und was zu tun ist.",
    identity: "Was ist eine Identität?",
    identityText:
      "Eine Adresse, unter der Sie senden. Ihre eigene Adresse und deren Aliasse gehören Ihnen. Jede andere gehört jemandem, der einmal per E-Mail gefragt wird, ob Sie sie verwenden dürfen. Ebenso kann niemand unter Ihrer Adresse senden, ohne dass Sie zustimmen.",
    refusal: "Warum wurde meine E-Mail abgelehnt?",
    refusalText:
      "Sie nannte einen Absender, den für dieses Postfach niemand bestätigt hat. Die Ablehnung nennt diese Adresse und führt hierher. Verloren ist nichts: Die Nachricht liegt noch in Ihrem Programm. Wählen Sie einen bestätigten Absender, oder fügen Sie die Adresse hinzu und senden Sie erneut, wenn ihr Inhaber zugestimmt hat.",
    add: "Wie füge ich eine Adresse hinzu?",
    addAsk: "Geben Sie die Adresse ein. Sie sehen eine Zahl.",
    addOwner:
      "Ihr Inhaber bekommt eine E-Mail mit einer Frage und bestätigt sie mit dieser Zahl. In Domains, die hier liegen, kann auch deren Verwaltung antworten.",
    addThen: "Von da an lässt jeder Ausgangsserver die Adresse durch, binnen Sekunden.",
    webmail: "Und im Webmail?",
    webmailText:
      "Webmail zeigt dieselben Adressen unter Einstellungen, Identitäten. Wer dort eine hinzufügt, stellt dieselbe Frage; eine Ablehnung beim Schreiben bietet es an. Mailprogramme brauchen keine Einstellung: Sie dürfen unter jeder bestätigten Adresse senden.",
    stolen: "Ich sehe eine Adresse, die ich nie verwendet habe",
    stolenText:
      "Dann kennt vielleicht jemand Ihr Passwort. Ändern Sie es zuerst und wählen Sie dann „Das war ich nicht“ neben der Adresse.",
    whom: "Wen kann ich fragen?",
    whomUser: "Wer Ihnen dieses Postfach gegeben hat.",
    whomAdministrator: "Wer diese Plattform betreibt.",
  },
};

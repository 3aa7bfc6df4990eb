import type { SignInMailTexts } from "../../mails.types.js";

export const signInMails: SignInMailTexts = {
  credentialNotice: {
    passwordResetSubject: "Das Passwort von {{login}} wurde geändert",
    passwordResetText:
      "Die Verwaltung hat {{login}} am {{at}} ein anderes Passwort gegeben. Wer mit dem alten angemeldet war, muss sich neu anmelden.",
    emailChangedSubject: "E-Mails für {{login}} gehen an eine andere Adresse",
    emailChangedText:
      "Seit dem {{at}} gehen Mitteilungen für {{login}} an eine andere Adresse. Dies ist die letzte, die hier ankommt.",
    appAddedText:
      "Am {{at}} kam für {{login}} eine Authenticator-App dazu. Bei jeder Anmeldung wird von nun an ein zweiter Faktor verlangt.",
    passkeyAddedText:
      "Am {{at}} kam für {{login}} ein Passkey dazu. Bei jeder Anmeldung wird von nun an ein zweiter Faktor verlangt.",
    factorAddedSubject: "Für {{login}} kam ein zweiter Faktor dazu",
    factorAddedText:
      "Am {{at}} kam für {{login}} ein zweiter Faktor dazu. Bei jeder Anmeldung wird von nun an danach gefragt.",
    factorRemovedSubject: "Ein zweiter Faktor von {{login}} wurde entfernt",
    factorRemovedText: "Am {{at}} hat {{login}} einen zweiten Faktor entfernt.",
    appRemovedText: "Am {{at}} hat {{login}} eine Authenticator-App entfernt.",
    passkeyRemovedText: "Am {{at}} hat {{login}} einen Passkey entfernt.",
    factorResetSubject: "Der zweite Faktor von {{login}} wurde zurückgesetzt",
    factorResetText:
      "Die Verwaltung hat am {{at}} alle zweiten Faktoren und Wiederherstellungscodes von {{login}} entfernt. Bis ein neuer dazukommt, wird nur nach dem Passwort gefragt.",
    factorGuessedSubject: "Jemand kennt das Passwort von {{login}}",
    factorGuessedText:
      "Am {{at}} hat jemand das richtige Passwort von {{login}} eingegeben und danach immer wieder falsche Codes. Niemand kam hinein. Waren das nicht Sie, ändern Sie das Passwort jetzt.",
    codeUsedSubject: "Ein Wiederherstellungscode von {{login}} wurde verwendet",
    codeUsedText:
      "Am {{at}} hat sich jemand als {{login}} mit einem Wiederherstellungscode angemeldet. Der Code ist damit verbraucht.",
    codesRenewedSubject: "{{login}} hat neue Wiederherstellungscodes",
    codesRenewedText:
      "Am {{at}} wurden für {{login}} neue Wiederherstellungscodes angelegt. Die früheren gelten nicht mehr.",
    viewedSubject: "Der Support hat sich angesehen, was {{login}} sieht",
    viewedText:
      "Am {{at}} hat jemand aus der Verwaltung über Ihnen eine Ansicht von allem geöffnet, was {{login}} sieht. Sie endet nach einer halben Stunde und kann nichts ändern. Sie steht unter Ihren Sitzungen, und Sie können sie dort beenden.",
    meaning: "Haben Sie das erwartet, ist nichts zu tun. Wenn nicht, sagen Sie es gleich der Verwaltung über Ihnen.",
    button: "Anmeldung und Sicherheit öffnen",
  },
  emailConfirmation: {
    subject: "Ist das Ihr Postfach? Eine Frage von {{brand}}",
    heading: "Ist das Ihr Postfach?",
    text: "Jemand hat dieses Postfach als Kontaktadresse der Verwaltung bei {{brand}} angegeben. Ist es Ihres, bestätigen Sie es: Warnungen und Bitten um Freigabe kommen dann hierher.",
    addressLabel: "Postfach",
    button: "Zur Frage",
    otherwise:
      "Der Link gilt bis {{until}}. Sind Sie nicht gemeint, ist nichts zu tun: Weitere E-Mails kommen nicht. Auf der Seite können Sie das auch sagen.",
  },
  mailTest: {
    subject: "Eine Test-E-Mail von {{brand}}",
    heading: "Diese E-Mail ist angekommen",
    text: "Die Betreiber von {{brand}} haben sie gesendet, um zu sehen, ob E-Mails ankommen. Waren Sie das, bestätigen Sie es mit dem Code.",
    codeLabel: "Code",
    button: "Ankunft bestätigen",
    footer: "Waren Sie es nicht, ist nichts zu tun.",
  },
};

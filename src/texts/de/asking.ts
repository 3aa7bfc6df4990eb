import type { AskingTexts } from "../catalogue.types.js";

export const asking: AskingTexts = {
  askingAdvice: {
    NOBODY_READS: "E-Mails an solche Adressen liest in der Regel niemand; die Frage bleibt womöglich unbeantwortet.",
    ROLE_ADDRESS: "Solche Adressen liest, wer die Domain betreibt, und beantwortet Fragen dieser Art womöglich nicht.",
    OUR_OWN_ADDRESS: "Von dieser Adresse kommen die Fragen; E-Mails an sie liest niemand.",
    instead:
      "Weisen Sie die Domain über DNS nach (requestDomainAuthorization), oder lassen Sie die Verwaltung der Domain oder den Betreiber die Adresse freigeben.",
  },
  deliveryProblem: {
    DELAYED:
      "Die E-Mail wartet bei einem Mailserver unterwegs, der es weiter versucht. Die Frist zum Antworten ist verlängert; zu tun ist nichts.",
    NOT_TAKEN:
      "Der Mailserver der Adresse hat die E-Mail nicht angenommen: Das Postfach war voll oder der Server überlastet oder nicht erreichbar. Sagen Sie es der Inhaberin oder dem Inhaber und fragen Sie später noch einmal.",
    ADDRESS_GONE: "Der Mailserver der Adresse sagt, dass dort niemand E-Mails empfängt. Prüfen Sie die Schreibweise.",
    SENDER_REFUSED:
      "Der Mailserver der Adresse nimmt diese E-Mail von uns nicht an. Der Betreiber dieses Dienstes weiß davon; die Adresse selbst kann richtig sein. Versuchen Sie es später, oder weisen Sie die Domain über DNS nach.",
    NOT_FOR_STRANGERS:
      "Die Adresse nimmt keine E-Mails von außerhalb ihrer Organisation an. Lassen Sie den Absender der Frage dort zu, oder weisen Sie die Domain über DNS nach.",
  },
};

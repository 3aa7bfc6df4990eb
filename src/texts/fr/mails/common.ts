import type { CommonMailTexts } from "../../mails.types.js";

export const commonMails: CommonMailTexts = {
  common: {
    colon: "\u00a0:",
    accountLabel: "Compte",
    mailboxLabel: "Boîte aux lettres",
    addressLabel: "Votre adresse",
    senderLabel: "Adresse d’expéditeur",
    throughLabel: "Demandé via",
    askedLabel: "Demandé le",
    untilLabel: "Répondre avant le",
    internationalForm: "s’écrit aussi {{address}}",
    buttonFallback: "Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :",
    support: "Aide : {{contact}}",
    automatic: "Cet e-mail a été envoyé automatiquement par {{brand}} ; les réponses ne sont pas lues.",
    unsubscribe: "Ne plus recevoir ces e-mails",
  },
};

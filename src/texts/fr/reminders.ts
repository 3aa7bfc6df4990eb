import type { ReminderTexts } from "../catalogue.types.js";

export const reminders: ReminderTexts = {
  ownerReminder: {
    subject: "Qui peut envoyer avec votre adresse : est-ce toujours exact ?",
    heading: "Ces comptes peuvent envoyer des e-mails avec {{address}}",
    since: "depuis le {{day}}",
    unlisted_one: "et {{count}} autre compte",
    unlisted_many: "et {{count}} autres comptes",
    unlisted_other: "et {{count}} autres comptes",
    text: "Une personne qui lit cette boîte aux lettres les a autorisés. Une fois par an, nous demandons si c’est toujours le cas.",
    button: "Voir la liste et la confirmer",
    wrong:
      "Si quelque chose ne va pas, faites-vous envoyer sur la même page un lien pour retirer l’autorisation. Si vous ne faites rien, ce qui est autorisé peut être suspendu après plusieurs e-mails de ce genre.",
    otherLanguage:
      "En français : qui peut envoyer des e-mails avec {{address}} ? La page derrière le bouton existe aussi en français.",
    footer: "Vous recevez cet e-mail parce que des comptes peuvent envoyer avec {{address}}.",
  },
  confirmSenders: {
    title: "Qui peut envoyer des e-mails avec {{address}}",
    type: "Si tout est exact, saisissez {{digits}}",
    button: "Tout est exact",
    untyped: "Saisissez les deux chiffres pour confirmer",
    held: "Cela ressemblait à un programme : appuyez encore une fois",
    confirmed: "Vous avez confirmé qui peut envoyer des e-mails avec {{address}}",
    over: "Ce lien n’est plus valable",
    overHint: "Utilisez celui de l’e-mail le plus récent.",
  },
};

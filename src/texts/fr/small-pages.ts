import type { SmallPageTexts } from "../catalogue.types.js";

export const smallPages: SmallPageTexts = {
  unsubscribe: {
    askTitle: "Ne plus recevoir de récapitulatifs ?",
    askText: "Les alertes sur un mot de passe volé continueront d’arriver.",
    button: "Se désabonner",
    doneTitle: "Votre désabonnement est pris en compte",
    doneText: "Cette adresse ne recevra plus ni récapitulatifs ni annonces.",
    again: "Les envoyer de nouveau",
    heldTitle: "Cela ressemblait à un programme : appuyez encore une fois",
    againTitle: "Les récapitulatifs et annonces arriveront de nouveau",
    unknownTitle: "Ce lien n’est plus valable",
    unknownText: "Utilisez celui de l’e-mail le plus récent.",
  },
  confirmEmail: {
    askTitle: "Cette boîte aux lettres est-elle la vôtre ?",
    askText:
      "Quelqu’un l’a indiquée comme adresse de contact d’un administrateur chez {{platform}}. Si elle est à vous, alertes et demandes d’approbation y arriveront désormais. Rien d’autre n’y a été envoyé, et rien ne le sera avant votre confirmation.",
    confirm: "Oui, envoyer ici",
    refuse: "Non, ce n’est pas moi",
    confirmedTitle: "L’adresse est confirmée",
    confirmedText: "Les messages de l’administration y arrivent désormais.",
    refusedTitle: "L’adresse est retirée",
    refusedText: "Cette demande n’y fera plus rien arriver.",
    type: "Pour confirmer, saisissez {{digits}}",
    untypedTitle: "Saisissez les deux chiffres pour confirmer",
    heldTitle: "Cela ressemblait à un programme : appuyez encore une fois",
    change: "Changer cette réponse",
    overTitle: "Ce lien n’est plus valable",
    overText: "Utilisez celui de l’e-mail le plus récent, ou demandez-en un autre.",
  },
  errorPage: {
    notFoundTitle: "Il n’y a rien à cette adresse",
    notFoundText: "Si un e-mail vous a conduit ici, rouvrez son lien depuis l’e-mail lui-même, en entier.",
    tooBigTitle: "C’est plus que cette page n’accepte",
    tooBigText: "Rien n’a changé. Revenez en arrière et envoyez-en moins à la fois.",
    busyTitle: "Cette page ne peut pas s’afficher pour l’instant",
    busyText: "Rien n’a changé. Réessayez dans une minute.",
    failedTitle: "Une erreur s’est produite de notre côté",
    failedText: "Rien n’a changé. Réessayez. Si cela se reproduit, donnez ce numéro à votre fournisseur : {{id}}",
    refusedTitle: "Cela n’a pas pu être lu",
    refusedText: "Rien n’a changé. Revenez à la page et renvoyez son formulaire.",
  },
  homePage: {
    title: "Qui peut envoyer des e-mails avec quelle adresse",
    text: "{{brand}} interroge le titulaire d’une adresse avant que quelqu’un d’autre puisse envoyer des e-mails avec elle.",
    mail: "Si un e-mail vous a conduit ici, ouvrez son lien depuis l’e-mail lui-même : c’est sur cette page que vous répondez.",
    panel:
      "Pour ajouter une adresse ou répondre aux demandes d’autres personnes, connectez-vous au panneau de gestion de votre fournisseur de messagerie.",
  },
};

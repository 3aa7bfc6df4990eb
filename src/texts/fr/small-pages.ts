import type { SmallPageTexts } from "../catalogue.types.js";

export const smallPages: SmallPageTexts = {
  unsubscribe: {
    askTitle: "Ne plus recevoir de récapitulatifs ?",
    askText: "Les alertes sur un mot de passe volé continueront d’arriver.",
    button: "Se désabonner",
    doneTitle: "Vous êtes désabonné",
    doneText: "Cette adresse ne recevra plus ni récapitulatifs ni annonces.",
    again: "Les envoyer de nouveau",
    heldTitle: "Cela ressemblait à un programme : appuyez encore une fois",
    againTitle: "Les récapitulatifs et annonces arriveront de nouveau",
    unknownTitle: "Ce lien n’est pas valide",
    unknownText: "Utilisez celui du message le plus récent.",
  },
  confirmEmail: {
    askTitle: "Cette boîte est-elle la vôtre ?",
    askText:
      "Quelqu’un l’a indiquée comme adresse de contact d’un administrateur chez {{platform}}. Si elle est à vous, alertes et demandes d’approbation y arriveront désormais. Rien d’autre n’y a été envoyé, et rien ne le sera avant votre confirmation.",
    confirm: "Oui, écrire ici",
    refuse: "Non, ce n’est pas moi",
    confirmedTitle: "L’adresse est confirmée",
    confirmedText: "Les messages de l’administration y arrivent désormais.",
    refusedTitle: "L’adresse est retirée",
    refusedText: "Cette demande n’y fera plus rien arriver.",
    type: "Pour confirmer, saisissez {{digits}}",
    untypedTitle: "Saisissez les deux chiffres pour confirmer",
    heldTitle: "Cela ressemblait à un programme : appuyez encore une fois",
    change: "Changer cette réponse",
    overTitle: "Ce lien n’est pas valide",
    overText: "Utilisez celui du message le plus récent, ou demandez-en un autre.",
  },
  refusalHelp: {
    question: "Pourquoi mon message a-t-il été refusé ?",
    title: "Votre message n’a pas été envoyé",
    why: "Vous avez voulu envoyer depuis une adresse qui n’est pas enregistrée pour votre boîte. Cela protège le nom de chacun, le vôtre aussi.",
    add: "Ajoutez l’adresse comme identité dans les réglages de votre webmail ou de votre panneau de gestion.",
    confirm: "Le propriétaire de l’adresse reçoit un courriel. Donnez-lui le nombre à deux chiffres que vous voyez.",
    again: "Une fois confirmée, renvoyez votre message. En attendant, utilisez votre propre adresse.",
  },
  administrationHelp: {
    question: "Où cela se décide-t-il ?",
    title: "Cela se décide dans votre panneau de gestion",
    why: "Les demandes, les propositions et ce qui serait refusé s’y affichent et s’y traitent.",
    signIn: "Connectez-vous au panneau de gestion de votre fournisseur et ouvrez la partie sur les expéditeurs.",
    queries: "Avec l’API, utilisez les requêtes approvals, proposals, authorizations et readiness.",
  },
};

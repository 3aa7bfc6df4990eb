import type { EntranceTexts } from "../catalogue.types.js";

export const entrances: EntranceTexts = {
  entrance: {
    addressLabel: "Adresse d’expéditeur",
    accountLabel: "Boîte aux lettres",
    domainLabel: "Domaine",
    loginLabel: "Identifiant",
    headerLabel: "Auteur du message",
    queueLabel: "Numéro dans la file",
    panel: "Ouvrir le panneau de gestion",
    ask: "Aide : {{contact}}.",
    askProvider: "Si vous ne le trouvez pas, demandez à qui gère votre boîte aux lettres.",
    nothingHere: "Rien ne se modifie sur cette page.",
    program: "Pour les programmes : {{names}}.",
  },
  sendersEntrance: {
    title: "Utiliser une autre adresse d’expéditeur",
    text: "Une boîte aux lettres envoie sous sa propre adresse, et sous d’autres dès que leur titulaire a accepté. Cela protège le nom de chacun, le vôtre aussi.",
    add: "Ajoutez l’adresse comme identité dans les réglages de votre webmail ou de votre panneau de gestion.",
    confirm:
      "Le titulaire de l’adresse reçoit un e-mail qui lui pose la question. Donnez-lui le nombre à deux chiffres que vous voyez.",
    again: "Dès qu’il a accepté, renvoyez votre message. En attendant, utilisez votre propre adresse.",
  },
  requestsEntrance: {
    title: "Répondre aux demandes d’adresses de votre domaine",
    open: "Ouvrez dans votre panneau de gestion la partie sur les expéditeurs, puis les demandes en attente.",
    meaning: "N’approuvez que ce que vous connaissez : la boîte aux lettres enverra au nom de votre domaine.",
    silence: "Tant qu’une demande reste sans réponse, rien n’est autorisé.",
  },
  readinessEntrance: {
    title: "Voir ce qui serait rejeté",
    open: "Ouvrez le rapport dans votre panneau de gestion : il nomme chaque boîte aux lettres, chaque adresse d’expéditeur et le nombre d’envois.",
    settle:
      "Faites ajouter à la boîte aux lettres chaque adresse nécessaire. Son titulaire est interrogé et donne son accord.",
    rest: "Ce dont personne n’a plus besoin disparaît de lui-même dès qu’il n’est plus utilisé.",
  },
  scheduleEntrance: {
    title: "Fixer le début de l’application du contrôle",
    open: "Ouvrez le calendrier dans votre panneau de gestion. Il indique à partir de quand les e-mails sans adresse d’expéditeur confirmée sont rejetés.",
    held: "Là où l’application du contrôle est retenue, regardez d’abord dans le rapport ce qui serait rejeté, puis lancez-la.",
    later: "Une date plus tardive peut aussi valoir pour un seul domaine.",
  },
  explainEntrance: {
    title: "Savoir pourquoi un message a été rejeté",
    open: "Qui gère la boîte aux lettres voit la raison dans le panneau de gestion. Transmettez ce qui figure ici.",
    usual:
      "Le plus souvent, l’adresse d’expéditeur n’est pas enregistrée pour la boîte aux lettres : il faut l’y ajouter, et que son titulaire accepte.",
  },
  mailboxesEntrance: {
    title: "S’occuper d’une boîte aux lettres signalée",
    open: "Ouvrez la boîte aux lettres dans votre panneau de gestion et regardez sous quelles adresses elle a envoyé.",
    password: "Si vous ne les connaissez pas, changez le mot de passe et fermez toutes ses sessions.",
    paused: "Ce qui a été suspendu peut y reprendre dès que la cause a disparu.",
  },
  domainsEntrance: {
    title: "Prouver qu’un domaine est à vous",
    open: "Ouvrez le domaine dans votre panneau de gestion. L’enregistrement DNS nécessaire y figure.",
    publish: "Publiez-le tel quel chez qui gère le DNS du domaine.",
    wait: "Il est trouvé de lui-même, puis vérifié chaque jour : laissez-le en place.",
  },
  consoleEntrance: {
    title: "Où l’on gère les expéditeurs",
    open: "Connectez-vous au panneau de gestion de votre fournisseur et ouvrez la partie sur les expéditeurs.",
  },
};

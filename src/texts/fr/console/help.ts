import type { ConsoleHelpTexts } from "../../console.types.js";

/** What people ask, and its answers, in French. */
export const consoleHelpTexts: ConsoleHelpTexts = {
  consoleHelp: {
    onScreen: "Aide sur cette page",
    lead: "Ce qu’est une adresse ici, pourquoi un e-mail peut être rejeté, et que faire.",
    identity: "Qu’est-ce qu’une identité ?",
    identityText:
      "Une adresse sous laquelle vous envoyez. Votre propre adresse et ses alias sont à vous. Toute autre appartient à quelqu’un, à qui l’on demande une fois par e-mail si vous pouvez l’utiliser. De même, personne ne peut envoyer sous votre adresse sans votre accord.",
    refusal: "Pourquoi mon e-mail a-t-il été rejeté ?",
    refusalText:
      "Il nommait un expéditeur que personne n’a confirmé pour cette boîte aux lettres. Le rejet nomme cette adresse et mène ici. Rien n’est perdu : le message est encore dans votre logiciel. Choisissez un expéditeur confirmé, ou ajoutez l’adresse et renvoyez quand son titulaire a dit oui.",
    add: "Comment ajouter une adresse ?",
    addAsk: "Saisissez l’adresse. Vous voyez un nombre.",
    addOwner:
      "Son titulaire reçoit un e-mail avec une question et la confirme avec ce nombre. Dans les domaines hébergés ici, un administrateur peut répondre à sa place.",
    addThen: "Dès lors chaque serveur sortant laisse passer l’adresse, en quelques secondes.",
    webmail: "Et dans le webmail ?",
    webmailText:
      "Le webmail montre les mêmes adresses sous Paramètres, Identités. En ajouter une y pose la même question ; un rejet pendant la rédaction le propose. Les logiciels de messagerie n’ont rien à régler : ils peuvent envoyer sous chaque adresse confirmée.",
    stolen: "Je vois une adresse que je n’ai jamais utilisée",
    stolenText:
      "Quelqu’un connaît peut-être votre mot de passe. Changez-le d’abord, puis choisissez « Ce n’était pas moi » à côté de l’adresse.",
    whom: "À qui demander ?",
    whomUser: "À qui vous a donné cette boîte aux lettres.",
    whomAdministrator: "À qui exploite cette plateforme.",
  },
};

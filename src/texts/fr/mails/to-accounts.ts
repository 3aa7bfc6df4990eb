import type { AccountMailTexts } from "../../mails.types.js";

export const accountMails: AccountMailTexts = {
  askerNews: {
    maySend: "Vous pouvez envoyer avec {{address}}",
    maySendAgain: "Vous pouvez de nouveau envoyer avec {{address}}",
    mayNotSend: "Vous ne pouvez pas envoyer avec {{address}}",
    noLonger: "Vous ne pouvez plus envoyer avec {{address}}",
    waitsAgain: "Votre demande pour {{address}} attend de nouveau",
    held: "L’envoi avec {{address}} est suspendu",
    noAnswer: "Pas de réponse pour {{address}}",
    notArrived: "La demande pour {{address}} n’est pas arrivée",
    several_one: "Des nouvelles de {{count}} adresse d’expéditeur",
    several_many: "Des nouvelles de {{count}} adresses d’expéditeur",
    several_other: "Des nouvelles de {{count}} adresses d’expéditeur",
    ownerAllowed: "Le titulaire de l’adresse a accepté.",
    ownerAllowedUntil: "Le titulaire de l’adresse a accepté, jusqu’au {{until}}.",
    approved: "Un administrateur l’a autorisé.",
    resumed: "La suspension est levée.",
    ownerDenied: "Le titulaire de l’adresse a refusé.",
    refused: "Les administrateurs de son domaine ont refusé.",
    decisionTakenBack:
      "Un administrateur est revenu sur sa décision. Jusqu’à la suivante, vous ne pouvez pas envoyer avec cette adresse.",
    withdrawn: "Le titulaire de l’adresse a retiré son accord.",
    ended: "L’autorisation valait jusqu’à une date désormais passée. Vous pouvez redemander.",
    heldMeaning:
      "Vos e-mails envoyés avec cette adresse peuvent être rejetés jusqu’à la fin de la suspension. Vos administrateurs peuvent vous dire pourquoi.",
    expired: "Personne n’a répondu à temps. Vous pouvez redemander.",
    undeliverable: "L’e-mail au titulaire n’a pas pu être remis. Vérifiez comment l’adresse est écrite.",
    askAgainOn: "Nouvelle demande possible à partir du {{date}}.",
    more_one: "Et {{count}} autre.",
    more_many: "Et {{count}} autres.",
    more_other: "Et {{count}} autres.",
    button: "Voir mes adresses d’expéditeur",
    footer: "Vous recevez cet e-mail parce que ces adresses ont été demandées au nom de {{account}}.",
  },
  profileProposal: {
    title: "Un changement est proposé pour vos envois avec {{address}}",
    text: "Rien ne change si vous ne l’acceptez pas. Vous le trouvez avec vos adresses d’expéditeur, où vous pouvez l’accepter ou laisser les choses comme elles sont.",
    replyTo: "Les réponses iraient à {{addresses}}.",
    noReplyTo: "Les réponses iraient de nouveau à l’adresse elle-même.",
    bcc: "Une copie de chaque message irait à {{addresses}}, sans que les destinataires le voient.",
    noBcc: "Plus aucune copie ne partirait.",
    by: "Proposé par {{who}}.",
    footer:
      "Vous recevez cet e-mail parce que la boîte aux lettres {{account}} est la vôtre : vous seul décidez où vont ses réponses et ses copies.",
  },
  alertObserved: {
    subject: "Vous envoyez avec {{address}} : à confirmer pour continuer",
    heading: "Vous envoyez des e-mails avec {{address}}",
    text_one:
      "Nous avons vu {{count}} message de votre boîte aux lettres {{account}} dont l’expéditeur est {{address}}.",
    text_many:
      "Nous avons vu {{count}} messages de votre boîte aux lettres {{account}} dont l’expéditeur est {{address}}.",
    text_other:
      "Nous avons vu {{count}} messages de votre boîte aux lettres {{account}} dont l’expéditeur est {{address}}.",
    until:
      "À partir du {{date}}, ces messages seront rejetés, sauf si le titulaire de l’adresse a confirmé que vous pouvez l’utiliser.",
    soon: "À l’avenir, ces messages seront rejetés, sauf si le titulaire de l’adresse a confirmé que vous pouvez l’utiliser.",
    asked:
      "Le titulaire de l’adresse a été interrogé. Pour autoriser, il lui faut le nombre {{number}} : donnez-le-lui, par téléphone par exemple.",
    keep: "Si vous voulez continuer à utiliser cette adresse, ajoutez-la à votre boîte aux lettres comme expéditeur. Sinon, vous n’avez rien à faire.",
    button: "Comment garder cette adresse",
    lastLabel: "Dernier envoi",
    unknown:
      "Si vous n’avez jamais envoyé de tels messages, quelqu’un d’autre utilise peut-être votre boîte aux lettres : changez le mot de passe.",
  },
};

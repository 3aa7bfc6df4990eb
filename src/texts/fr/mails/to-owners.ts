import type { OwnerMailTexts } from "../../mails.types.js";

export const ownerMails: OwnerMailTexts = {
  question: {
    subject: "{{account}} peut-il envoyer des e-mails avec votre adresse ?",
    ask: "{{account}} souhaite utiliser {{address}} pour envoyer des e-mails. Voulez-vous l’autoriser ?",
    why: "Les e-mails de {{account}} porteraient alors votre adresse comme expéditeur. Personne ne peut utiliser votre adresse chez {{brand}} sans votre accord.",
    button: "Répondre à cette question",
    opens:
      "Le bouton ouvre une page qui montre les deux adresses. Rien n’est décidé tant que vous n’y avez pas choisi :",
    allowTerm: "Autoriser",
    allowText: "{{account}} pourra envoyer avec {{address}}. Vous pourrez retirer cette autorisation à tout moment.",
    denyTerm: "Refuser",
    denyText: "Cette demande est refusée.",
    blockTerm: "Ne plus jamais me demander",
    blockText:
      "La demande est refusée, et nous vous envoyons un lien pour mettre fin à toutes les demandes pour cette adresse.",
    number:
      "Pour autoriser, vous saisissez deux chiffres sur cette page. La personne qui demande les voit sur son écran : faites-les-vous dire. Si vous ne savez pas qui demande, refusez.",
    otherLanguage:
      "En français : {{account}} souhaite utiliser {{address}} pour envoyer des e-mails. Voulez-vous l’autoriser ? La page derrière le bouton existe aussi en français.",
    silence: "Si vous ne faites rien, rien n’est autorisé.",
    ownerText: "Voir qui peut envoyer avec {{address}} :",
    ownerLink: "Qui peut utiliser mon adresse",
    footer: "Vous recevez cet e-mail parce que quelqu’un a demandé à envoyer avec {{address}}.",
  },
  questionDigest: {
    subject_one: "{{count}} question : qui peut envoyer avec votre adresse ?",
    subject_many: "{{count}} questions : qui peut envoyer avec votre adresse ?",
    subject_other: "{{count}} questions : qui peut envoyer avec votre adresse ?",
    heading_one: "{{count}} compte souhaite utiliser {{address}} pour envoyer des e-mails. Voulez-vous l’autoriser ?",
    heading_many:
      "{{count}} comptes souhaitent utiliser {{address}} pour envoyer des e-mails. Voulez-vous l’autoriser ?",
    heading_other:
      "{{count}} comptes souhaitent utiliser {{address}} pour envoyer des e-mails. Voulez-vous l’autoriser ?",
    text: "Chacun a sa page, où vous autorisez ou refusez. Si vous ne faites rien, rien n’est autorisé.",
    answer: "Répondre",
    allowText: "Le compte pourra envoyer avec votre adresse. Vous pourrez retirer cette autorisation à tout moment.",
    otherLanguage:
      "En français : qui peut envoyer des e-mails avec {{address}} ? Les pages derrière les boutons existent aussi en français.",
    through: "demandé via {{brand}}",
    throughWithHelp: "demandé via {{brand}} ; aide : {{contact}}",
    number:
      "Pour en autoriser un, vous saisissez deux chiffres sur sa page. La personne qui demande les voit sur son écran : faites-les-vous dire. Si vous ne savez pas qui demande, refusez.",
  },
  ownerLink: {
    subject: "Votre lien pour changer qui peut envoyer avec votre adresse",
    heading: "Changer qui peut envoyer avec {{address}}",
    text: "Ce lien ouvre pendant une heure la page de votre adresse : tous les comptes qui peuvent l’utiliser, et des boutons pour le leur retirer. Il demande les deux chiffres affichés là où le lien a été demandé.",
    button: "Ouvrir la page de mon adresse",
    keep: "Sans ces chiffres, le lien n’ouvre rien. Ne le transmettez tout de même à personne.",
    footer:
      "Vous recevez cet e-mail parce que son lien a été demandé. Si ce n’était pas vous, ignorez-le : rien n’a changé.",
  },
  ownerNotice: {
    subject: "Qui peut envoyer avec votre adresse a changé",
    heading: "Un changement a été fait sur la page de {{address}}",
    withdrawn: "Retiré : {{account}}.",
    denied: "Refusé : {{account}}.",
    blocked: "Plus personne ne peut vous solliciter pour cette adresse.",
    unblocked: "On peut de nouveau vous solliciter pour cette adresse.",
    takenBack: "Un changement a été annulé.",
    turnedRound: "Cela a été annulé.",
    otherwise:
      "Si c’était vous, il n’y a rien à faire. Sinon, ouvrez la page et faites-vous envoyer un lien : jusqu’au {{until}}, cela peut être annulé.",
    button: "Ouvrir la page de mon adresse",
    footer:
      "Vous recevez cet e-mail parce que quelqu’un, avec un lien de votre boîte aux lettres, a changé qui peut envoyer avec {{address}}.",
  },
  answerNotice: {
    allowed: "{{account}} peut désormais envoyer des e-mails avec votre adresse",
    allowedBy: "Quelqu’un l’a autorisé avec le lien d’un e-mail qui vous était adressé.",
    allowedOtherwise:
      "Si c’était vous, il n’y a rien à faire. Sinon, ouvrez la page de votre adresse et faites-vous envoyer un lien pour retirer cette autorisation.",
    denied: "Refusé : {{account}} ne peut pas envoyer avec votre adresse",
    deniedBy:
      "Quelqu’un a refusé avec le lien d’un e-mail qui vous était adressé. Les programmes qui contrôlent les e-mails le font aussi.",
    deniedOtherwise:
      "Si c’était vous, il n’y a rien à faire. Sinon, vous pouvez changer la réponse jusqu’au {{until}} par le lien de l’e-mail qui pose la question ; ensuite, faites-vous envoyer de nouveau la question sur la page de votre adresse.",
    answeredLabel: "Répondu le",
    untilLabel: "Prend fin le",
    footer:
      "Vous recevez cet e-mail parce qu’une question sur votre adresse a reçu une réponse. Il ne vous demande rien.",
  },
  ownerOverruled: {
    subject: "{{account}} peut désormais envoyer des e-mails avec votre adresse",
    refused: "Vous avez refusé cette demande. L’exploitant de {{brand}} l’a tout de même autorisée.",
    withdrawn: "Vous aviez retiré cette autorisation. L’exploitant de {{brand}} l’a rétablie.",
    blocked:
      "Vous ne souhaitez être interrogé par personne sur cette adresse. L’exploitant de {{brand}} a tout de même donné cette autorisation.",
    unanswered:
      "Vous avez été interrogé et n’avez pas encore répondu. L’exploitant de {{brand}} a donné l’autorisation entre-temps.",
    givenLabel: "Autorisé le",
    meaning:
      "Si vous n’êtes pas d’accord, retirez-la sur la page de votre adresse : votre décision compte dès ce moment.",
    footer: "Vous recevez cet e-mail parce qu’il concerne votre adresse. Il ne vous demande rien.",
  },
  replyHelp: {
    subject: "Votre réponse n’a rien décidé : comment répondre",
    heading: "Votre réponse n’a rien décidé",
    text: "Vous avez répondu à un e-mail qui demande qui peut envoyer des e-mails avec votre adresse. Personne ne lit ces réponses et aucune ne compte : n’importe qui peut en écrire une en votre nom.",
    answerTerm: "Pour répondre",
    answerText:
      "Ouvrez l’e-mail qui pose la question et appuyez sur son bouton. La page montre qui demande et pour quelle adresse, et c’est là que vous choisissez. Pour autoriser, il vous faut les deux chiffres que voit le demandeur.",
    refuseTerm: "Pour refuser",
    refuseText: "Ne faites rien, ou choisissez Refuser sur cette page. Sans votre réponse, rien n’est autorisé.",
    aloneTerm: "Pour ne plus être sollicité",
    aloneText:
      "Choisissez « Ne plus jamais me demander » sur cette page : cela refuse, et mène à un lien pour mettre fin à toutes les demandes pour cette adresse.",
    lostTerm: "Si l’e-mail est perdu ou son délai dépassé",
    lostText:
      "Si son délai est dépassé, sa page vous envoie la question une nouvelle fois. S’il est perdu, la personne qui veut utiliser votre adresse doit refaire sa demande.",
    footer: "Vous recevez cet e-mail, au plus une fois par jour, parce qu’une réponse est venue de {{address}}.",
  },
};

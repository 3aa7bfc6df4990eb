import type { PageTexts } from "./page-texts.js";

export const fr: PageTexts = {
  ask: {
    title: (address) => `Ce compte peut-il envoyer des e-mails en tant que ${address} ?`,
    account: "Compte qui demande",
    address: "Adresse qu’il veut utiliser (la vôtre)",
    asked: (time) => `Demandé le ${time}.`,
    until: (time) => `Ce lien est valable jusqu’au ${time}.`,
    number: "Pour autoriser, saisissez les deux chiffres que voit le demandeur",
    numberHint: (account) =>
      `La personne qui utilise ${account} les a à l’écran. Si ce n’est pas vous, demandez-les-lui par un moyen sûr. Si personne ne peut vous les dire, refusez.`,
    typed: (digits) => `Pour autoriser, saisissez ${digits}`,
    allow: "Autoriser",
    end: "Seulement jusqu’au (facultatif)",
    endHint: "L’autorisation prend fin à la fin de ce jour, UTC.",
    deny: "Refuser",
    denyHint:
      "Le compte ne peut pas envoyer avec votre adresse, ni redemander pendant 30 jours. Pendant une heure, vous pouvez changer votre réponse ici.",
    blockTitle: "Ne plus jamais me demander",
    blockHint: (address) =>
      `Refuse ceci. Pour mettre fin aussi à toute demande ultérieure pour ${address}, vous vous faites ensuite envoyer un lien.`,
    block: "Refuser et continuer vers « ne plus jamais demander »",
    unknown: "Vous ne connaissez pas ce compte ? Refusez. Nous ne demandons jamais de mot de passe.",
  },
  result: {
    allowed: (account, address) => `Autorisé : ${account} peut envoyer en tant que ${address}`,
    allowedUntil: (day) => `L’autorisation prend fin le ${day}.`,
    denied: (account, address) => `Refusé : ${account} ne peut pas envoyer en tant que ${address}`,
    blocked: (address) => `Refusé. Plus personne ne pourra vous demander ${address}`,
    held: "Votre réponse semblait venir d’un programme. Merci de la donner encore une fois.",
    heldAgain:
      "Cette question a reçu une réponse qui semblait automatique. La vôtre compte si vous la donnez maintenant.",
    heldUntil: (time) =>
      `Comme un mauvais nombre est venu d’abord, votre réponse est retenue. Pour qu’elle compte, rouvrez ce lien après ${time} et donnez-la encore une fois.`,
    wrong: "Ce n’est pas le bon nombre. Redemandez-le : un second mauvais nombre met fin à cette question.",
    wrongAgain: "C’était le second mauvais nombre. La question est close et rien n’a été autorisé.",
    typeNumber: "Pour autoriser, saisissez les deux chiffres que voit le demandeur.",
    typeDigits: "Pour autoriser, saisissez les deux chiffres affichés à côté du champ.",
    badDate: "Écrivez le jour sous la forme année-mois-jour, par exemple 2027-03-31, et choisissez un jour à venir.",
    until: (time) => `Jusqu’au ${time}, vous pouvez changer cette réponse ici.`,
    change: "Changer cette réponse",
    takeBack: "Revenir en arrière",
    unchanged: "Ce n’est pas le nombre. Votre réponse reste telle quelle et ne peut plus être changée ici.",
    neverAgain: {
      title: "Ne plus jamais être sollicité",
      hint: (address) =>
        `Vous pouvez mettre fin à toute demande pour ${address}. Comme cela concerne tout le monde, nous envoyons d’abord un lien à l’adresse.`,
      button: "M’envoyer ce lien",
    },
    retired: "Cette question n’est plus ouverte : un e-mail plus récent l’a remplacée, ou elle a été retirée.",
    expired: "Le délai de réponse est dépassé. Rien n’a été autorisé.",
    missing: "Cette question n’existe pas",
    missingHint: "Vérifiez que vous avez copié le lien entier de l’e-mail.",
    badForm: "Le formulaire était incomplet. Merci de revenir à la question.",
    alreadyOn: (time) => `Répondu le ${time}.`,
    manage: "Voir tous les comptes qui peuvent utiliser votre adresse",
  },
  owner: {
    title: (address) => `Qui peut envoyer avec ${address}`,
    intro: "Ces comptes peuvent envoyer des e-mails avec votre adresse comme expéditeur, ou le demandent.",
    introActing:
      "Ces comptes peuvent envoyer des e-mails avec votre adresse comme expéditeur, ou le demandent. Ce que vous changez ici peut être inversé pendant une heure.",
    nobody: "Aucun compte ne peut envoyer avec votre adresse, et aucun ne l’a demandé.",
    since: (day) => `depuis le ${day}`,
    lastUsed: (day) => `dernière utilisation le ${day}`,
    neverUsed: "pas encore utilisé",
    ends: (day) => `se termine le ${day}`,
    askedOn: (day) => `demandé le ${day}`,
    states: { AUTHORIZED: "autorisé", PAUSED: "suspendu", PENDING: "attend votre réponse" },
    withdraw: "Retirer",
    deny: "Refuser",
    byDomain: (domain) => `peut envoyer avec toute adresse de ${domain}, avec l’accord de ce domaine`,
    change: {
      title: "Changer quelque chose",
      hint: (address) =>
        `Pour retirer une autorisation ou mettre fin aux demandes, faites envoyer un lien à ${address}. Il est valable une heure.`,
      mail: "M’envoyer un lien",
      until: (time) =>
        `Cette page montre la liste jusqu’au ${time} ; elle ne change rien, qui que ce soit qui ait son lien.`,
    },
    needsLink:
      "Rien n’a changé : ce lien ne fait que montrer. Faites-en envoyer un qui permet de changer quelque chose.",
    mailed: {
      title: (address) => `Un lien est en route vers ${address}`,
      number: "Sa page demande ce nombre :",
      hint: (time) =>
        `Envoyé le ${time}. Le nombre figure ici et non dans l’e-mail, afin que personne d’autre ne puisse utiliser le lien. Si rien n’arrive, regardez dans les indésirables.`,
      endsOlder: "Dès que l’e-mail est parti, tous les liens plus anciens prennent fin.",
      tooMany: "Les e-mails avec lien d’aujourd’hui sont épuisés",
      tooManyHint: "Rien n’a changé. Utilisez le lien de l’e-mail le plus récent, ou réessayez demain.",
    },
    open: {
      title: (address) => `Saisissez le nombre pour changer quelque chose pour ${address}`,
      number: "Les deux chiffres affichés là où vous avez demandé ce lien",
      hint: "Si ce n’est pas vous qui l’avez demandé, fermez cette page : rien n’a changé.",
      button: "Ouvrir",
      missing: "Saisissez les deux chiffres affichés là où vous avez demandé ce lien.",
      wrong: "Ce n’est pas le nombre. Une seconde erreur met fin à ce lien.",
    },
    blockTitle: "Demandes",
    blockHint:
      "Si vous ne voulez plus jamais être sollicité pour cette adresse, mettez fin aux demandes. Ce qui est autorisé ci-dessus le reste jusqu’à ce que vous le retiriez.",
    block: {
      ask: "Ne plus jamais demander…",
      title: (address) => `Mettre fin à toutes les demandes pour ${address} ?`,
      what: (address) =>
        `Ce qui attend votre réponse est refusé, et plus personne ne peut vous solliciter pour ${address}.`,
      stays:
        "Ce que vous avez autorisé le reste jusqu’à ce que vous le retiriez. Vous pouvez rouvrir les demandes à tout moment.",
      button: "Mettre fin aux demandes",
    },
    blockedTitle: "Les demandes sont closes",
    blockedHint: (day) => `Depuis le ${day}, personne ne peut vous solliciter pour cette adresse.`,
    unblock: "Rouvrir les demandes",
    recent: {
      title: "Fait pendant la dernière heure",
      withdrawn: (account) => `Retiré ou refusé : ${account}`,
      blocked: "Toutes les demandes closes",
      until: (time) => `Peut être inversé jusqu’au ${time}.`,
      takeBack: "Inverser",
    },
    takenBack: "Tout est de nouveau comme avant.",
    linkTitle: "Liens",
    linkHint: "Les liens des e-mails précédents montrent cette liste pendant un jour et ne changent rien.",
    endLinks: "Mettre fin à tous les liens plus anciens et m’en envoyer un nouveau",
    withdrawn: (account) => `Retiré : ${account} ne peut plus envoyer avec votre adresse`,
    denied: (account) => `Refusé : ${account} ne peut pas envoyer avec votre adresse`,
    blocked: "Plus personne ne pourra vous solliciter pour cette adresse",
    unblocked: "On peut de nouveau vous solliciter pour cette adresse",
    heldTitle: "Cela ressemblait à un programme",
    held: "Rien n’a changé. Ouvrez le lien dans votre navigateur et appuyez encore une fois.",
    changed: "Cela avait changé entre-temps. Voici l’état actuel.",
    over: "Ce lien n’est plus valable",
    overHint: (address) => `Nous pouvons en envoyer un nouveau à ${address}. Il est valable une heure.`,
    more: "Il y a plus de comptes que cette page n’en montre ; retirez-en pour voir les autres.",
  },
  footer: {
    run: (brand) => `Pour le compte de ${brand}.`,
    support: (contact) => `Questions : ${contact}`,
  },
};

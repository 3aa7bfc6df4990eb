import type { MailTexts } from "../catalogue.types.js";

export const mails: MailTexts = {
  common: {
    colon: "\u00a0:",
    accountLabel: "Compte",
    addressLabel: "Votre adresse",
    senderLabel: "Adresse d’expéditeur",
    throughLabel: "Demandé par",
    askedLabel: "Demandé le",
    untilLabel: "Répondre avant le",
    internationalForm: "s’écrit aussi {{address}}",
    buttonFallback: "Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :",
    support: "Aide : {{contact}}",
    automatic: "Cet e-mail a été envoyé automatiquement par {{brand}} ; les réponses ne sont pas lues.",
    unsubscribe: "Ne plus recevoir ces e-mails",
  },
  question: {
    subject: "{{account}} peut-il envoyer des e-mails avec votre adresse ?",
    ask: "{{account}} souhaite utiliser {{address}} pour envoyer des e-mails. Voulez-vous l’autoriser ?",
    why: "Les e-mails de {{account}} porteraient alors votre adresse comme expéditeur. Personne ne peut utiliser votre adresse par {{brand}} sans votre accord.",
    button: "Répondre à cette question",
    opens: "Le bouton ouvre une page qui montre les deux adresses. Rien n’est décidé avant que vous y choisissiez :",
    allowTerm: "Autoriser",
    allowText: "{{account}} pourra envoyer en tant que {{address}}. Vous pourrez y revenir à tout moment.",
    denyTerm: "Refuser",
    denyText: "Cette demande est refusée.",
    blockTerm: "Bloquer",
    blockText:
      "La demande est refusée, et nous vous envoyons un lien pour mettre fin à toutes les demandes pour cette adresse.",
    number:
      "Pour autoriser, vous saisissez deux chiffres sur cette page. La personne qui demande les voit sur son écran : faites-les-vous dire. Si vous ne savez pas qui demande, refusez.",
    otherLanguage:
      "En français : {{account}} souhaite utiliser {{address}} pour envoyer des e-mails. Voulez-vous l’autoriser ? La page derrière le bouton parle aussi français.",
    silence: "Si vous ne faites rien, rien n’est autorisé.",
    ownerText: "Voir qui peut envoyer avec {{address}} :",
    ownerLink: "Qui peut utiliser mon adresse",
    footer: "Vous recevez cet e-mail parce que quelqu’un a demandé à envoyer en tant que {{address}}.",
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
    text: "Chacun a sa page, où vous autorisez, refusez ou bloquez. Si vous ne faites rien, rien n’est autorisé.",
    answer: "Répondre",
    allowText: "Le compte pourra envoyer avec votre adresse. Vous pourrez y revenir à tout moment.",
    otherLanguage:
      "En français : qui peut envoyer des e-mails en tant que {{address}} ? Les pages derrière les boutons parlent aussi français.",
    through: "demandé par {{brand}}",
    throughWithHelp: "demandé par {{brand}} ; aide : {{contact}}",
    number:
      "Pour en autoriser un, vous saisissez deux chiffres sur sa page. La personne qui demande les voit sur son écran : faites-les-vous dire. Si vous ne savez pas qui demande, refusez.",
  },
  ownerLink: {
    subject: "Votre lien pour changer qui peut envoyer avec votre adresse",
    heading: "Changer qui peut envoyer avec {{address}}",
    text: "Ce lien ouvre pendant une heure la page de votre adresse : tous les comptes qui peuvent l’utiliser, et des boutons pour le leur retirer. Il demande les deux chiffres affichés là où le lien a été demandé.",
    button: "Ouvrir la page de mon adresse",
    keep: "Sans ces chiffres, le lien n’ouvre rien. Ne le transmettez pas pour autant.",
    footer:
      "Vous recevez cet e-mail parce que son lien a été demandé. Si ce n’était pas vous, ignorez-le : rien n’a changé.",
  },
  ownerNotice: {
    subject: "Qui peut envoyer avec votre adresse a changé",
    heading: "Sur la page de {{address}}, quelque chose a changé",
    withdrawn: "Retiré ou refusé : {{account}}.",
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
    aloneText: "Choisissez Bloquer sur cette page : plus personne ne pourra vous interroger sur cette adresse.",
    lostTerm: "Si l’e-mail est perdu ou son délai dépassé",
    lostText: "Que celui qui veut utiliser votre adresse pose de nouveau la question.",
    footer: "Vous recevez cet e-mail, au plus une fois par jour, parce qu’une réponse est venue de {{address}}.",
  },
  approvalRequest: {
    subject_one: "{{count}} demande d’envoi avec une adresse de {{domain}}",
    subject_many: "{{count}} demandes d’envoi avec des adresses de {{domain}}",
    subject_other: "{{count}} demandes d’envoi avec des adresses de {{domain}}",
    heading: "{{account}} demande à envoyer des e-mails en tant que {{address}}",
    text: "L’adresse appartient à {{domain}}, que vous administrez. Vous pouvez approuver ou refuser la demande ; le titulaire de l’adresse a été interrogé lui aussi, et la première réponse décide.",
    waiting_one: "{{count}} demande vous attend.",
    waiting_many: "{{count}} demandes vous attendent.",
    waiting_other: "{{count}} demandes vous attendent.",
    button: "Comment répondre",
    footer: "Vous recevez cet e-mail parce que vous administrez {{domain}}.",
  },
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
      "Vos e-mails envoyés avec cette adresse peuvent être refusés jusqu’à la fin de la suspension. Vos administrateurs savent pourquoi.",
    expired: "Personne n’a répondu à temps. Vous pouvez redemander.",
    undeliverable: "L’e-mail au titulaire n’a pas pu être remis. Vérifiez comment l’adresse est écrite.",
    askAgainOn: "Nouvelle demande possible le {{date}}.",
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
    subject: "Vous envoyez en tant que {{address}} : à confirmer pour continuer",
    heading: "Vous envoyez des e-mails en tant que {{address}}",
    text_one: "Nous avons vu {{count}} message de votre compte {{account}} dont l’expéditeur est {{address}}.",
    text_many: "Nous avons vu {{count}} messages de votre compte {{account}} dont l’expéditeur est {{address}}.",
    text_other: "Nous avons vu {{count}} messages de votre compte {{account}} dont l’expéditeur est {{address}}.",
    until:
      "À partir du {{date}}, ces messages seront refusés, sauf si le titulaire de l’adresse a confirmé que vous pouvez l’utiliser.",
    soon: "À l’avenir, ces messages seront refusés, sauf si le titulaire de l’adresse a confirmé que vous pouvez l’utiliser.",
    asked:
      "Le titulaire de l’adresse a été interrogé. Pour autoriser, il lui faut le nombre {{number}} : donnez-le-lui, par téléphone par exemple.",
    keep: "Si vous voulez garder cette adresse, demandez-la sur la page ci-dessous. Sinon, vous n’avez rien à faire.",
    button: "Comment garder cette adresse",
    lastLabel: "Dernier envoi",
    unknown:
      "Si vous n’avez jamais envoyé de tels messages, quelqu’un d’autre utilise peut-être votre compte : changez le mot de passe.",
  },
  digestReseller: {
    subject: "Expéditeurs sans autorisation, {{scope}} : du {{from}} au {{until}}",
    heading: "Expéditeurs sans autorisation dans {{scope}}",
    text: "Ce qui a été vu du {{from}} au {{until}} et serait refusé si le contrôle était appliqué :",
    messages_one: "message",
    messages_many: "messages",
    messages_other: "messages",
    accounts_one: "compte",
    accounts_many: "comptes",
    accounts_other: "comptes",
    addresses_one: "adresse d’expéditeur",
    addresses_many: "adresses d’expéditeur",
    addresses_other: "adresses d’expéditeur",
    pending_one: "question ouverte",
    pending_many: "questions ouvertes",
    pending_other: "questions ouvertes",
    enforced: "Le contrôle s’applique à partir du {{date}}.",
    notEnforced: "Aucune date n’est fixée pour l’application du contrôle.",
    enforcedNow: "Le contrôle est appliqué : ces e-mails sont refusés.",
    held: "Le contrôle devait s’appliquer à partir du {{date}} et attend, car trop d’e-mails auraient été refusés.",
    heldBelow_one:
      "Pour {{count}} de vos domaines ou revendeurs, l’application attend ; un e-mail à part dit pourquoi.",
    heldBelow_many:
      "Pour {{count}} de vos domaines ou revendeurs, l’application attend ; un e-mail pour chacun dit pourquoi.",
    heldBelow_other:
      "Pour {{count}} de vos domaines ou revendeurs, l’application attend ; un e-mail pour chacun dit pourquoi.",
    leftOut_one:
      "Non compté : {{count}} message de boîtes aux lettres que quelqu’un d’autre a probablement utilisées. Un e-mail à part les nomme.",
    leftOut_many:
      "Non comptés : {{count}} messages de boîtes aux lettres que quelqu’un d’autre a probablement utilisées. Un e-mail à part les nomme.",
    leftOut_other:
      "Non comptés : {{count}} messages de boîtes aux lettres que quelqu’un d’autre a probablement utilisées. Un e-mail à part les nomme.",
    most: "Les plus utilisées :",
    row_one: "en tant que {{address}} : {{count}} message",
    row_many: "en tant que {{address}} : {{count}} messages",
    row_other: "en tant que {{address}} : {{count}} messages",
    button: "Comment voir le rapport",
    footer: "Vous recevez cet e-mail parce que vous administrez {{scope}}.",
  },
  announcement: {
    subject: "À partir du {{date}} : une adresse d’expéditeur confirmée",
    heading: "À partir du {{date}}, les e-mails demandent une adresse d’expéditeur confirmée",
    text: "Aujourd’hui, une boîte aux lettres peut envoyer sous n’importe quelle adresse. À partir du {{date}}, {{brand}} n’accepte un message que si l’adresse d’expéditeur est celle de la boîte aux lettres, ou si son titulaire l’a confirmée. Cela protège tout le monde des expéditeurs falsifiés.",
    figures: "Chez vos propres clients, ces dernières semaines :",
    messages_one: "message qui serait refusé",
    messages_many: "messages qui seraient refusés",
    messages_other: "messages qui seraient refusés",
    accounts_one: "boîte aux lettres concernée",
    accounts_many: "boîtes aux lettres concernées",
    accounts_other: "boîtes aux lettres concernées",
    addresses_one: "adresse d’expéditeur à confirmer",
    addresses_many: "adresses d’expéditeur à confirmer",
    addresses_other: "adresses d’expéditeur à confirmer",
    todo: "Que faire : qui envoie avec une autre adresse l’ajoute une fois. Son titulaire reçoit un e-mail, confirme, et rien d’autre ne change.",
    nothing:
      "Chez vos propres clients, il n’y a rien à faire : aucun de leurs e-mails des dernières semaines ne serait refusé.",
    button: "Comment voir le rapport",
    forward: "Vous pouvez transmettre cette annonce à vos clients.",
  },
  securityAlert: {
    subject: "{{account}} envoie avec de nombreuses adresses qui ne sont pas les siennes",
    heading: "{{account}} envoie avec de nombreuses adresses qui ne sont pas les siennes",
    text_one: "Depuis le {{since}}, ce compte a utilisé {{count}} adresse d’expéditeur qui n’est pas la sienne.",
    text_many:
      "Depuis le {{since}}, ce compte a utilisé {{count}} adresses d’expéditeur différentes qui ne sont pas les siennes.",
    text_other:
      "Depuis le {{since}}, ce compte a utilisé {{count}} adresses d’expéditeur différentes qui ne sont pas les siennes.",
    meaning:
      "C’est ainsi que se voit un mot de passe volé. Changez le mot de passe du compte et vérifiez les appareils qui le connaissent. S’il s’agit d’un envoi que vous connaissez, faites d’abord autoriser ses adresses.",
    budget: "Les titulaires de ces adresses ne sont pas interrogés au-delà de la limite quotidienne.",
    button: "Que faire maintenant",
  },
  enforcementHold: {
    subject: "L’application est suspendue pour {{scope}}",
    heading: "L’application est suspendue pour {{scope}}",
    text_one:
      "Pour {{scope}}, le courrier sans adresse d’expéditeur confirmée devait être refusé à partir du {{date}}. {{count}} message du {{from}} au {{until}} l’aurait été.",
    text_many:
      "Pour {{scope}}, le courrier sans adresse d’expéditeur confirmée devait être refusé à partir du {{date}}. {{count}} de messages du {{from}} au {{until}} l’auraient été.",
    text_other:
      "Pour {{scope}}, le courrier sans adresse d’expéditeur confirmée devait être refusé à partir du {{date}}. {{count}} messages du {{from}} au {{until}} l’auraient été.",
    limit:
      "La politique en admet moins de {{threshold}} : rien n’est donc refusé ici tant qu’un administrateur ne l’a pas décidé.",
    todo: "Le rapport nomme les comptes et les adresses. Faites-les confirmer, puis laissez l’application commencer.",
    howTo:
      "Un administrateur la lance à tout moment en levant cette suspension dans le panneau, ou par l’appel ci-dessous. Elle n’est plus suspendue ensuite. Une nouvelle date dans le calendrier compte aussi.",
    button: "Comment lancer l’application",
  },
  complaintAlert: {
    subject: "Des destinataires se plaignent du courrier de {{account}}",
    heading: "Des destinataires se plaignent du courrier de {{account}}",
    text_one:
      "{{count}} destinataire a signalé comme indésirable du courrier que {{account}} a envoyé en tant que {{address}}.",
    text_many:
      "{{count}} de destinataires ont signalé comme indésirable du courrier que {{account}} a envoyé en tant que {{address}}.",
    text_other:
      "{{count}} destinataires ont signalé comme indésirable du courrier que {{account}} a envoyé en tant que {{address}}.",
    paused:
      "Le compte ne peut plus utiliser cette adresse tant qu’un administrateur ne la rétablit pas ou que son titulaire ne la confirme pas à nouveau.",
    notPaused: "Rien n’a été modifié. Examinez ce que ce compte envoie.",
    button: "Que faire maintenant",
  },
  credentialNotice: {
    passwordResetSubject: "Le mot de passe de {{login}} a été changé",
    passwordResetText:
      "Un administrateur a donné un autre mot de passe à {{login}} le {{at}}. Qui était connecté avec l’ancien doit se connecter à nouveau.",
    emailChangedSubject: "Le courrier pour {{login}} va à une autre adresse",
    emailChangedText:
      "Depuis le {{at}}, les avis pour l’administrateur {{login}} vont à une autre adresse. Celui-ci est le dernier qui arrive ici.",
    factorAddedSubject: "Un second facteur a été ajouté pour {{login}}",
    factorAddedText:
      "Le {{at}}, une application d’authentification ou une clé d’accès a été ajoutée pour {{login}}. Elle sera demandée à chaque connexion.",
    factorRemovedSubject: "Un second facteur de {{login}} a été retiré",
    factorRemovedText: "Le {{at}}, {{login}} a retiré une application d’authentification ou une clé d’accès.",
    factorResetSubject: "Le second facteur de {{login}} a été réinitialisé",
    factorResetText:
      "Un administrateur a retiré le {{at}} tous les seconds facteurs et codes de secours de {{login}}. Seul le mot de passe est demandé jusqu’à l’ajout d’un nouveau.",
    factorGuessedSubject: "Quelqu’un connaît le mot de passe de {{login}}",
    factorGuessedText:
      "Le {{at}}, quelqu’un a saisi le bon mot de passe de {{login}} puis, à plusieurs reprises, de faux codes. Personne n’est entré. Si ce n’était pas vous, changez le mot de passe maintenant.",
    codeUsedSubject: "Un code de secours de {{login}} a été utilisé",
    codeUsedText:
      "Le {{at}}, quelqu’un s’est connecté en tant que {{login}} avec un code de secours. Ce code ne peut plus servir.",
    codesRenewedSubject: "{{login}} a de nouveaux codes de secours",
    codesRenewedText:
      "Le {{at}}, de nouveaux codes de secours ont été créés pour {{login}}. Les anciens ne sont plus valables.",
    viewedSubject: "L’assistance a regardé ce que voit {{login}}",
    viewedText:
      "Le {{at}}, quelqu’un qui administre au-dessus de vous a ouvert une vue de tout ce que voit {{login}}. Elle prend fin au bout d’une demi-heure et ne peut rien changer. Vos sessions la montrent, et vous pouvez y mettre fin.",
    meaning:
      "Si vous vous y attendiez, il n’y a rien à faire. Sinon, dites-le tout de suite à qui administre au-dessus de vous.",
    button: "Où se connecter",
  },
  proofGone: {
    missingSubject: "L’enregistrement DNS de {{domain}} a disparu",
    missingText:
      "L’enregistrement qui prouve {{domain}} est introuvable depuis le {{since}}. Rien n’a encore changé. S’il n’est pas de retour le {{until}}, tout ce qui en dépend sera suspendu.",
    pausedSubject: "{{domain}} n’est plus prouvé",
    pausedText:
      "L’enregistrement qui prouve {{domain}} manque depuis le {{since}}. Ce qui en dépend est suspendu jusqu’à son retour.",
    hosted:
      "Tant que le domaine n’est pas prouvé, ses boîtes aux lettres n’envoient que sous leur propre adresse : ni alias, ni adresses accordées.",
    authorized: "Ce compte pouvait envoyer sous toutes les adresses du domaine.",
    nameLabel: "Nom",
    valueLabel: "Valeur (type TXT)",
    todo: "Publiez de nouveau l’enregistrement et laissez-le en place. Il est recherché chaque jour ; il n’y a rien d’autre à faire.",
    button: "Comment prouver le domaine",
  },
  webhookDisabled: {
    subject: "Plus rien n’est envoyé au webhook « {{name}} »",
    text: "Son destinataire n’accepte aucun message depuis le {{since}} : le webhook est désactivé. Ce qui se passe à partir de maintenant ne lui est pas envoyé.",
    hostLabel: "Destinataire",
    todo: "Quand le destinataire fonctionne de nouveau, activez le webhook : ce qui attendait est alors envoyé. Ce qui s’est passé entre-temps figure dans la liste des changements.",
    button: "Ouvrir la console",
  },
  domainConflict: {
    subject_one: "À qui appartient {{domain}} ?",
    subject_many: "À qui appartiennent {{domain}} et d’autres ?",
    subject_other: "À qui appartiennent {{domain}} et d’autres ?",
    heading: "Des domaines demandent une décision",
    text_one:
      "{{count}} domaine a été créé dans lequel d’autres clients ont déjà des autorisations. Il reste sans preuve jusqu’à votre décision.",
    text_many:
      "{{count}} de domaines ont été créés dans lesquels d’autres clients ont déjà des autorisations. Ils restent sans preuve jusqu’à votre décision.",
    text_other:
      "{{count}} domaines ont été créés dans lesquels d’autres clients ont déjà des autorisations. Ils restent sans preuve jusqu’à votre décision.",
    label: "Domaine",
    todo: "Confirmez un domaine dès que vous savez qu’il est à son revendeur ; supprimez-le sinon.",
    button: "Comment un domaine est prouvé",
  },
  mailRefusals: {
    subject_one: "{{count}} de nos messages a été refusé ailleurs",
    subject_many: "{{count}} de nos messages ont été refusés ailleurs",
    subject_other: "{{count}} de nos messages ont été refusés ailleurs",
    heading: "D’autres serveurs refusent nos messages",
    text_one:
      "{{count}} message a été refusé en un jour à cause de nous : réseau, expéditeur, signature ou contenu. L’adresse n’y est pour rien ; nous réessayons pendant cinq jours.",
    text_many:
      "{{count}} de messages ont été refusés en un jour à cause de nous : réseau, expéditeur, signature ou contenu. Les adresses n’y sont pour rien ; nous réessayons pendant cinq jours.",
    text_other:
      "{{count}} messages ont été refusés en un jour à cause de nous : réseau, expéditeur, signature ou contenu. Les adresses n’y sont pour rien ; nous réessayons pendant cinq jours.",
    label: "Leurs mots",
    todo: "mayfrom doctor montre la même chose. Une liste de blocage indique sa propre page ; signature et expéditeur se corrigent dans votre DNS et votre serveur.",
  },
  emailConfirmation: {
    subject: "Cette boîte aux lettres est-elle la vôtre ? Une question de {{brand}}",
    heading: "Cette boîte aux lettres est-elle la vôtre ?",
    text: "Quelqu’un a indiqué cette boîte aux lettres comme adresse de contact d’un administrateur chez {{brand}}. Si elle est à vous, confirmez-la : alertes et demandes d’approbation y arriveront alors.",
    addressLabel: "Boîte aux lettres",
    button: "Voir la question",
    otherwise:
      "Le lien est valable jusqu’au {{until}}. Si ce n’est pas vous, il n’y a rien à faire : rien d’autre n’arrive dans cette boîte aux lettres. Vous pouvez aussi le dire sur la page.",
  },
  mailTest: {
    subject: "Un e-mail d’essai de {{brand}}",
    heading: "Cet e-mail est arrivé",
    text: "Un exploitant de {{brand}} l’a envoyé pour voir si les e-mails arrivent. Si c’était vous, dites-le avec le code.",
    codeLabel: "Code",
    button: "Confirmer l’arrivée",
    footer: "Si ce n’était pas vous, il n’y a rien à faire.",
  },
};

/** What the pages say. Addresses and dates come in as arguments and are escaped where they are put into the page. */
export interface PageTexts {
  readonly ask: {
    title(address: string): string;
    account: string;
    address: string;
    asked(time: string): string;
    until(time: string): string;
    number: string;
    numberHint(account: string): string;
    allow: string;
    end: string;
    endHint: string;
    deny: string;
    denyHint: string;
    blockTitle: string;
    blockHint(address: string): string;
    block: string;
    unknown: string;
  };
  readonly result: {
    allowed(account: string, address: string): string;
    allowedUntil(day: string): string;
    denied(account: string, address: string): string;
    blocked(address: string): string;
    held: string;
    heldAgain: string;
    wrong(left: number): string;
    wrongThird: string;
    pickNumber: string;
    badDate: string;
    retired: string;
    expired: string;
    missing: string;
    missingHint: string;
    badForm: string;
    alreadyOn(time: string): string;
    manage: string;
    askAgain: string;
  };
  readonly owner: {
    title(address: string): string;
    intro: string;
    nobody: string;
    since(day: string): string;
    lastUsed(day: string): string;
    neverUsed: string;
    ends(day: string): string;
    askedOn(day: string): string;
    states: { AUTHORIZED: string; PAUSED: string; PENDING: string };
    withdraw: string;
    deny: string;
    byDomain(domain: string): string;
    blockTitle: string;
    blockHint: string;
    block: string;
    blockedTitle: string;
    blockedHint(day: string): string;
    unblock: string;
    linkTitle: string;
    linkHint(day: string): string;
    renew: string;
    withdrawn(account: string): string;
    denied(account: string): string;
    blocked: string;
    unblocked: string;
    mailed: string;
    changed: string;
    over: string;
    mailNew: string;
    more: string;
  };
  readonly footer: { run(brand: string): string; support(contact: string): string };
}

const en: PageTexts = {
  ask: {
    title: (address) => `May this account send e-mail as ${address}?`,
    account: "Account that asks",
    address: "Address it wants to send as (yours)",
    asked: (time) => `Asked on ${time}.`,
    until: (time) => `This link works until ${time}.`,
    number: "To allow it, pick the number that the asker sees",
    numberHint: (account) =>
      `Whoever uses ${account} has it on their screen. If that is not you, ask them by a way you trust. If nobody can tell you the number, deny.`,
    allow: "Allow",
    end: "Only until (may be left empty)",
    endHint: "The permission ends at the end of that day, UTC.",
    deny: "Deny",
    denyHint: "The account cannot send as your address, and cannot ask again for 30 days.",
    blockTitle: "Never ask me again",
    blockHint: (address) =>
      `Denies this, and every later request for ${address}. You can change this on your own page later.`,
    block: "Deny and never ask again",
    unknown: "You do not know this account? Then deny. We never ask you for a password.",
  },
  result: {
    allowed: (account, address) => `Allowed: ${account} may send as ${address}.`,
    allowedUntil: (day) => `The permission ends on ${day}.`,
    denied: (account, address) => `Denied: ${account} may not send as ${address}.`,
    blocked: (address) => `Denied. Nobody will be able to ask you about ${address} again.`,
    held: "Your answer came so quickly that a program may have given it. Please give it once more.",
    heldAgain: "This question got an answer that looked automated. Your answer counts when you give it now.",
    wrong: (left) => `That is not the number. Tries left: ${left}.`,
    wrongThird: "That was the third wrong number. This question is over, and nothing was allowed.",
    pickNumber: "To allow it, pick one of the three numbers.",
    badDate: "That date does not work: choose a day to come.",
    retired: "This question is no longer open: a newer mail took its place, or it was withdrawn.",
    expired: "The time to answer this question is over. Nothing was allowed.",
    missing: "There is no such question",
    missingHint: "Check that you copied the whole link out of the mail.",
    badForm: "This form was incomplete. Please go back to the question.",
    alreadyOn: (time) => `Answered on ${time}.`,
    manage: "See every account that may send as your address",
    askAgain: "The account can be told to ask again.",
  },
  owner: {
    title: (address) => `Who may send as ${address}`,
    intro:
      "These accounts may send e-mail with your address as its sender, or ask for it. You can change that at any time.",
    nobody: "No account may send as your address, and none has asked.",
    since: (day) => `since ${day}`,
    lastUsed: (day) => `last used on ${day}`,
    neverUsed: "not used yet",
    ends: (day) => `ends on ${day}`,
    askedOn: (day) => `asked on ${day}`,
    states: { AUTHORIZED: "may send", PAUSED: "paused", PENDING: "waits for your answer" },
    withdraw: "Withdraw",
    deny: "Deny",
    byDomain: (domain) => `may send as every address of ${domain}, as its domain agreed`,
    blockTitle: "Requests",
    blockHint:
      "If you never want to be asked about this address again, end all requests. What is allowed above stays until you withdraw it.",
    block: "Never ask me again",
    blockedTitle: "Requests are ended",
    blockedHint: (day) => `Since ${day} nobody can ask you about this address.`,
    unblock: "Let people ask again",
    linkTitle: "This link",
    linkHint: (day) => `Whoever has this link can do what you can do here. It works until ${day}.`,
    renew: "End this and all older links, and mail me a new one",
    withdrawn: (account) => `Withdrawn: ${account} may no longer send as your address.`,
    denied: (account) => `Denied: ${account} may not send as your address.`,
    blocked: "Nobody will be able to ask you about this address again.",
    unblocked: "People can ask you about this address again.",
    mailed: "If the address can be reached, a mail with a new link is on its way to it.",
    changed: "This had changed meanwhile. Here is how it is now.",
    over: "This link is over",
    mailNew: "Mail me a new link",
    more: "There are more accounts than this page shows; withdraw some to see the others.",
  },
  footer: {
    run: (brand) => `On behalf of ${brand}.`,
    support: (contact) => `Questions: ${contact}`,
  },
};

const de: PageTexts = {
  ask: {
    title: (address) => `Darf dieses Konto E-Mails als ${address} senden?`,
    account: "Konto, das fragt",
    address: "Adresse, als die es senden möchte (Ihre)",
    asked: (time) => `Gefragt am ${time}.`,
    until: (time) => `Dieser Link gilt bis ${time}.`,
    number: "Zum Erlauben wählen Sie die Zahl, die der Fragende sieht",
    numberHint: (account) =>
      `Wer ${account} benutzt, hat sie auf dem Bildschirm. Sind das nicht Sie, fragen Sie auf einem Weg nach, dem Sie vertrauen. Kann Ihnen niemand die Zahl nennen, lehnen Sie ab.`,
    allow: "Erlauben",
    end: "Nur bis (darf leer bleiben)",
    endHint: "Die Erlaubnis endet mit diesem Tag, UTC.",
    deny: "Ablehnen",
    denyHint: "Das Konto kann nicht als Ihre Adresse senden und 30 Tage lang nicht erneut fragen.",
    blockTitle: "Nie wieder fragen",
    blockHint: (address) =>
      `Lehnt dies und jede spätere Anfrage zu ${address} ab. Sie können das später auf Ihrer eigenen Seite ändern.`,
    block: "Ablehnen und nie wieder fragen",
    unknown: "Sie kennen dieses Konto nicht? Dann lehnen Sie ab. Wir fragen Sie nie nach einem Passwort.",
  },
  result: {
    allowed: (account, address) => `Erlaubt: ${account} darf als ${address} senden.`,
    allowedUntil: (day) => `Die Erlaubnis endet am ${day}.`,
    denied: (account, address) => `Abgelehnt: ${account} darf nicht als ${address} senden.`,
    blocked: (address) => `Abgelehnt. Niemand kann Sie noch einmal nach ${address} fragen.`,
    held: "Ihre Antwort kam so schnell, dass sie von einem Programm stammen könnte. Bitte geben Sie sie noch einmal.",
    heldAgain:
      "Auf diese Frage kam eine Antwort, die automatisch wirkte. Ihre Antwort zählt, wenn Sie sie jetzt geben.",
    wrong: (left) => `Das ist nicht die Zahl. Verbleibende Versuche: ${left}.`,
    wrongThird: "Das war die dritte falsche Zahl. Die Frage ist beendet, und nichts wurde erlaubt.",
    pickNumber: "Zum Erlauben wählen Sie eine der drei Zahlen.",
    badDate: "Dieses Datum geht nicht: Wählen Sie einen kommenden Tag.",
    retired:
      "Diese Frage ist nicht mehr offen: Eine neuere Mail ist an ihre Stelle getreten, oder sie wurde zurückgezogen.",
    expired: "Die Zeit für diese Antwort ist vorbei. Nichts wurde erlaubt.",
    missing: "Diese Frage gibt es nicht",
    missingHint: "Prüfen Sie, ob Sie den ganzen Link aus der Mail kopiert haben.",
    badForm: "Das Formular war unvollständig. Bitte gehen Sie zurück zur Frage.",
    alreadyOn: (time) => `Beantwortet am ${time}.`,
    manage: "Alle Konten sehen, die als Ihre Adresse senden dürfen",
    askAgain: "Das Konto kann erneut fragen.",
  },
  owner: {
    title: (address) => `Wer als ${address} senden darf`,
    intro:
      "Diese Konten dürfen E-Mails mit Ihrer Adresse als Absender senden oder möchten es. Sie können das jederzeit ändern.",
    nobody: "Kein Konto darf als Ihre Adresse senden, und keines hat gefragt.",
    since: (day) => `seit ${day}`,
    lastUsed: (day) => `zuletzt benutzt am ${day}`,
    neverUsed: "noch nicht benutzt",
    ends: (day) => `endet am ${day}`,
    askedOn: (day) => `gefragt am ${day}`,
    states: { AUTHORIZED: "darf senden", PAUSED: "ausgesetzt", PENDING: "wartet auf Ihre Antwort" },
    withdraw: "Zurückziehen",
    deny: "Ablehnen",
    byDomain: (domain) => `darf als jede Adresse von ${domain} senden, wie es die Domain erlaubt hat`,
    blockTitle: "Anfragen",
    blockHint:
      "Wenn Sie nie wieder nach dieser Adresse gefragt werden möchten, beenden Sie alle Anfragen. Was oben erlaubt ist, bleibt, bis Sie es zurückziehen.",
    block: "Nie wieder fragen",
    blockedTitle: "Anfragen sind beendet",
    blockedHint: (day) => `Seit ${day} kann Sie niemand nach dieser Adresse fragen.`,
    unblock: "Anfragen wieder zulassen",
    linkTitle: "Dieser Link",
    linkHint: (day) => `Wer diesen Link hat, kann alles, was Sie hier können. Er gilt bis ${day}.`,
    renew: "Diesen und alle älteren Links beenden und mir einen neuen mailen",
    withdrawn: (account) => `Zurückgezogen: ${account} darf nicht mehr als Ihre Adresse senden.`,
    denied: (account) => `Abgelehnt: ${account} darf nicht als Ihre Adresse senden.`,
    blocked: "Niemand kann Sie noch einmal nach dieser Adresse fragen.",
    unblocked: "Sie können wieder nach dieser Adresse gefragt werden.",
    mailed: "Wenn die Adresse erreichbar ist, ist eine Mail mit einem neuen Link unterwegs.",
    changed: "Das hatte sich inzwischen geändert. So ist es jetzt.",
    over: "Dieser Link gilt nicht mehr",
    mailNew: "Neuen Link mailen",
    more: "Es gibt mehr Konten, als diese Seite zeigt; ziehen Sie einige zurück, um die anderen zu sehen.",
  },
  footer: {
    run: (brand) => `Im Auftrag von ${brand}.`,
    support: (contact) => `Fragen: ${contact}`,
  },
};

const fr: PageTexts = {
  ask: {
    title: (address) => `Ce compte peut-il envoyer des e-mails en tant que ${address} ?`,
    account: "Compte qui demande",
    address: "Adresse qu’il veut utiliser (la vôtre)",
    asked: (time) => `Demandé le ${time}.`,
    until: (time) => `Ce lien est valable jusqu’au ${time}.`,
    number: "Pour autoriser, choisissez le nombre que voit le demandeur",
    numberHint: (account) =>
      `La personne qui utilise ${account} l’a à l’écran. Si ce n’est pas vous, demandez-le-lui par un moyen sûr. Si personne ne peut vous le dire, refusez.`,
    allow: "Autoriser",
    end: "Seulement jusqu’au (facultatif)",
    endHint: "L’autorisation prend fin à la fin de ce jour, UTC.",
    deny: "Refuser",
    denyHint: "Le compte ne peut pas envoyer avec votre adresse, ni redemander pendant 30 jours.",
    blockTitle: "Ne plus jamais me demander",
    blockHint: (address) =>
      `Refuse cette demande et toutes les suivantes pour ${address}. Vous pourrez changer d’avis sur votre page.`,
    block: "Refuser et ne plus demander",
    unknown: "Vous ne connaissez pas ce compte ? Refusez. Nous ne demandons jamais de mot de passe.",
  },
  result: {
    allowed: (account, address) => `Autorisé : ${account} peut envoyer en tant que ${address}.`,
    allowedUntil: (day) => `L’autorisation prend fin le ${day}.`,
    denied: (account, address) => `Refusé : ${account} ne peut pas envoyer en tant que ${address}.`,
    blocked: (address) => `Refusé. Plus personne ne pourra vous demander ${address}.`,
    held: "Votre réponse est arrivée si vite qu’un programme a pu la donner. Merci de la donner encore une fois.",
    heldAgain:
      "Cette question a reçu une réponse qui semblait automatique. La vôtre compte si vous la donnez maintenant.",
    wrong: (left) => `Ce n’est pas le bon nombre. Essais restants : ${left}.`,
    wrongThird: "C’était le troisième mauvais nombre. La question est close et rien n’a été autorisé.",
    pickNumber: "Pour autoriser, choisissez l’un des trois nombres.",
    badDate: "Cette date ne convient pas : choisissez un jour à venir.",
    retired: "Cette question n’est plus ouverte : un e-mail plus récent l’a remplacée, ou elle a été retirée.",
    expired: "Le délai de réponse est dépassé. Rien n’a été autorisé.",
    missing: "Cette question n’existe pas",
    missingHint: "Vérifiez que vous avez copié le lien entier de l’e-mail.",
    badForm: "Le formulaire était incomplet. Merci de revenir à la question.",
    alreadyOn: (time) => `Répondu le ${time}.`,
    manage: "Voir tous les comptes qui peuvent utiliser votre adresse",
    askAgain: "Le compte peut redemander.",
  },
  owner: {
    title: (address) => `Qui peut envoyer en tant que ${address}`,
    intro:
      "Ces comptes peuvent envoyer des e-mails avec votre adresse, ou le demandent. Vous pouvez changer cela à tout moment.",
    nobody: "Aucun compte ne peut utiliser votre adresse, et aucun ne l’a demandé.",
    since: (day) => `depuis le ${day}`,
    lastUsed: (day) => `utilisé le ${day}`,
    neverUsed: "pas encore utilisé",
    ends: (day) => `prend fin le ${day}`,
    askedOn: (day) => `demandé le ${day}`,
    states: { AUTHORIZED: "peut envoyer", PAUSED: "suspendu", PENDING: "attend votre réponse" },
    withdraw: "Retirer",
    deny: "Refuser",
    byDomain: (domain) => `peut utiliser toutes les adresses de ${domain}, avec l’accord du domaine`,
    blockTitle: "Demandes",
    blockHint:
      "Si vous ne voulez plus jamais de demandes pour cette adresse, arrêtez-les toutes. Ce qui est autorisé ci-dessus le reste jusqu’à ce que vous le retiriez.",
    block: "Ne plus jamais me demander",
    blockedTitle: "Demandes arrêtées",
    blockedHint: (day) => `Depuis le ${day}, personne ne peut vous demander cette adresse.`,
    unblock: "Permettre à nouveau les demandes",
    linkTitle: "Ce lien",
    linkHint: (day) => `Quiconque possède ce lien peut faire ce que vous faites ici. Il est valable jusqu’au ${day}.`,
    renew: "Mettre fin à ce lien et aux précédents, et m’en envoyer un nouveau",
    withdrawn: (account) => `Retiré : ${account} ne peut plus utiliser votre adresse.`,
    denied: (account) => `Refusé : ${account} ne peut pas utiliser votre adresse.`,
    blocked: "Plus personne ne pourra vous demander cette adresse.",
    unblocked: "On peut à nouveau vous demander cette adresse.",
    mailed: "Si l’adresse est joignable, un e-mail avec un nouveau lien est en route.",
    changed: "Cela avait changé entre-temps. Voici l’état actuel.",
    over: "Ce lien n’est plus valable",
    mailNew: "M’envoyer un nouveau lien",
    more: "Il y a plus de comptes que cette page n’en montre ; retirez-en pour voir les autres.",
  },
  footer: {
    run: (brand) => `Pour le compte de ${brand}.`,
    support: (contact) => `Questions : ${contact}`,
  },
};

export const texts = { en, de, fr } as const;

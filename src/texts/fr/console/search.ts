import type { ConsoleSearchTexts } from "../../console.types.js";

/** Le champ unique qui trouve tout, en français. */
export const consoleSearchTexts = {
  consoleSearch: {
    label: "Recherche",
    hint: "Adresse, domaine, ID de file…",
    results: "Résultats",
    refusals: "Rejets dans ce texte",
    messages: "Messages",
    mailboxes: "Boîtes aux lettres",
    domains: "Domaines",
    resellers: "Revendeurs",
    unknown: "Pas une boîte aux lettres d’ici",
    goTo: "Aller à",
    queueId: "File d’attente {{id}}",
    byMessageId: "Message-ID du texte",
    refused: "rejeté {{time}}",
    accepted: "accepté {{time}}",
    seen: "vu {{time}}",
    sentAs: "{{login}} avec {{address}}. Expliquer pourquoi",
    openMailbox: "Ouvrir la boîte aux lettres",
    isSuspended: "Bloquée. Ouvrir la boîte aux lettres",
    openDomain: "Ouvrir le domaine",
    openReseller: "Ouvrir le revendeur",
    explainLogin: "Expliquer ce qu’il advient des e-mails de cet identifiant",
    nothing:
      "Rien trouvé pour « {{text}} ». Les messages se retrouvent pendant 14 jours, dès les cinq premiers caractères de l’identifiant de file, s’ils ont été envoyés sous une autre adresse que celle de la boîte aux lettres.",
    choose: "choisir",
    open: "ouvrir",
    close: "fermer",
    pasteHint: "Collez un retour entier : adresses et identifiants y sont trouvés",
    keyEnter: "Entrée",
    keyEscape: "Échap",
  },
} as const satisfies ConsoleSearchTexts;

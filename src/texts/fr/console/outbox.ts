import type { ConsoleOutboxTexts } from "../../console.types.js";

/** Les e-mails de la plateforme, en français. */
export const consoleOutboxTexts = {
  consoleOutbox: {
    lead: "Chaque e-mail que cette plateforme envoie, et ce qu’il est devenu.",
    views: "États",
    all: "Tout",
    queued: "En file d’attente",
    leased: "En cours d’envoi",
    sent: "Remis",
    dead: "Abandonné",
    cancelled: "Devenu inutile",
    to: "À",
    mail: "E-mail",
    about: "concernant {{what}}",
    state: "État",
    tries: "Essais",
    said: "Ce que l’autre serveur a dit",
    nextTry: "prochain essai {{time}}",
    nothingSaid: "rien pour l’instant",
    retry: "Essayer maintenant",
    retriedTitle: "L’e-mail à {{to}} est retenté maintenant",
    notDone: "Cela n’a pas été fait",
    noneTitle: "Aucun e-mail ici",
    noneText: "Les demandes aux titulaires, rappels et récapitulatifs apparaissent ici dès qu’ils sont dus.",
    deadText:
      "Un e-mail abandonné n’est pas renvoyé : ses liens n’existent plus. Redemandez au titulaire depuis la liste des expéditeurs.",
  },
  consoleMailKind: {
    question: "Demande à un titulaire",
    reminder: "Rappel à un titulaire",
    ownerNews: "Nouvelles pour un titulaire",
    ownerLink: "Lien vers la page du titulaire",
    approval: "Demande d’approbation",
    askerNews: "Nouvelles pour le demandeur",
    digest: "Récapitulatif",
    alert: "Alerte",
    credential: "Avis sur une connexion",
    confirmation: "Confirmation d’une adresse e-mail",
    other: "Message",
  },
} as const satisfies ConsoleOutboxTexts;

import type { ConsoleJumpTexts } from "../../console.types.js";

/** Les chemins d’un périmètre et d’un écran à l’autre, en français. */
export const consoleJumpTexts = {
  consoleJump: {
    label: "Changer de périmètre",
    hint: "Nom d’un revendeur ou d’un domaine…",
    own: "Le vôtre",
    nothing: "Aucun revendeur ni domaine ne commence par « {{text}} »",
    sameScreen: "{{screen}} là-bas",
    typeHint: "Saisissez le début d’un nom",
  },
  consoleShortcut: {
    title: "Touches",
    search: "Rechercher",
    keys: "Cette liste",
    home: "Accueil",
    readiness: "Préparation",
    schedule: "Calendrier",
    domains: "Domaines",
    rows: "Ligne suivante, ligne précédente",
    openRow: "Ouvrir la ligne",
    selectRow: "Sélectionner la ligne",
    answerRow: "Approuver ou refuser une demande",
    turn: "Page précédente, page suivante",
    close: "Fermer une fenêtre",
    done: "Fermer",
    ctrlK: "Ctrl K",
  },
} as const satisfies ConsoleJumpTexts;

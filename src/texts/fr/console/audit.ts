import type { ConsoleAuditTexts } from "../../console.types.js";

/** L’historique de qui a changé quoi, en français. */
export const consoleAuditTexts = {
  consoleAudit: {
    lead: "Qui a changé quoi, quand et d’où. Rien ici ne peut être modifié.",
    views: "Types de modifications",
    all: "Tout",
    permissions: "Autorisations",
    tenants: "Boîtes aux lettres et domaines",
    rules: "Règles",
    access: "Connexions et clés",
    when: "Quand",
    who: "Qui",
    what: "Quoi",
    sendsAs: "avec",
    change: "Avant et après",
    from: "Du",
    to: "Au",
    actor: "Fait par",
    anybody: "Tout le monde",
    byAdministrator: "Administrateurs",
    byMailbox: "Boîtes aux lettres",
    byKey: "Clés d’API",
    byIssuer: "Émetteurs de jetons",
    byOwner: "Titulaires par un lien",
    bySystem: "La plateforme elle-même",
    noneTitle: "Rien ne s’est passé ici",
    noneText: "Dès que quelqu’un change quelque chose, cela figure ici.",
    noneFiltered: "Retirez un filtre pour en voir plus.",
    clear: "Effacer les filtres",
  },
  consoleCsv: {
    download: "CSV de ces lignes",
  },
} as const satisfies ConsoleAuditTexts;

import type { ConsoleAliasesTexts } from "../../console.types.js";

/** The domains that stand for another one, en français. */
export const consoleAliasesTexts = {
  consoleAliases: {
    title: "Domaines alias",
    lead: "Chaque adresse de {{name}} vaut aussi chez eux.",
    add: "Ajouter un domaine alias",
    none: "Aucun domaine alias",
    noneText: "Ajoutez-en un si l’on écrit aussi à ce domaine sous un autre nom.",
    name: "Nom du domaine",
    nameHint: "Par exemple boulangerie-shop.example",
    added: "{{name}} est ajouté",
    removed: "{{name}} est retiré",
    removeTitle: "Retirer {{name}}",
    remove: "Retirer",
    removeText:
      "Plus personne ne pourra envoyer avec ses adresses. Les boîtes aux lettres et leurs autres adresses restent.",
    proven: "Prouvé",
    unprovenText: "Il vaut dès qu’il est prouvé qu’il est à vous.",
    publish: "Publiez cet enregistrement dans le DNS du domaine alias, et laissez-le en place :",
    showRecord: "Montrer ce qu’il faut publier",
    look: "Regarder maintenant",
    aliasOf: "Alias de {{name}}",
  },
} as const satisfies ConsoleAliasesTexts;

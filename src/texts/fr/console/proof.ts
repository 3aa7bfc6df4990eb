import type { ConsoleProofTexts } from "../../console.types.js";

export const consoleProofTexts: ConsoleProofTexts = {
  consoleProof: {
    lead: "Si ce domaine est prouvé comme appartenant à son détenteur, et par quoi.",
    title: "Preuve de {{domain}}",
    byRecord: "Prouvé par un enregistrement DNS.",
    byExchangers: "Prouvé par ses serveurs de messagerie (MX).",
    byOperator: "Confirmé par l’exploitant.",
    unproven:
      "Non prouvé : ses boîtes aux lettres envoient avec leur propre identifiant, et rien d’autre n’en découle.",
    since: "Depuis le {{time}}.",
    conflict: "D’autres clients y ont déjà des autorisations : vous décidez à qui il appartient.",
    gone: "L’enregistrement a disparu. Ce qui en dépend sera suspendu à partir du {{time}}, sauf s’il revient.",
    recordName: "Nom de l’enregistrement TXT",
    recordValue: "Sa valeur",
    looked: "Dernière recherche {{time}} :",
    make: "Créer l’enregistrement à publier",
    look: "Chercher l’enregistrement maintenant",
    found: "L’enregistrement a été trouvé",
    made: "Publiez cet enregistrement, puis faites-le chercher",
    confirm: "Confirmer le domaine",
    confirmTitle: "Confirmer {{domain}}",
    confirmText: "Il est désormais tenu pour un domaine de {{reseller}}, sans enregistrement.",
    confirmed: "{{domain}} est confirmé",
  },
};

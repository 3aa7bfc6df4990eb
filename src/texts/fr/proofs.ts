import type { ProofTexts } from "../catalogue.types.js";

export const proofs: ProofTexts = {
  proofFinding: {
    divider: " ; ",
    recordThere: "enregistrement TXT à {{name}}",
    recordNotThere: "aucun enregistrement TXT « {{value}} » à {{name}}",
    recordNotToBeLookedUp: "Impossible de consulter les enregistrements TXT de {{name}} pour l’instant : {{why}}",
    serversDoNotAgree:
      "Les serveurs de noms ne sont pas d’accord sur {{name}} : {{having}} sur {{asked}} ont la valeur ; elle comptera quand tous l’auront",
    valueAsCname: "la valeur s’y trouve comme cible d’un enregistrement CNAME ; il faut un enregistrement TXT",
    cnameThere: "il s’y trouve un enregistrement CNAME vers {{name}}",
    otherCapitals: "la valeur s’y trouve avec d’autres majuscules",
    moreAround: "la valeur s’y trouve avec du texte en plus autour",
    partOfValue:
      "seule une partie de la valeur s’y trouve : {{text}} (elle a été coupée, ou répartie sur plusieurs enregistrements)",
    olderValue: "une valeur plus ancienne s’y trouve : {{text}} ; publiez la nouvelle",
    valueForOthers: "une autre valeur s’y trouve, pour quelqu’un d’autre : {{text}}",
    otherText: "il s’y trouve à la place : {{text}}",
    otherTexts: "il s’y trouve à la place : {{text}} et {{more}} de plus",
    quotedText: "« {{text}} »",
    hiddenText_one: "un texte de {{count}} caractère",
    hiddenText_many: "un texte de {{count}} caractères",
    hiddenText_other: "un texte de {{count}} caractères",
    domainAppended:
      "la valeur se trouve plutôt à {{name}} : le panneau a ajouté le domaine ; saisissez le nom sans lui",
    atDomainItself:
      "la valeur se trouve plutôt à {{name}} : c’est le domaine lui-même ; la place de l’enregistrement est {{right}}",
    underscoreMissing: "la valeur se trouve plutôt à {{name}} : il manque le tiret bas au début",
    atParent: "la valeur se trouve plutôt à {{name}} : un enregistrement à cet endroit ne vaut pas pour {{domain}}",
    cachedFor: "même une fois publié, les serveurs de noms peuvent répondre encore pendant {{time}} qu’il n’y a rien",
    seconds_one: "{{count}} seconde",
    seconds_many: "{{count}} secondes",
    seconds_other: "{{count}} secondes",
    minutes_one: "{{count}} minute",
    minutes_many: "{{count}} minutes",
    minutes_other: "{{count}} minutes",
    hours_one: "{{count}} heure",
    hours_many: "{{count}} heures",
    hours_other: "{{count}} heures",
    exchangersOfReseller: "tous les serveurs de réception (MX) de {{domain}} sont ceux de ce revendeur",
    noExchanger: "{{domain}} n’a pas de serveur de réception (MX)",
    nullMx: "{{domain}} déclare ne recevoir aucun e-mail (MX nul)",
    exchangersDoNotAgree: "Les serveurs de noms ne sont pas d’accord sur le MX de {{domain}}",
    exchangersNotToBeLookedUp:
      "Impossible de consulter les serveurs de réception (MX) de {{domain}} pour l’instant : {{why}}",
    tooManyExchangers: "{{domain}} a plus de {{limit}} serveurs de réception (MX)",
    exchangersNotListed: "serveurs de réception (MX) que l’exploitant n’a pas inscrits pour ce revendeur : {{names}}",
    exchangersUncertain: "impossible à consulter pour l’instant : {{names}}",
    operatorDecides: "d’autres clients ont des autorisations dans ce domaine : l’exploitant décide",
    notLookedAt: "{{domain}} n’a pas encore été consulté",
    lookedForAgain: "{{finding}}. Prochaine consultation : {{at}}",
  },
  proofRecord: {
    note_one:
      "Laissez l’enregistrement en place : il est consulté chaque jour, et s’il manque pendant {{count}} jour, ce qui en dépend est suspendu jusqu’à son retour.",
    note_many:
      "Laissez l’enregistrement en place : il est consulté chaque jour, et s’il manque pendant {{count}} de jours, ce qui en dépend est suspendu jusqu’à son retour.",
    note_other:
      "Laissez l’enregistrement en place : il est consulté chaque jour, et s’il manque pendant {{count}} jours, ce qui en dépend est suspendu jusqu’à son retour.",
  },
  dnsTrouble: {
    noReply: "un serveur de noms ne répond pas",
    truncated: "un serveur de noms ne donne qu’une partie de sa réponse, et aucune par TCP",
    tooManyWait: "trop de consultations sont en attente",
    noServer: "aucun serveur de noms n’est configuré",
    answered: "un serveur de noms a répondu {{code}}",
  },
};

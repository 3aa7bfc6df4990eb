import type { AlarmMailTexts } from "../../mails.types.js";

export const alarmMails: AlarmMailTexts = {
  securityAlert: {
    subject: "{{account}} envoie avec de nombreuses adresses qui ne sont pas les siennes",
    heading: "{{account}} envoie avec de nombreuses adresses qui ne sont pas les siennes",
    text_one:
      "Depuis le {{since}}, cette boîte aux lettres a utilisé {{count}} adresse d’expéditeur qui n’est pas la sienne.",
    text_many:
      "Depuis le {{since}}, cette boîte aux lettres a utilisé {{count}} adresses d’expéditeur différentes qui ne sont pas les siennes.",
    text_other:
      "Depuis le {{since}}, cette boîte aux lettres a utilisé {{count}} adresses d’expéditeur différentes qui ne sont pas les siennes.",
    meaning:
      "C’est le signe d’un mot de passe volé. Changez le mot de passe de la boîte aux lettres et vérifiez les appareils où il est enregistré. S’il s’agit d’un envoi que vous connaissez, faites d’abord autoriser ses adresses.",
    budget: "Les titulaires de ces adresses ne sont pas interrogés au-delà de la limite quotidienne.",
    button: "Ouvrir la boîte aux lettres",
  },
  complaintAlert: {
    subject: "Des destinataires se plaignent des e-mails de {{account}}",
    heading: "Des destinataires se plaignent des e-mails de {{account}}",
    text_one:
      "{{count}} destinataire a signalé comme indésirables des e-mails que {{account}} a envoyés avec {{address}}.",
    text_many:
      "{{count}} de destinataires ont signalé comme indésirables des e-mails que {{account}} a envoyés avec {{address}}.",
    text_other:
      "{{count}} destinataires ont signalé comme indésirables des e-mails que {{account}} a envoyés avec {{address}}.",
    paused:
      "La boîte aux lettres ne peut plus utiliser cette adresse tant qu’un administrateur ne la rétablit pas ou que son titulaire ne la confirme pas à nouveau.",
    notPaused: "Rien n’a été modifié. Examinez ce que cette boîte aux lettres envoie.",
    button: "Ouvrir la boîte aux lettres",
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
    todo: "Confirmez un domaine si vous savez qu’il appartient à son revendeur ; sinon, supprimez-le.",
    button: "Décider",
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
    label: "Réponse des serveurs",
    todo: "La commande « mayfrom doctor » montre la même chose. Une liste de blocage indique sa propre page ; signature et expéditeur se corrigent dans votre DNS et votre serveur.",
  },
  webhookDisabled: {
    subject: "Plus rien n’est envoyé au webhook « {{name}} »",
    text: "Son destinataire n’accepte aucun message depuis le {{since}} : le webhook est arrêté. Ce qui se passe à partir de maintenant ne lui est pas envoyé.",
    hostLabel: "Destinataire",
    todo: "Quand le destinataire fonctionne de nouveau, relancez l’envoi : ce qui attendait est alors envoyé. Ce qui s’est passé entre-temps figure dans la liste des changements.",
    button: "Ouvrir les webhooks",
  },
};

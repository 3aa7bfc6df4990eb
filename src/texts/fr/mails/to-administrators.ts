import type { AdministratorMailTexts } from "../../mails.types.js";

export const administratorMails: AdministratorMailTexts = {
  approvalRequest: {
    subject_one: "{{count}} demande d’envoi avec une adresse de {{domain}}",
    subject_many: "{{count}} demandes d’envoi avec des adresses de {{domain}}",
    subject_other: "{{count}} demandes d’envoi avec des adresses de {{domain}}",
    heading: "{{account}} demande à envoyer des e-mails avec {{address}}",
    text: "L’adresse appartient à {{domain}}, que vous administrez. Vous pouvez approuver ou refuser la demande ; le titulaire de l’adresse a été interrogé lui aussi, et la première réponse décide.",
    waiting_one: "{{count}} demande vous attend.",
    waiting_many: "{{count}} demandes vous attendent.",
    waiting_other: "{{count}} demandes vous attendent.",
    button: "Voir les demandes",
    footer: "Vous recevez cet e-mail parce que vous administrez {{domain}}.",
  },
  digestReseller: {
    subject: "Expéditeurs sans autorisation, {{scope}} : du {{from}} au {{until}}",
    heading: "Expéditeurs sans autorisation dans {{scope}}",
    text: "Ce qui a été vu du {{from}} au {{until}} et serait rejeté si l’application du contrôle avait commencé :",
    messages_one: "message",
    messages_many: "messages",
    messages_other: "messages",
    accounts_one: "boîte aux lettres",
    accounts_many: "boîtes aux lettres",
    accounts_other: "boîtes aux lettres",
    addresses_one: "adresse d’expéditeur",
    addresses_many: "adresses d’expéditeur",
    addresses_other: "adresses d’expéditeur",
    pending_one: "question ouverte",
    pending_many: "questions ouvertes",
    pending_other: "questions ouvertes",
    enforced: "L’application du contrôle commence le {{date}}.",
    notEnforced: "Aucune date n’est fixée pour l’application du contrôle.",
    enforcedNow: "L’application du contrôle a commencé : ces e-mails sont rejetés.",
    held: "L’application du contrôle devait commencer le {{date}} ; elle est retenue, car trop d’e-mails auraient été rejetés.",
    heldDomains_one:
      "Pour {{count}} de vos domaines, l’application du contrôle est retenue ; un e-mail à part dit pourquoi.",
    heldDomains_many:
      "Pour {{count}} de vos domaines, l’application du contrôle est retenue ; un e-mail pour chacun dit pourquoi.",
    heldDomains_other:
      "Pour {{count}} de vos domaines, l’application du contrôle est retenue ; un e-mail pour chacun dit pourquoi.",
    heldResellers_one:
      "Pour {{count}} de vos revendeurs, l’application du contrôle est retenue ; un e-mail à part dit pourquoi.",
    heldResellers_many:
      "Pour {{count}} de vos revendeurs, l’application du contrôle est retenue ; un e-mail pour chacun dit pourquoi.",
    heldResellers_other:
      "Pour {{count}} de vos revendeurs, l’application du contrôle est retenue ; un e-mail pour chacun dit pourquoi.",
    leftOut_one:
      "Non compté : {{count}} message de boîtes aux lettres que quelqu’un d’autre a probablement utilisées. Un e-mail à part les nomme.",
    leftOut_many:
      "Non comptés : {{count}} messages de boîtes aux lettres que quelqu’un d’autre a probablement utilisées. Un e-mail à part les nomme.",
    leftOut_other:
      "Non comptés : {{count}} messages de boîtes aux lettres que quelqu’un d’autre a probablement utilisées. Un e-mail à part les nomme.",
    most: "Les plus utilisées :",
    row_one: "avec {{address}} : {{count}} message",
    row_many: "avec {{address}} : {{count}} messages",
    row_other: "avec {{address}} : {{count}} messages",
    button: "Ouvrir le rapport",
    footer: "Vous recevez cet e-mail parce que vous administrez {{scope}}.",
  },
  announcement: {
    subject: "À partir du {{date}} : une adresse d’expéditeur confirmée",
    heading: "À partir du {{date}}, les e-mails demandent une adresse d’expéditeur confirmée",
    text: "Aujourd’hui, une boîte aux lettres peut envoyer sous n’importe quelle adresse. À partir du {{date}}, {{brand}} n’accepte un message que si l’adresse d’expéditeur est celle de la boîte aux lettres, ou si son titulaire l’a confirmée. Cela protège tout le monde des expéditeurs falsifiés.",
    figures: "Chez vos propres clients, ces dernières semaines :",
    messages_one: "message qui serait rejeté",
    messages_many: "messages qui seraient rejetés",
    messages_other: "messages qui seraient rejetés",
    accounts_one: "boîte aux lettres concernée",
    accounts_many: "boîtes aux lettres concernées",
    accounts_other: "boîtes aux lettres concernées",
    addresses_one: "adresse d’expéditeur à confirmer",
    addresses_many: "adresses d’expéditeur à confirmer",
    addresses_other: "adresses d’expéditeur à confirmer",
    todo: "Que faire : qui envoie avec une autre adresse l’ajoute une fois. Son titulaire reçoit un e-mail, confirme, et rien d’autre ne change.",
    nothing:
      "Chez vos propres clients, il n’y a rien à faire : aucun de leurs e-mails des dernières semaines ne serait rejeté.",
    button: "Ouvrir le rapport",
    forward: "Vous pouvez transmettre cette annonce à vos clients.",
  },
  enforcementHold: {
    subject: "L’application du contrôle est retenue pour {{scope}}",
    heading: "L’application du contrôle est retenue pour {{scope}}",
    text_one:
      "Pour {{scope}}, les e-mails sans adresse d’expéditeur confirmée devaient être rejetés à partir du {{date}}. {{count}} message du {{from}} au {{until}} l’aurait été.",
    text_many:
      "Pour {{scope}}, les e-mails sans adresse d’expéditeur confirmée devaient être rejetés à partir du {{date}}. {{count}} de messages du {{from}} au {{until}} l’auraient été.",
    text_other:
      "Pour {{scope}}, les e-mails sans adresse d’expéditeur confirmée devaient être rejetés à partir du {{date}}. {{count}} messages du {{from}} au {{until}} l’auraient été.",
    limit:
      "La politique en admet moins de {{threshold}} : rien n’est donc rejeté ici tant qu’un administrateur ne l’a pas décidé.",
    todo: "Le rapport nomme les boîtes aux lettres et les adresses. Faites confirmer les adresses, puis laissez l’application du contrôle commencer.",
    howTo:
      "Un administrateur peut la lancer à tout moment : dans le calendrier, ou par l’appel ci-dessous. Elle n’est plus retenue ensuite. Une nouvelle date dans le calendrier compte aussi.",
    button: "Ouvrir le calendrier",
  },
  proofGone: {
    missingSubject: "L’enregistrement DNS de {{domain}} a disparu",
    missingText:
      "L’enregistrement qui prouve {{domain}} est introuvable depuis le {{since}}. Rien n’a encore changé. S’il n’est pas de retour avant le {{until}}, tout ce qui en dépend sera suspendu.",
    pausedSubject: "{{domain}} n’est plus prouvé",
    pausedText:
      "L’enregistrement qui prouve {{domain}} manque depuis le {{since}}. Ce qui en dépend est suspendu jusqu’à son retour.",
    hosted:
      "Tant que le domaine n’est pas prouvé, ses boîtes aux lettres n’envoient que sous leur propre adresse : ni alias, ni adresses accordées.",
    authorized: "Cette boîte aux lettres pouvait envoyer sous toutes les adresses du domaine.",
    nameLabel: "Nom",
    valueLabel: "Valeur (type TXT)",
    todo: "Publiez de nouveau l’enregistrement et laissez-le en place. Il est recherché chaque jour ; il n’y a rien d’autre à faire.",
    button: "Ouvrir sa page",
  },
};

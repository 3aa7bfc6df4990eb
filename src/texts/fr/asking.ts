import type { AskingTexts } from "../catalogue.types.js";

export const asking: AskingTexts = {
  askingAdvice: {
    NOBODY_READS:
      "En général, personne ne lit les messages envoyés à une telle adresse : la question risque de rester sans réponse.",
    ROLE_ADDRESS:
      "Une telle adresse est lue par les responsables du domaine, qui ne répondront peut-être pas à ce genre de question.",
    OUR_OWN_ADDRESS: "Les questions partent de cette adresse ; personne ne lit ce qui y arrive.",
    instead:
      "Prouvez le domaine par DNS (requestDomainAuthorization), ou faites autoriser l’adresse par un administrateur du domaine ou par l’exploitant.",
  },
  deliveryProblem: {
    DELAYED:
      "Le message attend sur un serveur en chemin, qui continue d’essayer. Le délai de réponse est prolongé ; il n’y a rien à faire.",
    NOT_TAKEN:
      "Le serveur de l’adresse n’a pas accepté le message : boîte aux lettres pleine, serveur surchargé ou injoignable. Prévenez le titulaire et demandez de nouveau plus tard.",
    ADDRESS_GONE: "Le serveur de l’adresse indique que personne n’y reçoit de courrier. Vérifiez l’orthographe.",
    SENDER_REFUSED:
      "Le serveur de l’adresse refuse ce message de notre part. L’exploitant de ce service en est averti ; l’adresse elle-même peut être juste. Réessayez plus tard, ou prouvez le domaine par DNS.",
    NOT_FOR_STRANGERS:
      "L’adresse n’accepte aucun message venant de l’extérieur de son organisation. Faites-y admettre l’expéditeur de la question, ou prouvez le domaine par DNS.",
  },
};

import type { SignInMailTexts } from "../../mails.types.js";

export const signInMails: SignInMailTexts = {
  credentialNotice: {
    passwordResetSubject: "Le mot de passe de {{login}} a été changé",
    passwordResetText:
      "Un administrateur a donné un autre mot de passe à {{login}} le {{at}}. Toute personne connectée avec l’ancien doit se reconnecter.",
    emailChangedSubject: "Les e-mails pour {{login}} vont à une autre adresse",
    emailChangedText:
      "Depuis le {{at}}, les avis pour l’administrateur {{login}} vont à une autre adresse. Celui-ci est le dernier qui arrive ici.",
    appAddedText:
      "Le {{at}}, une application d’authentification a été ajoutée pour {{login}}. Un second facteur sera désormais demandé à chaque connexion.",
    passkeyAddedText:
      "Le {{at}}, une clé d’accès a été ajoutée pour {{login}}. Un second facteur sera désormais demandé à chaque connexion.",
    factorAddedSubject: "Un second facteur a été ajouté pour {{login}}",
    factorAddedText: "Le {{at}}, un second facteur a été ajouté pour {{login}}. Il sera demandé à chaque connexion.",
    factorRemovedSubject: "Un second facteur de {{login}} a été retiré",
    factorRemovedText: "Le {{at}}, {{login}} a retiré un second facteur.",
    appRemovedText: "Le {{at}}, {{login}} a retiré une application d’authentification.",
    passkeyRemovedText: "Le {{at}}, {{login}} a retiré une clé d’accès.",
    factorResetSubject: "Le second facteur de {{login}} a été réinitialisé",
    factorResetText:
      "Un administrateur a retiré le {{at}} tous les seconds facteurs et codes de secours de {{login}}. Seul le mot de passe est demandé jusqu’à l’ajout d’un nouveau.",
    factorGuessedSubject: "Quelqu’un connaît le mot de passe de {{login}}",
    factorGuessedText:
      "Le {{at}}, quelqu’un a saisi le bon mot de passe de {{login}}, puis à plusieurs reprises des codes erronés. Personne n’est entré. Si ce n’était pas vous, changez le mot de passe maintenant.",
    codeUsedSubject: "Un code de secours de {{login}} a été utilisé",
    codeUsedText:
      "Le {{at}}, quelqu’un s’est connecté en tant que {{login}} avec un code de secours. Ce code ne peut plus servir.",
    codesRenewedSubject: "{{login}} a de nouveaux codes de secours",
    codesRenewedText:
      "Le {{at}}, de nouveaux codes de secours ont été créés pour {{login}}. Les anciens ne sont plus valables.",
    viewedSubject: "L’assistance a regardé ce que voit {{login}}",
    viewedText:
      "Le {{at}}, un administrateur de niveau supérieur a ouvert une vue de tout ce que voit {{login}}. Elle prend fin au bout d’une demi-heure et ne peut rien changer. Vos sessions la montrent, et vous pouvez y mettre fin.",
    meaning:
      "Si vous vous y attendiez, il n’y a rien à faire. Sinon, prévenez tout de suite l’administrateur de niveau supérieur.",
    button: "Ouvrir connexion et sécurité",
  },
  emailConfirmation: {
    subject: "Cette boîte aux lettres est-elle la vôtre ? Une question de {{brand}}",
    heading: "Cette boîte aux lettres est-elle la vôtre ?",
    text: "Quelqu’un a indiqué cette boîte aux lettres comme adresse de contact d’un administrateur chez {{brand}}. Si elle est à vous, confirmez-la : alertes et demandes d’approbation y arriveront alors.",
    addressLabel: "Boîte aux lettres",
    button: "Voir la question",
    otherwise:
      "Le lien est valable jusqu’au {{until}}. Si ce n’est pas vous, il n’y a rien à faire : rien d’autre n’arrive dans cette boîte aux lettres. Vous pouvez aussi le dire sur la page.",
  },
  mailTest: {
    subject: "Un e-mail d’essai de {{brand}}",
    heading: "Cet e-mail est arrivé",
    text: "Un exploitant de {{brand}} l’a envoyé pour voir si les e-mails arrivent. Si c’était vous, confirmez-le avec le code.",
    codeLabel: "Code",
    button: "Confirmer l’arrivée",
    footer: "Si ce n’était pas vous, il n’y a rien à faire.",
  },
};

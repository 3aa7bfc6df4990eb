import type { ProblemTexts } from "../catalogue.types.js";

export const problems: ProblemTexts = {
  problem: {
    wrongPassword: "L’identifiant ou le mot de passe est incorrect",
    tokenExpired: "Vous n’êtes plus connecté ; connectez-vous à nouveau",
    loginSuspended: "Cet accès est suspendu ; adressez-vous à votre administration",
    tooManySignIns: "Trop de connexions ont échoué ; réessayez plus tard",
    wrongSecondFactor: "Ce code ne convient pas ou a déjà servi",
    signInTookTooLong: "Cela a pris trop de temps ; recommencez avec votre mot de passe",
    passwordLength: "Un mot de passe compte de {{min}} à {{max}} caractères",
    passwordNotMatching: "Ce n’est pas votre mot de passe actuel",
    addressMalformed: "Ce n’est pas une adresse e-mail",
    addressReadsAsWeb:
      "Devant le @ se trouve ce qui se lit comme une adresse web ou une phrase ; personne n’est interrogé à ce sujet par e-mail",
    addressReceivesNoMail: "Cette adresse ne reçoit pas d’e-mails, son titulaire ne peut donc pas être interrogé",
    nameLooksLikeAddress: "Le nom contient une autre adresse",
    askedAlready: "Le titulaire de cette adresse a déjà été interrogé",
    maySendAlready: "Vous pouvez déjà envoyer avec cette adresse",
    pausedAlready: "L’autorisation pour cette adresse est en pause",
    ownerSaidNo: "Le titulaire de cette adresse a dit non",
    ownerSaidNoUntil: "Le titulaire de cette adresse a dit non ; vous pourrez redemander à partir du {{until}}",
    ownerNotAnswered: "Le titulaire de cette adresse n’a pas encore répondu",
    limitReached: "C’est le maximum pour l’instant ({{limit}}) ; réessayez plus tard",
    textTooLong: "C’est plus long que {{limit}} caractères",
    characterNotAllowed: "Un caractère qui n’est pas permis se trouve ici",
    versionChanged: "Ceci a été modifié ailleurs entre-temps",
    lastProfile: "C’est le seul profil de l’adresse",
    profileExists: "Ce profil existe déjà",
    numberNotMatching: "Ce n’est pas le nombre que voit le demandeur ; un second nombre faux met fin à la question",
    questionOver: "Cette question est terminée",
    notFound: "Cela n’existe pas ou n’existe plus",
  },
};

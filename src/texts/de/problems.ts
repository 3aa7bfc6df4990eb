import type { ProblemTexts } from "../catalogue.types.js";

export const problems: ProblemTexts = {
  problem: {
    wrongPassword: "Anmeldename oder Passwort ist falsch",
    tokenExpired: "Sie sind nicht mehr angemeldet; melden Sie sich neu an",
    loginSuspended: "Dieser Zugang ist gesperrt; fragen Sie Ihre Administration",
    tooManySignIns: "Zu viele Anmeldungen sind fehlgeschlagen; versuchen Sie es später wieder",
    wrongSecondFactor: "Dieser Code passt nicht oder wurde schon benutzt",
    signInTookTooLong: "Das hat zu lange gedauert; beginnen Sie neu mit Ihrem Passwort",
    passwordLength: "Ein Passwort hat {{min}} bis {{max}} Zeichen",
    passwordNotMatching: "Das ist nicht Ihr jetziges Passwort",
    addressMalformed: "Das ist keine E-Mail-Adresse",
    addressReadsAsWeb:
      "Vor dem @ steht, was sich wie eine Webadresse oder ein Satz liest; danach wird niemand per E-Mail gefragt",
    addressReceivesNoMail: "Diese Adresse empfängt keine E-Mails, ihr Inhaber kann also nicht gefragt werden",
    nameLooksLikeAddress: "Der Name enthält eine andere Adresse",
    askedAlready: "Der Inhaber dieser Adresse ist schon gefragt worden",
    maySendAlready: "Sie dürfen diese Adresse schon als Absender benutzen",
    pausedAlready: "Die Erlaubnis für diese Adresse ruht",
    ownerSaidNo: "Der Inhaber dieser Adresse hat nein gesagt",
    ownerSaidNoUntil: "Der Inhaber dieser Adresse hat nein gesagt; neu fragen können Sie ab {{until}}",
    ownerNotAnswered: "Der Inhaber dieser Adresse hat noch nicht geantwortet",
    limitReached: "Mehr geht vorerst nicht ({{limit}}); versuchen Sie es später wieder",
    textTooLong: "Das ist länger als {{limit}} Zeichen",
    characterNotAllowed: "Hier steht ein Zeichen, das nicht erlaubt ist",
    versionChanged: "Das wurde inzwischen anderswo geändert",
    lastProfile: "Das ist das einzige Profil der Adresse",
    profileExists: "Dieses Profil gibt es schon",
    numberNotMatching: "Das ist nicht die Zahl, die der Fragende sieht; eine zweite falsche beendet die Frage",
    questionOver: "Diese Frage ist beendet",
    notFound: "Das gibt es nicht oder nicht mehr",
  },
};

import type { ReadingTexts } from "../../terminal.types.js";

export const readingTexts: ReadingTexts = {
  ingestReport: {
    read: "{{lines}} lignes ({{bytes}} octets) lues dans {{sources}} sources",
    correlated:
      "{{submissions}} soumissions reconstituées : {{queued}} acceptées, {{refused}} rejetées, {{unfinished}} inachevées ; {{reports}} signalements ; {{failedLogins}} échecs de connexion laissés de côté",
    counted:
      "{{accepted}} messages de comptes connus comptés ; {{unknown}} d’identifiants inconnus, {{unusable}} inutilisables",
    ambiguous: "ambigu : {{why}} ({{cause}}) : {{times}}",
    skipped: "ignoré : {{why}} ({{cause}}) : {{times}}",
    progress: "{{lines}} lignes, {{submissions}} soumissions, {{rate}}/s",
    progressOf: "{{lines}} lignes, {{submissions}} soumissions, {{rate}}/s, {{share}} %",
    progressLeft: "{{lines}} lignes, {{submissions}} soumissions, {{rate}}/s, {{share}} %, encore {{seconds}} s",
  },
  ingestSkipped: {
    unreadableSource: "fichier illisible",
    unsupportedCompression: "compression inconnue",
    damagedArchive: "archive endommagée",
    suspiciousArchive: "archive qui grossit démesurément",
    overlongLine: "ligne trop longue",
    unreadableEntry: "entrée illisible",
    unclearLine: "ligne peu claire",
    evictedSubmission: "soumission dont la fin n’est pas venue à temps",
    unclearQueueId: "identifiant de file peu clair",
    loginWithoutName: "connexion sans nom",
    reinjectedCopy: "copie soumise à nouveau",
    oversizedMessage: "message trop gros",
    unreadableReport: "signalement illisible",
    lostFile: "fichier archivé disparu",
  },
  ingestAmbiguous: {
    senderFromRefusal: "expéditeur connu seulement par un rejet",
    neverQueued: "soumission jamais acceptée",
    loginOrSender: "identifiant qui contient peut-être aussi l’expéditeur",
    severalFrom: "plusieurs adresses dans From",
    foreignInstance: "ligne d’une autre instance",
  },
  seedReport: {
    done: "base remplie en {{seconds}} s ; chaque compte, par exemple user0@domain0.example, a le mot de passe {{password}}",
    indexes: "index",
    rowsIn: "{{rows}} lignes, {{rate}}/s, en {{time}}",
    rowsLeft: "{{rows}} lignes, {{rate}}/s, encore {{time}}",
    seconds: "{{seconds}} s",
    minutes: "{{minutes}} min {{seconds}} s",
  },
};

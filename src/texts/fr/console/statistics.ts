import type { ConsoleStatisticsTexts } from "../../console.types.js";

/** What was sent and what became of it, in French. */
export const consoleStatisticsTexts: ConsoleStatisticsTexts = {
  consoleStatistics: {
    month: "Les 30 derniers jours",
    nothing: "Aucun e-mail n’a encore été vu. Comment les voir :",
    submissions: "Messages par issue",
    accepted: "Expéditeurs confirmés",
    unconfirmed: "Non confirmés, laissés passer",
    refused: "Rejetés",
    finding:
      "Sur {{total}} messages, {{unconfirmed}} venaient d’expéditeurs que personne n’a confirmés et sont passés ; {{refused}} ont été rejetés.",
    onDay:
      "{{day}} : {{accepted}} d’expéditeurs confirmés, {{unconfirmed}} non confirmés et laissés passer, {{refused}} rejetés.",
    refusingSince: "rejets depuis",
    reasons: "Pourquoi des expéditeurs ne sont pas confirmés",
    reasonsText: "Messages, rejetés ou laissés passer.",
    reason: "Ce qui manque",
    other: "Autre chose",
    ofThem: "dont {{refused}} rejetés",
    senders: "Principaux expéditeurs",
    complaints: "Plaintes",
    complaintsText: "De destinataires, sur les e-mails d’ici.",
    ratio: "On se plaint {{ratio}} fois plus des e-mails d’autres adresses.",
    foreign: "E-mails d’une autre adresse que celle de la boîte aux lettres",
    ownMail: "Tous les autres e-mails",
    kind: "E-mails",
    perThousandHead: "Pour 1 000 messages",
    perThousand: "{{share}} pour 1 000 sur {{messages}} messages",
  },
};

import type { ConsoleAlarmsTexts } from "../../console.types.js";

/** Mailboxes that somebody else probably uses, and complaints, in French. */
export const consoleAlarmsTexts: ConsoleAlarmsTexts = {
  consoleAlarms: {
    lead: "Des boîtes aux lettres sans doute utilisées par quelqu’un d’autre, et ce dont des destinataires se sont plaints.",
    page: "Alarmes et plaintes",
    title: "Alarmes",
    count_one: "{{number}} alarme",
    count_other: "{{number}} alarmes",
    count_many: "{{number}} alarmes",
    noneTitle: "Aucune alarme",
    noneText:
      "Une boîte aux lettres qui envoie en un jour sous plus d’adresses d’autrui qu’une personne n’en utilise paraît ici, et ses administrateurs sont prévenus.",
    sentUnder_one: "{{mailbox}} a envoyé sous {{number}} adresse d’autrui",
    sentUnder_other: "{{mailbox}} a envoyé sous {{number}} adresses d’autrui",
    sentUnder_many: "{{mailbox}} a envoyé sous {{number}} adresses d’autrui",
    onDay_one: "{{number}} message le {{day}}. Le mot de passe est très probablement volé.",
    onDay_other: "{{number}} messages le {{day}}. Le mot de passe est très probablement volé.",
    onDay_many: "{{number}} messages le {{day}}. Le mot de passe est très probablement volé.",
    told: "Ses administrateurs ont été prévenus : {{time}}.",
    open: "Ouvrir la boîte aux lettres",
    complaintsText:
      "Ce que des destinataires et des filtres ont signalé ; seuls comptent ceux que l’exploitant a inscrits.",
    noComplaintsTitle: "Aucune plainte",
    noComplaintsText:
      "Les rapports que les fournisseurs renvoient et les verdicts de votre filtre antispam paraissent ici.",
    notFound: "introuvable",
    when: "Quand",
    sentAs: "Envoyé comme",
    otherAddress: "pas l’adresse de la boîte aux lettres",
    reportedBy: "Signalé par",
    untrusted: "pas inscrit",
    ofReceiver: "un destinataire",
    ofFilter: "filtre antispam",
    ofOwner: "sur une demande",
    foundBy: "Trouvé par",
    byTrace: "en-tête de trace",
    byMessageId: "Message-ID",
    byQueueId: "identifiant de file",
    byLogin: "identifiant",
    byReversePath: "adresse de retour",
  },
  consoleUnknownLogins: {
    lead: "Connecté à l’un de vos serveurs, mais aucune boîte aux lettres ici : une boîte aux lettres qui manque, ou quelqu’un qui ne devrait pas entrer.",
    list: "Connexions sans boîte aux lettres",
    emptyTitle: "Aucune connexion inconnue",
    emptyText:
      "Ce que les serveurs acceptent sans boîte aux lettres ici apparaît le jour où on le voit. Tant qu’elle n’est pas ajoutée, les règles du domaine s’appliquent à ses e-mails.",
    login: "Connecté comme",
    messages: "Messages",
    firstSeen: "Première fois ce jour-là",
    lastSeen: "Dernière fois ce jour-là",
    further: "autres connexions de ce jour",
  },
};

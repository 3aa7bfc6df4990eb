import type { EntranceTexts } from "../catalogue.types.js";

export const entrances: EntranceTexts = {
  entrance: {
    addressLabel: "Absenderadresse",
    accountLabel: "Postfach",
    domainLabel: "Domain",
    loginLabel: "Angemeldet als",
    headerLabel: "Absender in der Nachricht",
    queueLabel: "Nummer in der Warteschlange",
    panel: "Verwaltungsoberfläche öffnen",
    ask: "Hilfe: {{contact}}.",
    askProvider: "Finden Sie es dort nicht, fragen Sie Ihren E-Mail-Anbieter.",
    nothingHere: "Auf dieser Seite wird nichts geändert.",
    program: "Für Programme: {{names}}.",
  },
  sendersEntrance: {
    title: "So nutzen Sie eine weitere Absenderadresse",
    text: "Ein Postfach sendet unter seiner eigenen Adresse, und unter anderen, sobald deren Inhaber zugestimmt haben. Das schützt den Namen aller, auch Ihren.",
    add: "Fügen Sie die Adresse in den Einstellungen Ihres Webmailers oder in Ihrer Verwaltungsoberfläche als Identität hinzu.",
    confirm: "Der Inhaber der Adresse wird per E-Mail gefragt. Nennen Sie ihm die zweistellige Zahl, die Sie sehen.",
    again:
      "Hat er zugestimmt, senden Sie Ihre Nachricht noch einmal. Bis dahin nehmen Sie die Adresse Ihres Postfachs.",
  },
  requestsEntrance: {
    title: "So beantworten Sie Anfragen zu Adressen Ihrer Domain",
    open: "Öffnen Sie in Ihrer Verwaltungsoberfläche den Teil über Absender und dort die wartenden Anfragen.",
    meaning: "Geben Sie nur frei, was Sie kennen: Das Postfach sendet dann im Namen Ihrer Domain.",
    silence: "Solange eine Anfrage nicht beantwortet ist, ist nichts erlaubt.",
  },
  readinessEntrance: {
    title: "So sehen Sie, was abgelehnt würde",
    open: "Öffnen Sie den Bericht in Ihrer Verwaltungsoberfläche: Er nennt jedes Postfach, jede Absenderadresse und wie oft sie verwendet wurde.",
    settle:
      "Lassen Sie jede Adresse, die gebraucht wird, beim Postfach hinzufügen. Ihr Inhaber wird gefragt und stimmt zu.",
    rest: "Was niemand mehr braucht, verschwindet von selbst, sobald es nicht mehr verwendet wird.",
  },
  scheduleEntrance: {
    title: "So legen Sie fest, wann die Durchsetzung beginnt",
    open: "Öffnen Sie den Zeitplan in Ihrer Verwaltungsoberfläche. Er zeigt, ab wann E-Mails ohne bestätigte Absenderadresse abgelehnt werden.",
    held: "Wo die Durchsetzung zurückgehalten ist, sehen Sie zuerst im Bericht nach, was abgelehnt würde, und lassen Sie sie dann beginnen.",
    later: "Auch für eine einzelne Domain kann ein späterer Tag gelten.",
  },
  explainEntrance: {
    title: "So erfahren Sie, warum eine Nachricht abgelehnt wurde",
    open: "Wer das Postfach verwaltet, sieht den Grund in der Verwaltungsoberfläche. Geben Sie weiter, was hier steht.",
    usual:
      "Meist ist die Absenderadresse beim Postfach nicht eingetragen: Sie muss dort hinzugefügt werden, und ihr Inhaber zustimmen.",
  },
  mailboxesEntrance: {
    title: "So kümmern Sie sich um ein gemeldetes Postfach",
    open: "Öffnen Sie das Postfach in Ihrer Verwaltungsoberfläche und sehen Sie sich an, unter welchen Adressen es gesendet hat.",
    password: "Kennen Sie diese nicht, ändern Sie das Passwort und beenden Sie alle Sitzungen.",
    paused: "Was angehalten wurde, kann dort weiterlaufen, sobald die Ursache behoben ist.",
  },
  domainsEntrance: {
    title: "So weisen Sie nach, dass eine Domain Ihnen gehört",
    open: "Öffnen Sie die Domain in Ihrer Verwaltungsoberfläche. Dort steht, welcher DNS-Eintrag gebraucht wird.",
    publish: "Tragen Sie ihn genau so bei dem ein, der das DNS der Domain betreibt.",
    wait: "Er wird von selbst gefunden und danach täglich geprüft: Lassen Sie ihn stehen.",
  },
  consoleEntrance: {
    title: "Wo Absender verwaltet werden",
    open: "Melden Sie sich in der Verwaltungsoberfläche Ihres Anbieters an und öffnen Sie den Teil über Absender.",
  },
};

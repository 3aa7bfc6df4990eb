import type { SmallPageTexts } from "../catalogue.types.js";

export const smallPages: SmallPageTexts = {
  unsubscribe: {
    askTitle: "Keine Übersichten mehr?",
    askText: "Warnungen vor einem gestohlenen Passwort kommen weiterhin.",
    button: "Abbestellen",
    doneTitle: "Die Übersichten sind abbestellt",
    doneText: "An diese Adresse gehen keine Übersichten und Ankündigungen mehr.",
    again: "Wieder senden",
    heldTitle: "Das sah nach einem Programm aus: Drücken Sie noch einmal",
    againTitle: "Übersichten und Ankündigungen kommen wieder",
    unknownTitle: "Dieser Link gilt nicht mehr",
    unknownText: "Nehmen Sie den aus der neuesten E-Mail.",
  },
  confirmEmail: {
    askTitle: "Ist das Ihr Postfach?",
    askText:
      "Jemand hat es als Kontaktadresse der Verwaltung bei {{platform}} angegeben. Ist es Ihres, kommen Warnungen und Bitten um Freigabe von nun an hierher. Außer dieser Frage wurde nichts hierher gesendet, und bis Sie bestätigen, bleibt es dabei.",
    confirm: "Ja, hierher senden",
    refuse: "Nein, das bin ich nicht",
    confirmedTitle: "Die Adresse ist bestätigt",
    confirmedText: "Mitteilungen der Verwaltung kommen von nun an hierher.",
    refusedTitle: "Die Adresse ist entfernt",
    refusedText: "Wegen dieser Anfrage kommt nichts mehr hierher.",
    type: "Zum Bestätigen geben Sie {{digits}} ein",
    untypedTitle: "Geben Sie zum Bestätigen die zwei Ziffern ein",
    heldTitle: "Das sah nach einem Programm aus: Drücken Sie noch einmal",
    change: "Diese Antwort ändern",
    overTitle: "Dieser Link gilt nicht mehr",
    overText: "Nehmen Sie den aus der neuesten E-Mail, oder lassen Sie sich einen neuen senden.",
  },
  errorPage: {
    notFoundTitle: "Unter dieser Adresse gibt es nichts",
    notFoundText:
      "Hat eine E-Mail Sie hierher geführt, öffnen Sie ihren Link noch einmal aus der E-Mail selbst, und zwar ganz.",
    tooBigTitle: "Das ist mehr, als diese Seite annimmt",
    tooBigText: "Nichts wurde geändert. Gehen Sie zurück und senden Sie weniger auf einmal.",
    busyTitle: "Diese Seite lässt sich gerade nicht zeigen",
    busyText: "Nichts wurde geändert. Versuchen Sie es in einer Minute noch einmal.",
    failedTitle: "Bei uns ist etwas schiefgegangen",
    failedText:
      "Nichts wurde geändert. Versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie Ihrem Anbieter diese Nummer: {{id}}",
    refusedTitle: "Das ließ sich nicht lesen",
    refusedText: "Nichts wurde geändert. Gehen Sie zurück zur Seite und senden Sie ihr Formular noch einmal.",
  },
  homePage: {
    title: "Wer mit welcher Adresse senden darf",
    text: "{{brand}} fragt den Inhaber einer Adresse, bevor jemand anderes mit ihr E-Mails senden darf.",
    mail: "Hat eine E-Mail Sie hierher geführt, öffnen Sie ihren Link aus der E-Mail selbst: Auf der Seite dahinter antworten Sie.",
    panel:
      "Um eine Adresse hinzuzufügen oder Anfragen anderer zu beantworten, melden Sie sich in der Verwaltungsoberfläche Ihres E-Mail-Anbieters an.",
  },
};

import type { ProofTexts } from "../catalogue.types.js";

export const proofs: ProofTexts = {
  proofFinding: {
    divider: "; ",
    recordThere: "TXT-Eintrag bei {{name}}",
    recordNotThere: "bei {{name}} steht kein TXT-Eintrag „{{value}}“",
    recordNotToBeLookedUp: "Die TXT-Einträge von {{name}} lassen sich gerade nicht abfragen: {{why}}",
    serversDoNotAgree:
      "Die Nameserver sind sich über {{name}} nicht einig: {{having}} von {{asked}} haben den Wert; er zählt, sobald alle ihn haben",
    valueAsCname: "der Wert steht dort als Ziel eines CNAME-Eintrags; der Eintrag muss vom Typ TXT sein",
    cnameThere: "dort steht ein CNAME-Eintrag auf {{name}}",
    otherCapitals: "der Wert steht dort in anderer Groß- und Kleinschreibung",
    moreAround: "der Wert steht dort mit weiterem Text darum herum",
    partOfValue:
      "dort steht nur ein Teil des Werts: {{text}} (er wurde abgeschnitten oder auf mehrere Einträge verteilt)",
    olderValue: "dort steht ein älterer Wert: {{text}}; veröffentlichen Sie den neuen",
    valueForOthers: "dort steht ein anderer Wert, der für jemand anderen gilt: {{text}}",
    otherText: "dort steht stattdessen: {{text}}",
    otherTexts: "dort steht stattdessen: {{text}} und {{more}} weitere",
    quotedText: "„{{text}}“",
    hiddenText_one: "ein Text von {{count}} Zeichen",
    hiddenText_other: "ein Text von {{count}} Zeichen",
    domainAppended:
      "der Wert steht stattdessen bei {{name}}: Die Oberfläche hat die Domain angehängt; geben Sie den Namen ohne sie ein",
    atDomainItself:
      "der Wert steht stattdessen bei {{name}}: Das ist die Domain selbst; der Eintrag gehört zu {{right}}",
    underscoreMissing: "der Wert steht stattdessen bei {{name}}: Der Unterstrich am Anfang fehlt",
    atParent: "der Wert steht stattdessen bei {{name}}: Ein Eintrag dort spricht nicht für {{domain}}",
    cachedFor:
      "auch wenn er veröffentlicht ist, melden Nameserver vielleicht noch {{time}} lang, dass dort nichts steht",
    seconds_one: "{{count}} Sekunde",
    seconds_other: "{{count}} Sekunden",
    minutes_one: "{{count}} Minute",
    minutes_other: "{{count}} Minuten",
    hours_one: "{{count}} Stunde",
    hours_other: "{{count}} Stunden",
    exchangersOfReseller: "alle MX-Server von {{domain}} gehören diesem Reseller",
    noExchanger: "{{domain}} hat keinen MX-Server",
    nullMx: "{{domain}} nimmt nach eigener Angabe keine E-Mails an (Null-MX)",
    exchangersDoNotAgree: "Die Nameserver sind sich über den MX von {{domain}} nicht einig",
    exchangersNotToBeLookedUp: "Die MX-Server von {{domain}} lassen sich gerade nicht abfragen: {{why}}",
    tooManyExchangers: "{{domain}} hat mehr als {{limit}} MX-Server",
    exchangersNotListed: "MX-Server, die der Betreiber für diesen Reseller nicht eingetragen hat: {{names}}",
    exchangersUncertain: "lassen sich gerade nicht abfragen: {{names}}",
    operatorDecides: "andere Kunden haben Erlaubnisse in dieser Domain, darum entscheidet der Betreiber",
    notLookedAt: "{{domain}} wurde noch nicht abgefragt",
    lookedForAgain: "{{finding}}. Nächste Abfrage: {{at}}",
  },
  proofRecord: {
    note_one:
      "Lassen Sie den Eintrag stehen: Er wird täglich abgefragt, und wenn er {{count}} Tag lang fehlt, wird angehalten, was darauf beruht, bis er wieder da ist.",
    note_other:
      "Lassen Sie den Eintrag stehen: Er wird täglich abgefragt, und wenn er {{count}} Tage lang fehlt, wird angehalten, was darauf beruht, bis er wieder da ist.",
  },
  dnsTrouble: {
    noReply: "ein Nameserver antwortet nicht",
    truncated: "ein Nameserver gibt nur einen Teil seiner Antwort, und über TCP keine",
    tooManyWait: "es warten zu viele Abfragen",
    noServer: "es ist kein Nameserver eingestellt",
    answered: "ein Nameserver hat {{code}} geantwortet",
  },
};

import type { PageTexts } from "./page-texts.js";

export const de: PageTexts = {
  ask: {
    title: (address) => `Darf dieses Konto E-Mails als ${address} senden?`,
    account: "Konto, das fragt",
    address: "Adresse, als die es senden möchte (Ihre)",
    asked: (time) => `Gefragt am ${time}.`,
    until: (time) => `Dieser Link gilt bis ${time}.`,
    number: "Zum Erlauben geben Sie die zwei Ziffern ein, die der Fragende sieht",
    numberHint: (account) =>
      `Wer ${account} benutzt, hat sie auf dem Bildschirm. Sind das nicht Sie, fragen Sie auf einem Weg nach, dem Sie vertrauen. Kann Ihnen niemand die Ziffern nennen, lehnen Sie ab.`,
    typed: (digits) => `Zum Erlauben geben Sie ${digits} ein`,
    allow: "Erlauben",
    end: "Nur bis (darf leer bleiben)",
    endHint: "Die Erlaubnis endet mit diesem Tag, UTC.",
    deny: "Ablehnen",
    denyHint:
      "Das Konto kann nicht als Ihre Adresse senden und 30 Tage lang nicht erneut fragen. Eine Stunde lang können Sie Ihre Antwort hier ändern.",
    blockTitle: "Nie wieder fragen",
    blockHint: (address) =>
      `Lehnt dies ab. Um auch jede spätere Anfrage zu ${address} zu beenden, lassen Sie sich danach einen Link mailen.`,
    block: "Ablehnen und weiter zu „nie wieder fragen“",
    unknown: "Sie kennen dieses Konto nicht? Dann lehnen Sie ab. Wir fragen Sie nie nach einem Passwort.",
  },
  result: {
    allowed: (account, address) => `Erlaubt: ${account} darf als ${address} senden`,
    allowedUntil: (day) => `Die Erlaubnis endet am ${day}.`,
    denied: (account, address) => `Abgelehnt: ${account} darf nicht als ${address} senden`,
    blocked: (address) => `Abgelehnt. Niemand kann Sie noch einmal nach ${address} fragen`,
    held: "Ihre Antwort sah aus, als käme sie von einem Programm. Bitte geben Sie sie noch einmal.",
    heldAgain:
      "Auf diese Frage kam eine Antwort, die automatisch wirkte. Ihre Antwort zählt, wenn Sie sie jetzt geben.",
    heldUntil: (time) =>
      `Weil zuerst eine falsche Zahl kam, wird Ihre Antwort zurückgehalten. Damit sie zählt, öffnen Sie diesen Link nach ${time} noch einmal und geben Sie sie erneut.`,
    wrong: "Das ist nicht die Zahl. Fragen Sie noch einmal nach: Eine zweite falsche Zahl beendet diese Frage.",
    wrongAgain: "Das war die zweite falsche Zahl. Die Frage ist beendet, und nichts wurde erlaubt.",
    typeNumber: "Zum Erlauben geben Sie die zwei Ziffern ein, die der Fragende sieht.",
    typeDigits: "Zum Erlauben geben Sie die zwei Ziffern ein, die neben dem Feld stehen.",
    badDate: "Schreiben Sie den Tag als Jahr-Monat-Tag, etwa 2027-03-31, und wählen Sie einen kommenden.",
    until: (time) => `Bis ${time} können Sie diese Antwort hier ändern.`,
    change: "Diese Antwort ändern",
    takeBack: "Zurücknehmen",
    unchanged: "Das ist nicht die Zahl. Ihre Antwort bleibt, wie sie ist, und lässt sich hier nicht mehr ändern.",
    neverAgain: {
      title: "Nie wieder gefragt werden",
      hint: (address) =>
        `Sie können jede Anfrage zu ${address} beenden. Weil das alle betrifft, mailen wir zuerst einen Link an die Adresse.`,
      button: "Diesen Link mailen",
    },
    retired:
      "Diese Frage ist nicht mehr offen: Eine neuere Mail ist an ihre Stelle getreten, oder sie wurde zurückgezogen.",
    expired: "Die Zeit für diese Antwort ist vorbei. Nichts wurde erlaubt.",
    missing: "Diese Frage gibt es nicht",
    missingHint: "Prüfen Sie, ob Sie den ganzen Link aus der Mail kopiert haben.",
    badForm: "Das Formular war unvollständig. Bitte gehen Sie zurück zur Frage.",
    alreadyOn: (time) => `Beantwortet am ${time}.`,
    manage: "Alle Konten sehen, die als Ihre Adresse senden dürfen",
  },
  owner: {
    title: (address) => `Wer als ${address} senden darf`,
    intro: "Diese Konten dürfen E-Mails mit Ihrer Adresse als Absender senden oder möchten es.",
    introActing:
      "Diese Konten dürfen E-Mails mit Ihrer Adresse als Absender senden oder möchten es. Was Sie hier ändern, können Sie eine Stunde lang umkehren.",
    nobody: "Kein Konto darf als Ihre Adresse senden, und keines hat gefragt.",
    since: (day) => `seit ${day}`,
    lastUsed: (day) => `zuletzt benutzt am ${day}`,
    neverUsed: "noch nicht benutzt",
    ends: (day) => `endet am ${day}`,
    askedOn: (day) => `gefragt am ${day}`,
    states: { AUTHORIZED: "darf senden", PAUSED: "angehalten", PENDING: "wartet auf Ihre Antwort" },
    withdraw: "Entziehen",
    deny: "Ablehnen",
    byDomain: (domain) => `darf als jede Adresse von ${domain} senden, wie es die Domain erlaubt hat`,
    change: {
      title: "Etwas ändern",
      hint: (address) =>
        `Um Erlaubtes zu entziehen oder alle Anfragen zu beenden, lassen Sie einen Link an ${address} mailen. Er gilt eine Stunde.`,
      mail: "Link mailen",
      until: (time) => `Diese Seite zeigt die Liste bis ${time}; sie ändert nichts, wer auch immer ihren Link hat.`,
    },
    needsLink:
      "Nichts wurde geändert: Dieser Link zeigt nur. Lassen Sie einen mailen, mit dem Sie etwas ändern können.",
    mailed: {
      title: (address) => `Ein Link an ${address} ist unterwegs`,
      number: "Seine Seite fragt nach dieser Zahl:",
      hint: (time) =>
        `Gemailt am ${time}. Die Zahl steht hier und nicht in der E-Mail, damit niemand sonst den Link benutzen kann. Kommt keine E-Mail, sehen Sie im Spam-Ordner nach.`,
      endsOlder: "Sobald die E-Mail verschickt ist, gelten alle älteren Links nicht mehr.",
      tooMany: "Die E-Mails mit Links für heute sind verbraucht",
      tooManyHint:
        "Nichts wurde geändert. Nehmen Sie den Link der neuesten E-Mail, oder versuchen Sie es morgen wieder.",
    },
    open: {
      title: (address) => `Zahl eingeben, um für ${address} etwas zu ändern`,
      number: "Die zwei Ziffern, die dort standen, wo Sie diesen Link angefordert haben",
      hint: "Haben nicht Sie ihn angefordert, schließen Sie diese Seite: Nichts wurde geändert.",
      button: "Öffnen",
      missing: "Geben Sie die zwei Ziffern ein, die dort standen, wo Sie diesen Link angefordert haben.",
      wrong: "Das ist nicht die Zahl. Eine zweite falsche beendet diesen Link.",
    },
    blockTitle: "Anfragen",
    blockHint:
      "Wenn Sie nie wieder nach dieser Adresse gefragt werden möchten, beenden Sie alle Anfragen. Was oben erlaubt ist, bleibt, bis Sie es entziehen.",
    block: {
      ask: "Nie wieder fragen…",
      title: (address) => `Alle Anfragen zu ${address} beenden?`,
      what: (address) =>
        `Was auf Ihre Antwort wartet, wird abgelehnt, und niemand kann Sie mehr nach ${address} fragen.`,
      stays: "Was Sie erlaubt haben, bleibt, bis Sie es entziehen. Sie können Anfragen jederzeit wieder zulassen.",
      button: "Alle Anfragen beenden",
    },
    blockedTitle: "Anfragen sind beendet",
    blockedHint: (day) => `Seit ${day} kann Sie niemand nach dieser Adresse fragen.`,
    unblock: "Anfragen wieder zulassen",
    recent: {
      title: "In der letzten Stunde geschehen",
      withdrawn: (account) => `Entzogen oder abgelehnt: ${account}`,
      blocked: "Alle Anfragen beendet",
      until: (time) => `Lässt sich bis ${time} umkehren.`,
      takeBack: "Umkehren",
    },
    takenBack: "Es ist wieder, wie es vorher war.",
    linkTitle: "Links",
    linkHint: "Links früherer E-Mails zeigen diese Liste einen Tag lang und ändern nichts.",
    endLinks: "Alle älteren Links beenden und mir einen neuen mailen",
    withdrawn: (account) => `Entzogen: ${account} darf nicht mehr als Ihre Adresse senden`,
    denied: (account) => `Abgelehnt: ${account} darf nicht als Ihre Adresse senden`,
    blocked: "Niemand kann Sie noch einmal nach dieser Adresse fragen",
    unblocked: "Sie können wieder nach dieser Adresse gefragt werden",
    heldTitle: "Das sah nach einem Programm aus",
    held: "Nichts wurde geändert. Öffnen Sie den Link in Ihrem Browser und drücken Sie noch einmal.",
    changed: "Das hatte sich inzwischen geändert. So ist es jetzt.",
    over: "Dieser Link gilt nicht mehr",
    overHint: (address) => `Wir können einen neuen an ${address} mailen. Er gilt eine Stunde.`,
    more: "Es gibt mehr Konten, als diese Seite zeigt; entziehen Sie einigen das Recht, um die anderen zu sehen.",
  },
  footer: {
    run: (brand) => `Im Auftrag von ${brand}.`,
    support: (contact) => `Fragen: ${contact}`,
  },
};

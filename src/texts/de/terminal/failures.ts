import type { FailureTexts } from "../../terminal.types.js";

export const failureTexts: FailureTexts = {
  failure: {
    listening: "{{message}}; sehen Sie nach, was dort läuft, oder nennen Sie eine andere Stelle",
    accessDenied: "Die Datenbank weist den Benutzer oder das Passwort in DATABASE_URL ab",
    noDatabase:
      "Die Datenbank, die DATABASE_URL nennt, gibt es nicht; legen Sie sie an, oder berichtigen Sie den Namen (docs/operations.md)",
    notGranted:
      "Der Benutzer in DATABASE_URL darf diese Datenbank nicht verwenden; erteilen Sie ihm das Recht (docs/operations.md)",
    noConnectionLeft:
      "Die Datenbank hat keine Verbindung mehr frei; erhöhen Sie max_connections, oder senken Sie DATABASE_POOL_SIZE",
    connectionLost: "Die Datenbank hat die Verbindung beendet; sehen Sie nach, ob sie läuft",
    noTables: "Die Tabellen fehlen; führen Sie erst `mayfrom migrate` aus",
    otherTables: "Die Tabellen haben einen anderen Stand; führen Sie erst `mayfrom migrate` aus",
    cannotOpen:
      "Die Datenbank in DATA_DIR lässt sich nicht öffnen; prüfen Sie, wem sie gehört und ob der Datenträger voll ist",
    notIntact: "Die Datei mayfrom.sqlite in DATA_DIR ist keine heile Datenbank; spielen Sie eine Sicherung ein",
    readOnly: "In die Datenbank in DATA_DIR lässt sich nicht schreiben; prüfen Sie, wem sie gehört",
    held: "Ein anderes Programm hält die Datenbank in DATA_DIR; beenden Sie es erst",
    dataDiskFull: "Der Datenträger mit DATA_DIR ist voll",
    placeTaken:
      "{{place}} ist von einem anderen Programm belegt; beenden Sie es, oder lauschen Sie anderswo (PORT oder die Variable dafür)",
    notOurAddress: "{{place}} ist keine Adresse dieses Rechners; berichtigen Sie HOST oder die Variable dafür",
    noAnswer: "{{place}} antwortet nicht ({{code}}); prüfen Sie, ob dort etwas läuft und es die richtige Stelle ist",
    noAddress:
      "Zum Namen eines Servers gibt es keine Adresse; berichtigen Sie ihn in der Umgebung (DATABASE_URL, SMTP_URL)",
    notThere: "{{path}} gibt es nicht",
    isDirectory: "Das ist ein Verzeichnis; nennen Sie eine Datei darin",
    mayNotListen: "{{place}}: Dieser Benutzer darf dort nicht lauschen",
    mayNotUse: "{{place}}: Dieser Benutzer darf das nicht verwenden",
    diskFull: "Der Datenträger ist voll",
    pending: "Migrationen stehen aus; führen Sie erst `mayfrom migrate` aus",
  },
};

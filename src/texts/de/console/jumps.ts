import type { ConsoleJumpTexts } from "../../console.types.js";

/** Wege von einem Bereich und einer Seite zur anderen, auf Deutsch. */
export const consoleJumpTexts = {
  consoleJump: {
    label: "Bereich wechseln",
    hint: "Name eines Resellers oder einer Domain…",
    own: "Ihr eigener",
    nothing: "Kein Reseller und keine Domain beginnt mit „{{text}}“",
    sameScreen: "{{screen}} dort",
    typeHint: "Den Anfang eines Namens eingeben",
  },
  consoleShortcut: {
    title: "Tasten",
    search: "Suchen",
    keys: "Diese Liste",
    home: "Übersicht",
    readiness: "Bereitschaft",
    schedule: "Zeitplan",
    domains: "Domains",
    rows: "Nächste Zeile, vorige Zeile",
    openRow: "Zeile öffnen",
    selectRow: "Zeile auswählen",
    answerRow: "Anfrage freigeben oder ablehnen",
    turn: "Seite zurück, Seite vor",
    close: "Einen Dialog schließen",
    done: "Schließen",
    ctrlK: "Strg K",
  },
} as const satisfies ConsoleJumpTexts;

/** Ways from one scope and screen to another, in English. */
export const consoleJumpTexts = {
  consoleJump: {
    label: "Change the scope",
    hint: "Name of a reseller or domain…",
    own: "Yours",
    nothing: "No reseller or domain begins with “{{text}}”",
    sameScreen: "{{screen}} there",
    typeHint: "Type the beginning of a name",
  },
  consoleShortcut: {
    title: "Keys",
    search: "Search",
    keys: "This list",
    home: "Home",
    readiness: "Readiness",
    schedule: "Schedule",
    domains: "Domains",
    rows: "Next row, previous row",
    openRow: "Open the row",
    selectRow: "Select the row",
    answerRow: "Approve or refuse a request",
    turn: "Page back, page on",
    close: "Close a dialog",
    done: "Close",
    ctrlK: "Ctrl K",
  },
} as const;

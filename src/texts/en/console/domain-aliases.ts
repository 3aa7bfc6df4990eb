/** The domains that stand for another one, in English. */
export const consoleAliasesTexts = {
  consoleAliases: {
    title: "Alias domains",
    lead: "Every address of {{name}} works at them as well.",
    add: "Add an alias domain",
    none: "No alias domain",
    noneText: "Add one when people write to this domain under another name too.",
    name: "Name of the domain",
    nameHint: "For instance bakery-shop.example",
    added: "{{name}} is added",
    removed: "{{name}} is removed",
    removeTitle: "Remove {{name}}",
    remove: "Remove",
    removeText: "Nobody may send with its addresses any more. Mailboxes and their other addresses stay.",
    proven: "Proven",
    unprovenText: "It counts once it is shown to be yours.",
    publish: "Publish this record in the DNS of the alias domain, and leave it there:",
    showRecord: "Show what to publish",
    look: "Look now",
    aliasOf: "Alias of {{name}}",
  },
} as const;

/** What administrators read first, in English. */
export const consoleHomeTexts = {
  consoleHome: {
    lead: "What needs you, the most harmful first.",
    needsYou: "What needs you",
    quietTitle: "Nothing needs you",
    quietText: "Requests and holds appear here.",
    requests_one: "{{count}} request waits for your answer",
    requests_other: "{{count}} requests wait for your answer",
    requestsText: "Until then these mailboxes may not send as the addresses they asked for.",
    requestsLink: "Answer",
    held: "Enforcement is held in {{scope}}",
    heldText_one: "{{count}} message of the last seven days would have been refused.",
    heldText_other: "{{count}} messages of the last seven days would have been refused.",
    heldLink: "Look at its schedule",
    since: "Since {{time}}",
    week: "The last seven days",
    messages: "Messages seen",
    unresolved: "Would be refused if enforced",
    accounts: "Mailboxes concerned",
    addresses: "Addresses concerned",
  },
} as const;

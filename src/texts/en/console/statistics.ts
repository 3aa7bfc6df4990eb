/** What was sent and what became of it, in English. */
export const consoleStatisticsTexts = {
  consoleStatistics: {
    month: "The last 30 days",
    nothing: "No mail was seen yet. How to let it be seen:",
    submissions: "Messages by outcome",
    accepted: "From confirmed senders",
    unconfirmed: "Not confirmed, let through",
    refused: "Refused",
    finding:
      "Of {{total}} messages {{unconfirmed}} were from senders nobody has confirmed and were let through; {{refused}} were refused.",
    onDay:
      "{{day}}: {{accepted}} from confirmed senders, {{unconfirmed}} not confirmed and let through, {{refused}} refused.",
    refusingSince: "refused since",
    reasons: "Why senders are not confirmed",
    reasonsText: "Messages, refused or let through.",
    reason: "What is missing",
    other: "Something else",
    ofThem: "{{refused}} of them refused",
    senders: "Top senders",
    complaints: "Complaints",
    complaintsText: "Of receivers, about mail from here.",
    ratio: "Mail from other addresses is complained about {{ratio}} times as often.",
    foreign: "Mail from another address than the mailbox's own",
    ownMail: "All other mail",
    kind: "Mail",
    perThousandHead: "Per 1,000 messages",
    perThousand: "{{share}} per 1,000 of {{messages}} messages",
  },
} as const;

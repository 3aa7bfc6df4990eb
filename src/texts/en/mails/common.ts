/** What stands in every mail. */
export const commonMails = {
  common: {
    colon: ":",
    accountLabel: "Account",
    mailboxLabel: "Mailbox",
    addressLabel: "Your address",
    senderLabel: "Sender address",
    throughLabel: "Asked through",
    askedLabel: "Asked on",
    untilLabel: "Answer by",
    internationalForm: "also written {{address}}",
    buttonFallback: "If the button does not work, open this address in your browser:",
    support: "Help: {{contact}}",
    automatic: "This email was sent automatically by {{brand}}; nobody reads replies to it.",
    unsubscribe: "Stop these emails",
  },
} as const;

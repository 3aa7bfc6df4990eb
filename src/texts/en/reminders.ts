/** What the yearly reminder of an address's owner says, as a mail and as a page. */
export const reminders = {
  ownerReminder: {
    subject: "Who may send email as your address: is this still right?",
    heading: "These accounts may send email as {{address}}",
    since: "since {{day}}",
    unlisted_one: "and {{count}} more account",
    unlisted_other: "and {{count}} more accounts",
    text: "Somebody who reads this mailbox has allowed it. We ask once a year whether it is still so.",
    button: "Check and confirm the list",
    wrong:
      "If something is wrong, the same page has a link mailed to you with which you withdraw it. If you do nothing, what is allowed may be paused after several such emails.",
    otherLanguage:
      "In English: who may send email as {{address}}? The page behind the button can be read in English too.",
    footer: "You receive this email because accounts may send as {{address}}.",
  },
  confirmSenders: {
    title: "Who may send email as {{address}}",
    type: "If all of this is right, type {{digits}}",
    button: "All of this is right",
    untyped: "Type the two digits to confirm",
    held: "This looked like a program: press once more",
    confirmed: "You have confirmed who may send email as {{address}}",
    over: "This link no longer works",
    overHint: "Use the one in the newest email.",
  },
} as const;

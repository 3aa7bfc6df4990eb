/** What the pages of a few words say, in English: the end of digests, the question about a mailbox, and help. */
export const smallPages = {
  unsubscribe: {
    askTitle: "No more digests?",
    askText: "Alerts about a stolen password still come.",
    button: "Unsubscribe",
    doneTitle: "You are unsubscribed",
    doneText: "No more digests and announcements will come to this address.",
    again: "Send them again",
    heldTitle: "This looked like a program: press once more",
    againTitle: "Digests and announcements come again",
    unknownTitle: "This link is not valid",
    unknownText: "Use the one in the newest mail.",
  },
  confirmEmail: {
    askTitle: "Is this mailbox yours?",
    askText:
      "Somebody has named it as the contact address of an administrator at {{platform}}. If it is yours, alerts and requests for approval come to it from now on. Nothing else has been sent to it, and nothing is until you confirm.",
    confirm: "Yes, send mail here",
    refuse: "No, this is not me",
    confirmedTitle: "The address is confirmed",
    confirmedText: "Mail for the administrator comes to it from now on.",
    refusedTitle: "The address is removed",
    refusedText: "Nothing more comes to it because of this request.",
    type: "To confirm, type {{digits}}",
    untypedTitle: "Type the two digits to confirm",
    heldTitle: "This looked like a program: press once more",
    change: "Change this answer",
    overTitle: "This link is not valid",
    overText: "Use the one in the newest mail, or ask for another one.",
  },
  refusalHelp: {
    question: "Why was my message refused?",
    title: "Your message was not sent",
    why: "You tried to send from an address that is not registered for your mailbox. This protects everybody's name, yours too.",
    add: "Open the settings of your webmail or your control panel and add the address as an identity.",
    confirm:
      "The owner of the address gets a mail and is asked to confirm. Tell them the two-digit number that you see.",
    again: "Once it is confirmed, send your message again. Until then, use your own address.",
  },
  administrationHelp: {
    question: "Where is this decided?",
    title: "This is decided in your control panel",
    why: "Requests, proposals and what enforcement would refuse are shown and answered there.",
    signIn: "Sign in to the control panel of your provider and open the part about senders.",
    queries: "Whoever works with the API directly uses the queries approvals, proposals, authorizations and readiness.",
  },
} as const;

/** What mails say where something is wrong that somebody has to look at. */
export const alarmMails = {
  securityAlert: {
    subject: "{{account}} sends under many addresses that are not its own",
    heading: "{{account}} sends under many addresses that are not its own",
    text_one: "Since {{since}} this mailbox has used {{count}} sender address that is not its own.",
    text_other: "Since {{since}} this mailbox has used {{count}} different sender addresses that are not its own.",
    meaning:
      "This is what a stolen password looks like. Change the password of the mailbox and check the devices it is stored on. If this is a mailing that you know of, have its addresses allowed first.",
    budget: "The owners of these addresses are not asked beyond the usual daily limit.",
    button: "Open the mailbox",
  },
  complaintAlert: {
    subject: "Recipients complain about mail from {{account}}",
    heading: "Recipients complain about mail from {{account}}",
    text_one: "{{count}} recipient has reported mail that {{account}} sent as {{address}} as unwanted.",
    text_other: "{{count}} recipients have reported mail that {{account}} sent as {{address}} as unwanted.",
    paused:
      "The mailbox may not use this sender address until an administrator resumes it or its owner confirms it anew.",
    notPaused: "Nothing has been changed. Look at what this mailbox sends.",
    button: "Open the mailbox",
  },
  domainConflict: {
    subject_one: "Whose is {{domain}}?",
    subject_other: "Whose are {{domain}} and others?",
    heading: "Domains that wait for your decision",
    text_one:
      "{{count}} domain was created in which other customers already hold authorizations. It stays unproven until you decide.",
    text_other:
      "{{count}} domains were created in which other customers already hold authorizations. They stay unproven until you decide.",
    label: "Domain",
    todo: "Confirm a domain once you know that it is its reseller's; delete it if it is not.",
    button: "Decide about it",
  },
  mailRefusals: {
    subject_one: "{{count}} of our emails was refused elsewhere",
    subject_other: "{{count}} of our emails were refused elsewhere",
    heading: "Other mail servers refuse our emails",
    text_one:
      "{{count}} email was refused within a day because of us: network, sender, signature or content. No address is at fault; the email is tried again for five days.",
    text_other:
      "{{count}} emails were refused within a day because of us: network, sender, signature or content. No address is at fault; the emails are tried again for five days.",
    label: "What they answered",
    todo: "The command “mayfrom doctor” shows the same. A block list names its own page; a signature or sender is set right in your DNS and mail server.",
  },
  webhookDisabled: {
    subject: "Nothing is sent to the webhook “{{name}}” any more",
    text: "Its receiver has accepted no message since {{since}}, so the webhook is stopped. What happens from now on is not sent to it.",
    hostLabel: "Receiver",
    todo: "Once the receiver works again, let the webhook send again: what has waited is sent then. What happened meanwhile stands in the list of changes.",
    button: "Open the webhooks",
  },
} as const;

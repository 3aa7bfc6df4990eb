/** What mails say to those who administer domains and resellers: what waits for them and what begins when. */
export const administratorMails = {
  approvalRequest: {
    subject_one: "{{count}} request to send as an address of {{domain}}",
    subject_other: "{{count}} requests to send as addresses of {{domain}}",
    heading: "{{account}} asks to send email as {{address}}",
    text: "The address belongs to {{domain}}, which you administer. You can approve or refuse the request; the owner of the address has been asked too, and whoever answers first decides.",
    waiting_one: "{{count}} request is waiting for you.",
    waiting_other: "{{count}} requests are waiting for you.",
    button: "See what waits",
    footer: "You receive this email because you administer {{domain}}.",
  },
  digestReseller: {
    subject: "Senders without permission, {{scope}}: {{from}} to {{until}}",
    heading: "Senders without permission in {{scope}}",
    text: "What was seen from {{from}} to {{until}}, and would be refused if enforcement were on:",
    messages_one: "message",
    messages_other: "messages",
    accounts_one: "mailbox",
    accounts_other: "mailboxes",
    addresses_one: "sender address",
    addresses_other: "sender addresses",
    pending_one: "open question",
    pending_other: "open questions",
    enforced: "Enforcement begins on {{date}}.",
    notEnforced: "No date for enforcement is set.",
    enforcedNow: "Enforcement is on: such mail is refused.",
    held: "Enforcement was to begin on {{date}} and waits, because too much mail would have been refused.",
    heldDomains_one: "Enforcement waits in {{count}} of your domains; an email of its own says why.",
    heldDomains_other: "Enforcement waits in {{count}} of your domains; an email about each says why.",
    heldResellers_one: "Enforcement waits for {{count}} of your resellers; an email of its own says why.",
    heldResellers_other: "Enforcement waits for {{count}} of your resellers; an email about each says why.",
    leftOut_one:
      "Not counted: {{count}} message of mailboxes that somebody else has probably used. An email of its own says which.",
    leftOut_other:
      "Not counted: {{count}} messages of mailboxes that somebody else has probably used. An email of its own says which.",
    most: "Most used:",
    row_one: "as {{address}}: {{count}} message",
    row_other: "as {{address}}: {{count}} messages",
    button: "Open the report",
    footer: "You receive this email because you administer {{scope}}.",
  },
  announcement: {
    subject: "From {{date}}: mail needs a confirmed sender address",
    heading: "From {{date}} on, mail needs a confirmed sender address",
    text: "Today a mailbox can send mail under any sender address. From {{date}} on, {{brand}} accepts mail only if the sender address is the mailbox's own, or if the owner of the address has confirmed it. This protects everybody from forged senders.",
    figures: "Among your own customers, in the last weeks:",
    messages_one: "message that would be refused",
    messages_other: "messages that would be refused",
    accounts_one: "mailbox concerned",
    accounts_other: "mailboxes concerned",
    addresses_one: "sender address to confirm",
    addresses_other: "sender addresses to confirm",
    todo: "What to do: whoever sends with another address adds it once. Its owner receives an email, confirms, and nothing else changes.",
    nothing: "Nothing is to be done among your own customers: of their mail of the last weeks none would be refused.",
    button: "Open the report",
    forward: "You may pass this announcement on to your customers.",
  },
  enforcementHold: {
    subject: "Enforcement waits for {{scope}}",
    heading: "Enforcement waits for {{scope}}",
    text_one:
      "For {{scope}}, mail without a confirmed sender address was to be refused from {{date}} on. {{count}} message of {{from}} to {{until}} would have been.",
    text_other:
      "For {{scope}}, mail without a confirmed sender address was to be refused from {{date}} on. {{count}} messages of {{from}} to {{until}} would have been.",
    limit:
      "The policy allows for fewer than {{threshold}}, so nothing is refused here until an administrator lets enforcement begin.",
    todo: "The report names the mailboxes and addresses. Have the addresses confirmed, then let enforcement begin.",
    howTo:
      "An administrator can let it begin at any time: in the schedule, or with the call below. It is not held again. A new date in the schedule counts as well.",
    button: "Open the schedule",
  },
  proofGone: {
    missingSubject: "The DNS record of {{domain}} is gone",
    missingText:
      "The record that proves {{domain}} has not been found since {{since}}. Nothing has changed yet. If it is not back by {{until}}, what rests on it is paused.",
    pausedSubject: "{{domain}} is not proven any more",
    pausedText:
      "The record that proves {{domain}} has been gone since {{since}}. What rests on it is paused until the record is back.",
    hosted:
      "While the domain is not proven, its mailboxes may send as exactly their own address: no aliases, no addresses that were granted.",
    authorized: "This mailbox was allowed to send as every address in the domain.",
    nameLabel: "Name",
    valueLabel: "Value (type TXT)",
    todo: "Publish the record again and leave it there. It is looked for every day; nothing else has to be done.",
    button: "Open its page",
  },
} as const;

/** What stands where mails and refusals lead, in English: what to do about it, and whom to ask. */
export const entrances = {
  entrance: {
    addressLabel: "Sender address",
    accountLabel: "Mailbox",
    domainLabel: "Domain",
    loginLabel: "Signed in as",
    headerLabel: "Author in the message",
    queueLabel: "Queue id",
    panel: "Open the control panel",
    ask: "Help: {{contact}}.",
    askProvider: "If you do not find it there, ask whoever runs your mailbox.",
    nothingHere: "Nothing is changed on this page.",
    program: "For programs: {{names}}.",
  },
  sendersEntrance: {
    title: "How to use another sender address",
    text: "A mailbox sends as its own address, and as others once their owners have agreed. That protects everybody's name, yours too.",
    add: "Add the address as an identity in the settings of your webmail or of your control panel.",
    confirm: "The owner of the address gets an email and is asked. Tell them the two-digit number that you see.",
    again: "Once they have agreed, send your message again. Until then use your own address.",
  },
  requestsEntrance: {
    title: "How to answer requests for addresses of your domain",
    open: "Open the part about senders in your control panel, and there the requests that wait.",
    meaning: "Approve only what you know of: the mailbox then sends in the name of your domain.",
    silence: "Until one is answered, nothing is allowed.",
  },
  readinessEntrance: {
    title: "How to see what would be refused",
    open: "Open the report in your control panel: it names each mailbox and sender address, and how often it was used.",
    settle: "Have each address that is needed added to its mailbox. Its owner is asked and agrees.",
    rest: "What nobody needs any more goes by itself, once it is no longer used.",
  },
  scheduleEntrance: {
    title: "How to set when enforcement begins",
    open: "Open the schedule in your control panel. It shows when mail without a confirmed sender address begins to be refused.",
    held: "Where enforcement is held, see first in the report what would be refused, then let it begin.",
    later: "A later date can be set for a single domain, too.",
  },
  explainEntrance: {
    title: "How to find out why a message was refused",
    open: "Whoever runs the mailbox sees the reason in the control panel. Give them what stands here.",
    usual:
      "Most often the sender address is not registered for the mailbox: it has to be added there, and its owner to agree.",
  },
  mailboxesEntrance: {
    title: "How to look after a mailbox that was reported",
    open: "Open the mailbox in your control panel and look at the sender addresses that it has used.",
    password: "If you do not know of them, change the password and end all its sessions.",
    paused: "What was paused may be resumed there once the cause is gone.",
  },
  domainsEntrance: {
    title: "How to prove that a domain is yours",
    open: "Open the domain in your control panel. It shows the DNS record that is needed.",
    publish: "Publish the record with whoever runs the domain's DNS, just as it stands there.",
    wait: "It is looked for by itself, and daily from then on: leave it in place.",
  },
  consoleEntrance: {
    title: "Where senders are looked after",
    open: "Sign in to the control panel of your provider and open the part about senders.",
  },
} as const;

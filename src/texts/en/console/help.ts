/** What people ask, and its answers, in English. */
export const consoleHelpTexts = {
  consoleHelp: {
    onScreen: "Help with this page",
    lead: "What an address is here, why mail can be refused, and what to do.",
    identity: "What is an identity?",
    identityText:
      "An address that you send as. Your own address and its aliases are yours. Any other belongs to somebody, who is asked once by email whether you may use it. Nobody else can send as you without your yes either.",
    refusal: "Why was my email refused?",
    refusalText:
      "It named a sender that nobody has confirmed for this mailbox. The refusal names that address and leads here. Nothing is lost: the message is still in your program. Choose a confirmed sender, or add the address and send again once its owner has said yes.",
    add: "How do I add an address?",
    addAsk: "Enter the address. You see a number.",
    addOwner:
      "Its owner gets an email with a question and confirms it with that number. In domains that are hosted here an administrator may answer instead.",
    addThen: "From then on every outbound server lets the address through, within seconds.",
    webmail: "And in webmail?",
    webmailText:
      "Webmail lists the same addresses under Settings, Identities. Adding one there asks the same question; a refusal while you write offers to do it. Mail programs need no setting: they may send as every confirmed address.",
    stolen: "I see an address that I never used",
    stolenText:
      "Then somebody else may know your password. Change it first, then choose “That was not me” beside the address.",
    whom: "Whom can I ask?",
    whomUser: "Whoever gave you this mailbox.",
    whomAdministrator: "Whoever runs this platform.",
  },
} as const;

/** What the API says, for people's screens, to whoever asked the owner of an address. */
export const asking = {
  askingAdvice: {
    NOBODY_READS: "As a rule nobody reads mail to such an address, so the question may stay unanswered.",
    ROLE_ADDRESS: "Such an address is read by whoever runs the domain, who may not answer questions of this kind.",
    OUR_OWN_ADDRESS: "This is the address that the questions come from; nobody reads mail to it.",
    instead:
      "Prove the domain by DNS (requestDomainAuthorization), or have an administrator of the domain or the operator grant it.",
  },
  deliveryProblem: {
    DELAYED:
      "The email waits at a mail server on its way, which goes on trying. The time to answer has been moved; nothing need be done.",
    NOT_TAKEN:
      "The address's mail server did not take the email: the mailbox was full, or the server busy or out of reach. Tell the owner, and ask again later.",
    ADDRESS_GONE: "The address's mail server says that nobody receives mail there. Look for a typing error.",
    SENDER_REFUSED:
      "The address's mail server does not take this mail from us. Whoever runs this service has been told; the address itself may be right. Try again later, or prove the domain by DNS.",
    NOT_FOR_STRANGERS:
      "The address takes no mail from outside its organisation. Have its owner let the sender of the question in, or prove the domain by DNS.",
  },
} as const;

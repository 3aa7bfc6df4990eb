/** What mails say about somebody's own sign-in and mailbox. */
export const signInMails = {
  credentialNotice: {
    passwordResetSubject: "The password of {{login}} was changed",
    passwordResetText:
      "An administrator gave {{login}} another password on {{at}}. Whoever was signed in with the old one has to sign in again.",
    emailChangedSubject: "Mail for {{login}} goes to another address",
    emailChangedText:
      "Since {{at}} notices for the administrator {{login}} go to another address. This is the last one that comes here.",
    appAddedText:
      "On {{at}} an authenticator app was added for {{login}}. From now on every sign-in asks for a second factor.",
    passkeyAddedText:
      "On {{at}} a passkey was added for {{login}}. From now on every sign-in asks for a second factor.",
    factorAddedSubject: "A second factor was added for {{login}}",
    factorAddedText: "On {{at}} a second factor was added for {{login}}. It is asked for at every sign-in from now on.",
    factorRemovedSubject: "A second factor of {{login}} was removed",
    factorRemovedText: "On {{at}} {{login}} removed a second factor.",
    appRemovedText: "On {{at}} {{login}} removed an authenticator app.",
    passkeyRemovedText: "On {{at}} {{login}} removed a passkey.",
    factorResetSubject: "The second factor of {{login}} was reset",
    factorResetText:
      "On {{at}} an administrator removed all second factors and recovery codes of {{login}}. Until a new one is added, only the password is asked for.",
    factorGuessedSubject: "Somebody knows the password of {{login}}",
    factorGuessedText:
      "On {{at}} somebody typed the right password of {{login}} and then wrong codes, again and again. Nobody was let in. If that was not you, change the password now.",
    codeUsedSubject: "A recovery code of {{login}} was used",
    codeUsedText: "On {{at}} somebody signed in as {{login}} with a recovery code. That code is used up.",
    codesRenewedSubject: "{{login}} has new recovery codes",
    codesRenewedText: "On {{at}} new recovery codes were made for {{login}}. The earlier ones no longer work.",
    viewedSubject: "Support has looked at what {{login}} sees",
    viewedText:
      "On {{at}} somebody who administers above you opened a view of everything that {{login}} sees. It ends within half an hour and can change nothing. Your sessions show it, and you can end it there.",
    meaning: "If you expected this, there is nothing to do. If not, tell whoever administers above you at once.",
    button: "Open sign-in and security",
  },
  emailConfirmation: {
    subject: "Is this mailbox yours? A question from {{brand}}",
    heading: "Is this mailbox yours?",
    text: "Somebody has named this mailbox as the contact address of an administrator at {{brand}}. If it is yours, confirm it: alerts and requests for approval then come to it.",
    addressLabel: "Mailbox",
    button: "Look at the question",
    otherwise:
      "The link works until {{until}}. If this is not you, there is nothing to do: nothing else comes to this mailbox. On the page you can also say so.",
  },
  mailTest: {
    subject: "A test email from {{brand}}",
    heading: "This email has arrived",
    text: "An operator of {{brand}} has sent it to see whether emails arrive. If that was you, confirm it with the code.",
    codeLabel: "Code",
    button: "Confirm that it has arrived",
    footer: "If it was not you, there is nothing to do.",
  },
} as const;

/** What mails say to the owner of an address. */
export const ownerMails = {
  question: {
    subject: "May {{account}} send email as your address?",
    ask: "{{account}} is trying to use {{address}} to send email, do you want to allow this?",
    why: "Mail sent by {{account}} would then carry your address as its sender. Nobody may use your address through {{brand}} unless you allow it.",
    button: "Answer this question",
    opens: "The button opens a page that shows both addresses. Nothing is decided until you choose there:",
    allowTerm: "Allow",
    allowText: "{{account}} may send as {{address}}. You can withdraw this at any time.",
    denyTerm: "Deny",
    denyText: "This request is denied.",
    blockTerm: "Never ask me again",
    blockText: "It is denied, and we mail you a link with which you end all questions about this address.",
    number:
      "To allow it you type two digits on that page. The person who asked sees them on their screen: let them tell you. If you do not know who is asking, deny.",
    otherLanguage:
      "In English: {{account}} is trying to use {{address}} to send email, do you want to allow this? The page behind the button can be read in English too.",
    silence: "If you do nothing, nothing is allowed.",
    ownerText: "See everybody who may send as {{address}}:",
    ownerLink: "Who may use my address",
    footer: "You receive this email because somebody asked to send as {{address}}.",
  },
  questionDigest: {
    subject_one: "{{count}} question about who may send as your address",
    subject_other: "{{count}} questions about who may send as your address",
    heading_one: "{{count}} account is trying to use {{address}} to send email, do you want to allow this?",
    heading_other: "{{count}} accounts are trying to use {{address}} to send email, do you want to allow this?",
    text: "Each has a page of its own, on which you allow or deny. If you do nothing, nothing is allowed.",
    answer: "Answer",
    allowText: "The account may send as your address. You can withdraw this at any time.",
    otherLanguage:
      "In English: who may send email as {{address}}? The pages behind the buttons can be read in English too.",
    through: "asked through {{brand}}",
    throughWithHelp: "asked through {{brand}}; help: {{contact}}",
    number:
      "To allow one you type two digits on its page. The person who asked sees them on their screen: let them tell you. If you do not know who is asking, deny.",
  },
  ownerLink: {
    subject: "Your link to change who may send as you",
    heading: "Change who may send email as {{address}}",
    text: "This link opens the page of your address for an hour: every account that may send as it, and buttons to withdraw that. It asks for the two digits that stood where the link was asked for.",
    button: "Open my address's page",
    keep: "Without those digits the link opens nothing. Even so, do not pass it on.",
    footer:
      "You receive this email because its link was asked for. If it was not you, you can ignore it: nothing has changed.",
  },
  ownerNotice: {
    subject: "Who may send as you was changed",
    heading: "On the page of {{address}} something was changed",
    withdrawn: "Withdrawn: {{account}}.",
    denied: "Denied: {{account}}.",
    blocked: "Nobody can ask you about this address any more.",
    unblocked: "People can ask you about this address again.",
    takenBack: "A change was undone.",
    turnedRound: "It has been undone.",
    otherwise:
      "If that was you, there is nothing to do. If not, open the page and have a link mailed: until {{until}} it can be undone.",
    button: "Open my address's page",
    footer:
      "You receive this email because somebody with a link from your mailbox changed who may send as {{address}}.",
  },
  answerNotice: {
    allowed: "{{account}} may now send email as your address",
    allowedBy: "Somebody allowed this with the link in an email to you.",
    allowedOtherwise:
      "If that was you, there is nothing to do. If not, open the page of your address and have a link mailed with which you can withdraw it.",
    denied: "Denied: {{account}} may not send as your address",
    deniedBy: "Somebody denied this with the link in an email to you. Programs that check emails do so, too.",
    deniedOtherwise:
      "If that was you, there is nothing to do. If not, the link in the email that asked you changes the answer until {{until}}; after that, have the question mailed again on the page of your address.",
    answeredLabel: "Answered on",
    untilLabel: "Ends on",
    footer: "You receive this email because a question about your address was answered. It asks nothing of you.",
  },
  ownerOverruled: {
    subject: "{{account}} may now send email as your address",
    refused: "You have said no to this. The operator of {{brand}} has allowed it all the same.",
    withdrawn: "You had withdrawn this. The operator of {{brand}} has allowed it again.",
    blocked: "You want nobody to ask you about this address. The operator of {{brand}} has allowed this all the same.",
    unanswered: "You were asked about this and have not answered. The operator of {{brand}} has allowed it meanwhile.",
    givenLabel: "Allowed on",
    meaning: "If you do not agree, withdraw it on the page of your address: your word counts from then on.",
    footer: "You receive this email because it is about your address. It asks nothing of you.",
  },
  replyHelp: {
    subject: "Your reply has decided nothing: how to answer",
    heading: "Your reply has decided nothing",
    text: "You replied to an email that asks who may send email as your address. Nobody reads such replies, and none counts: anybody can write one in your name.",
    answerTerm: "To answer",
    answerText:
      "Open the email with the question and press its button. The page shows who asks and for which address, and you choose there. To allow it you need the two digits that the asker sees.",
    refuseTerm: "To deny",
    refuseText: "Do nothing, or choose Deny on that page. Without your answer nothing is allowed.",
    aloneTerm: "To be left alone",
    aloneText:
      "Choose “Never ask me again” on that page: it denies, and leads to a link with which you end all questions about this address.",
    lostTerm: "If the email is lost or its time is over",
    lostText:
      "If its time is over, its page mails you the question once more. If it is lost, let whoever wants to use your address ask again.",
    footer: "You receive this email, at most once a day, because a reply came from {{address}}.",
  },
} as const;

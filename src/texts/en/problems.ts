/**
 * Why something is refused, for those whom mailbox users meet. English callers get the operation's own words, which say
 * more; other languages these.
 */
export const problems = {
  problem: {
    wrongPassword: "The login or the password is wrong",
    tokenExpired: "You are signed in no longer; sign in again",
    loginSuspended: "This login is suspended; ask your administrator",
    tooManySignIns: "Too many sign-ins have failed; wait and try again",
    wrongSecondFactor: "This code does not fit, or was used before",
    signInTookTooLong: "This took too long; begin anew with your password",
    passwordLength: "A password has {{min}} to {{max}} characters",
    passwordNotMatching: "This is not your current password",
    addressMalformed: "This is not an email address",
    addressReadsAsWeb:
      "Before the @ stands what reads as a web address or a sentence; nobody is asked about it by mail",
    addressNeedsSmtpUtf8:
      "Our mail server cannot write to an address with such letters before the @, so its owner cannot be asked",
    addressReceivesNoMail: "This address receives no mail, so its owner cannot be asked",
    nameLooksLikeAddress: "The name holds another address",
    askedAlready: "The owner of this address has been asked already",
    maySendAlready: "You may send as this address already",
    pausedAlready: "The permission to use this address is paused",
    ownerSaidNo: "The owner of this address has said no",
    ownerSaidNoUntil: "The owner of this address has said no; it can be asked for again from {{until}} on",
    ownerNotAnswered: "The owner of this address has not answered yet",
    limitReached: "That is the most for now ({{limit}}); try again later",
    pictureKind: "This is no PNG, JPEG or WebP picture",
    pictureDamaged: "The picture is damaged or incomplete, or something else is attached to it: save it anew",
    pictureTooBig: "The picture is bigger than {{limit}} kB",
    pictureTooManyPixels: "The picture has more than {{limit}} million pixels",
    pictureTooLong: "The picture is wider or higher than {{limit}} pixels",
    textTooLong: "This is longer than {{limit}} characters",
    characterNotAllowed: "There is a character that may not stand here",
    versionChanged: "This was changed elsewhere meanwhile",
    lastProfile: "This is the only profile of the address",
    profileExists: "This profile is there already",
    numberNotMatching: "This is not the number that the asker sees; a second wrong one ends the question",
    questionOver: "This question is over",
    notFound: "This does not exist, or not any more",
  },
} as const;

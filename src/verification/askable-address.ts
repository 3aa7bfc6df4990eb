import { badInput, type EmailAddress, parseEmailAddress } from "../kernel/index.js";

/**
 * Written beside a link or recognised as one by mail programs, in whatever case; percent signs hide one. With brackets
 * or an @ of its own it reads as somebody else's address, and no mail transport carries brackets through as they are.
 */
const READS_AS_URL = /[/\\:%?<>@]|(?:^|[^a-z0-9])(?:www\d?\.|https?(?:[^a-z]|$))/iu;

const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;
const MAX_WORDS = 6;
const MAX_WORD_LENGTH = 30;

/** Of sentences that tell somebody something; an address of a person or an office has at most one of them. */
const WORDS_OF_SENTENCES = new Set(
  [
    "an are been call click dear get have has hello here held if is it must not now our pay please see sent stop that",
    "this to urgent visit was we were will win winner won you your yours",
    "bitte das dem dringend hier ihr ihre ihrem ihren ist jetzt klicken kostenlos nicht rufen sehen sie sind unser wir",
    "wurde zahlen",
    "appelez avez avons cliquez est etes êtes gratuit ici maintenant notre nous payez pour que sont voir vos votre vous",
  ]
    .join(" ")
    .split(" "),
);

/** Of names: `jean.de.la.tour`, `van.der.berg`. */
const WORDS_OF_NAMES = new Set("and da de del den der di du la le les of the und van von zu zum zur".split(" "));

/**
 * Whether what stands before the @ could serve somebody as a message: a web address, or a sentence, in quotation marks
 * or with dots in the place of blanks. A subaddress is shown to no stranger whole, so of it only web addresses count.
 */
export function readsAsMessage({ localPart }: Pick<EmailAddress, "localPart">): boolean {
  if (READS_AS_URL.test(localPart) || /\s/u.test(localPart)) return true;
  const base = /^[^+]+(?=\+)/u.exec(localPart)?.[0] ?? localPart;
  const words = (base.toLowerCase().match(WORD) ?? []).filter((word) => !WORDS_OF_NAMES.has(word));
  if (words.length > MAX_WORDS || words.some((word) => word.length > MAX_WORD_LENGTH)) return true;
  return words.length > 2 && words.filter((word) => WORDS_OF_SENTENCES.has(word)).length > 1;
}

/** Throws BAD_USER_INPUT where a mail that names both would carry words of the asker's choosing to a stranger. */
export function requireAskable(accountAddress: string, addressKey: string, field: string): void {
  if (isMessage(addressKey)) {
    throw badInput(
      "ADDRESS_READS_AS_WEB_ADDRESS",
      `${field}.address`,
      "Before the @ of this address stands what reads as a web address or a sentence; nobody is asked about it by mail",
      "an address without web address and sentence, or a domain authorization by DNS",
    );
  }
  if (isMessage(accountAddress)) {
    throw badInput(
      "ADDRESS_READS_AS_WEB_ADDRESS",
      `${field}.accountId`,
      "Before the @ of the account's own address stands what reads as a web address or a sentence; no stranger gets mail that names it",
      "an account whose address is a name",
    );
  }
}

function isMessage(address: string): boolean {
  const parsed = parseEmailAddress(address);
  return parsed.ok && readsAsMessage(parsed.address);
}

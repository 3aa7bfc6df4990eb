import { malformed } from "../wire/protocol-trouble.js";
import { formatStrings } from "./packet.js";

/** What a filter may do with a message (SMFIF_*), by bit. */
const ACTIONS = { addHeaders: 1 << 0, changeHeaders: 1 << 4, setMacroLists: 1 << 8 } as const;

/** What a filter does without (SMFIP_*), by bit: commands that are not sent, and replies that are not expected. */
const PROTOCOL = {
  noConnect: 1 << 0,
  noHelo: 1 << 1,
  noRecipient: 1 << 3,
  noBody: 1 << 4,
  noReplyToHeader: 1 << 7,
  noUnknown: 1 << 8,
  noData: 1 << 9,
  canSkipBody: 1 << 10,
} as const;

const WANTED_ACTIONS = ACTIONS.addHeaders | ACTIONS.changeHeaders | ACTIONS.setMacroLists;
const WANTED_PROTOCOL = Object.values(PROTOCOL).reduce((all, bit) => all | bit, 0);

const OUR_VERSION = 6;
/** Version 1 has no protocol bits; no MTA of this century speaks it. */
const MIN_VERSION = 2;
const THREE_NUMBERS = 12;

/** Stages of SETSYMLIST (SMFIM_*). */
const MAIL_STAGE = 2;
const END_STAGE = 5;
const HEADER_END_STAGE = 6;

export interface Negotiated {
  readonly canAddHeaders: boolean;
  readonly canChangeHeaders: boolean;
  readonly canSkipBody: boolean;
  readonly expectsReplyToHeader: boolean;
}

/**
 * Takes what the MTA offers and asks for the part of it that we can use: an action or a version that was not offered is
 * an error to Postfix (milter8.c). Also returns the data of our answer.
 */
export function negotiate(offer: Buffer): { negotiated: Negotiated; answer: Buffer } {
  if (offer.length < THREE_NUMBERS) throw malformed("an option negotiation that is too short");
  const version = Math.min(OUR_VERSION, offer.readUInt32BE(0));
  if (version < MIN_VERSION) throw malformed("an MTA that speaks milter version 1");
  const actions = offer.readUInt32BE(4) & WANTED_ACTIONS;
  const protocol = offer.readUInt32BE(8) & WANTED_PROTOCOL;

  const numbers = Buffer.alloc(THREE_NUMBERS);
  numbers.writeUInt32BE(version, 0);
  numbers.writeUInt32BE(actions >>> 0, 4);
  numbers.writeUInt32BE(protocol >>> 0, 8);
  const macroLists = (actions & ACTIONS.setMacroLists) === 0 ? [] : formatMacroLists();
  return {
    negotiated: {
      canAddHeaders: (actions & ACTIONS.addHeaders) !== 0,
      canChangeHeaders: (actions & ACTIONS.changeHeaders) !== 0,
      canSkipBody: (protocol & PROTOCOL.canSkipBody) !== 0,
      expectsReplyToHeader: (protocol & PROTOCOL.noReplyToHeader) === 0,
    },
    answer: Buffer.concat([numbers, ...macroLists]),
  };
}

/** The macros we live by, so that a changed `milter_mail_macros` cannot take the login from us. */
function formatMacroLists(): Buffer[] {
  const lists: [number, string][] = [
    [MAIL_STAGE, "{auth_authen}"],
    [HEADER_END_STAGE, "i"],
    [END_STAGE, "i"],
  ];
  return lists.map(([stage, names]) => {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(stage);
    return Buffer.concat([number, formatStrings(names)]);
  });
}

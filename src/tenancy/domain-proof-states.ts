import { stateMachine } from "../kernel/index.js";
import { DomainProofKind } from "./domain-proof.js";

const { UNPROVEN, DNS_TXT, MX, OPERATOR } = DomainProofKind;

/** What may take the place of a domain's proof: the event is named by what is found, UNPROVEN where nothing is. */
export const DOMAIN_PROOF_STATES = stateMachine<DomainProofKind, DomainProofKind>({
  subject: "A domain",
  beginnings: [UNPROVEN, OPERATOR],
  endings: [],
  events: {
    UNPROVEN: "called in question",
    DNS_TXT: "proven by a record",
    MX: "proven by its mail exchangers",
    OPERATOR: "confirmed",
  },
  transitions: {
    // In question while it is unproven, it is in conflict.
    UNPROVEN: { UNPROVEN, DNS_TXT, MX, OPERATOR },
    DNS_TXT: { UNPROVEN, MX },
    MX: { UNPROVEN, DNS_TXT },
    // The operator's word needs no record.
    OPERATOR: { UNPROVEN },
  },
});

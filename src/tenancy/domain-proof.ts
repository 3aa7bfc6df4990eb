import { registerEnumType } from "type-graphql";

/** What shows that a domain is its tenant's own. What is typed is no proof. */
export enum DomainProofKind {
  UNPROVEN = "UNPROVEN",
  DNS_TXT = "DNS_TXT",
  MX = "MX",
  OPERATOR = "OPERATOR",
}

registerEnumType(DomainProofKind, {
  name: "DomainProofKind",
  description:
    "What shows that a domain is its tenant's own. UNPROVEN: nothing; its mailboxes send as exactly their own login, " +
    "and nothing else follows from it. DNS_TXT: a record under _mayfrom. MX: all its mail exchangers are ones that the " +
    "operator listed for this reseller. OPERATOR: the operator, or a reseller whose word he takes, made or confirmed it.",
  valuesConfig: {
    DNS_TXT: { description: "A TXT record that its reseller was told to publish" },
    MX: { description: "Its mail exchangers are ones that the operator listed for the reseller" },
    OPERATOR: { description: "An operator made or confirmed it" },
    UNPROVEN: {
      description:
        "It is not known to be its reseller's: its accounts send as their own login, and nothing else follows from it",
    },
  },
});

interface WithProof {
  readonly proof: DomainProofKind;
}

/** A domain whose administrators' word is good for its addresses. */
export type Proven<Row extends WithProof> = Row & {
  readonly proof: Exclude<DomainProofKind, DomainProofKind.UNPROVEN>;
};

/**
 * The one answer to "is the word of this domain's administrators good here?": grants, approvals, aliases, sight of others'
 * authorizations and their revocation all rest on it. In SQL it is `isProvenInSql`.
 */
export function isProven<Row extends WithProof>(domain: Row | null | undefined): domain is Proven<Row> {
  return domain !== null && domain !== undefined && domain.proof !== DomainProofKind.UNPROVEN;
}

/** Whether the proof names a reseller (a record does; exchangers are listed for one) and says nothing for another. */
export function isForOneReseller({ proof }: WithProof): boolean {
  return proof === DomainProofKind.DNS_TXT || proof === DomainProofKind.MX;
}

/** `isProven` of a row of `domain` by this alias. */
export function isProvenInSql(alias: string): string {
  return `${alias}.proof <> 'UNPROVEN'`;
}

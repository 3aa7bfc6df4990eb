import { graphql, type ResultOf } from "../graphql/index.js";

export const DOMAIN_PROOF = graphql(`
  query DomainProof($id: ID!, $isOperator: Boolean!) {
    node(id: $id) {
      ... on Domain {
        id
        name
        proof
        provenAt
        isConflict @include(if: $isOperator)
        reseller {
          id
          name
        }
        proofRecord {
          name
          value
          note
        }
        proofCheck {
          lastLookAt
          finding
          goneSince
          pausesAt
        }
      }
    }
  }
`);

export const REQUEST_DOMAIN_PROOF = graphql(`
  mutation RequestDomainProof($id: ID!) {
    requestDomainProof(id: $id) {
      domain {
        id
      }
    }
  }
`);

export const VERIFY_DOMAIN = graphql(`
  mutation VerifyDomain($id: ID!) {
    verifyDomain(id: $id) {
      domain {
        id
        proof
      }
    }
  }
`);

export const CONFIRM_DOMAIN = graphql(`
  mutation ConfirmDomain($id: ID!, $reason: String) {
    confirmDomains(ids: [$id], reason: $reason) {
      id
      proof
    }
  }
`);

type Node = NonNullable<ResultOf<typeof DOMAIN_PROOF>["node"]>;

export type ProvenDomain = Extract<Node, { readonly proof: unknown }>;

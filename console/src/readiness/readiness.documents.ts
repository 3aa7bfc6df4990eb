import { graphql, type ResultOf } from "../graphql/index.js";

/** One walk over what was observed: the figures, and the list that belongs to the kind of scope. */
export const READINESS = graphql(`
  query Readiness($scope: ScopeInput!, $hasResellers: Boolean!, $hasDomains: Boolean!, $hasMailboxes: Boolean!) {
    readiness(scope: $scope) {
      at
      fromDay
      untilDay
      messages
      refused {
        messages
        accounts
        addresses
      }
      unresolved {
        messages
        accounts
        addresses
      }
      lacking {
        reason
        messages
        addresses
      }
      trend {
        day
        messages
        unresolved
      }
      resellers(first: 100) @include(if: $hasResellers) {
        edges {
          node {
            reseller {
              id
              slug
              name
            }
            unresolved {
              messages
              accounts
              addresses
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      domains(first: 100) @include(if: $hasDomains) {
        edges {
          node {
            domain {
              id
              name
            }
            unresolved {
              messages
              accounts
              addresses
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      accounts(first: 100) @include(if: $hasMailboxes) {
        edges {
          node {
            account {
              id
              address
              state
            }
            unresolved
            addresses {
              address
              messages
              days
              lastSeenAt
              reason
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
    policy(scope: $scope) {
      mode
      nextMode {
        mode
        at
      }
    }
  }
`);

export const ASK_OWNER = graphql(`
  mutation AskOwner($input: AddIdentityInput!) {
    addIdentity(input: $input) {
      id
      state
    }
  }
`);

export const GRANT = graphql(`
  mutation Grant($input: GrantAuthorizationInput!) {
    grantAuthorization(input: $input) {
      id
      state
    }
  }
`);

export const SUSPEND = graphql(`
  mutation SuspendMailbox($id: ID!, $reason: String) {
    suspendAccount(id: $id, reason: $reason) {
      id
      state
    }
  }
`);

export type Report = ResultOf<typeof READINESS>["readiness"];
export type ResellersPage = NonNullable<Report["resellers"]>;
export type DomainsPage = NonNullable<Report["domains"]>;
export type MailboxesPage = NonNullable<Report["accounts"]>;
export type MailboxToSettle = MailboxesPage["edges"][number]["node"];
export type AddressToSettle = MailboxToSettle["addresses"][number];
export type MissingGround = AddressToSettle["reason"];

import { graphql, type ResultOf } from "../graphql/index.js";

export const READINESS = graphql(`
  query Readiness($scope: ScopeInput!) {
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

export const RESELLERS_TO_SETTLE = graphql(`
  query ResellersToSettle($scope: ScopeInput!) {
    readiness(scope: $scope) {
      resellers(first: 100) {
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
    }
  }
`);

export const DOMAINS_TO_SETTLE = graphql(`
  query DomainsToSettle($scope: ScopeInput!) {
    readiness(scope: $scope) {
      domains(first: 100) {
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
    }
  }
`);

export const MAILBOXES_TO_SETTLE = graphql(`
  query MailboxesToSettle($scope: ScopeInput!) {
    readiness(scope: $scope) {
      accounts(first: 100) {
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
type Mailboxes = ResultOf<typeof MAILBOXES_TO_SETTLE>["readiness"]["accounts"];
export type MailboxToSettle = Mailboxes["edges"][number]["node"];
export type AddressToSettle = MailboxToSettle["addresses"][number];
export type MissingGround = AddressToSettle["reason"];

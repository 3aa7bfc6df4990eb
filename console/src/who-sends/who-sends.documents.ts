import { graphql, type ResultOf } from "../graphql/index.js";

export const WHO_SENDS = graphql(`
  query WhoSends($filter: AuthorizationFilter!, $first: Int, $last: Int, $after: String, $before: String, $orderBy: [AuthorizationOrder!]) {
    authorizations(filter: $filter, first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          state
          source
          createdAt
          authorizedAt
          expiresAt
          lastUsedAt
          identity {
            id
            address
          }
          account {
            id
            address
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
        hasPreviousPage
        startCursor
      }
    }
  }
`);

export const WITHDRAW_EVERYWHERE = graphql(`
  mutation WithdrawEverywhere($authorizationId: ID!, $reason: String) {
    revokeAuthorization(authorizationId: $authorizationId, reason: $reason, waitForGateways: true) {
      authorization {
        id
        state
      }
    }
  }
`);

export type Sender = ResultOf<typeof WHO_SENDS>["authorizations"]["edges"][number]["node"];

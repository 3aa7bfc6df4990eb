import { graphql, type InputOf, type ResultOf } from "../graphql/index.js";

const SENDER = graphql(`
  fragment SenderRow on Authorization {
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
`);

export const WHO_SENDS = graphql(
  `
    query WhoSends($filter: AuthorizationFilter!, $first: Int, $last: Int, $after: String, $before: String, $orderBy: [AuthorizationOrder!]) {
      authorizations(filter: $filter, first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy) {
        totalCount
        isTotalExact
        edges {
          node {
            ...SenderRow
            recentMail {
              messages
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
  `,
  [SENDER],
);

export const WOULD_BE_WITHDRAWN = graphql(
  `
    query WouldBeWithdrawn(
      $all: AuthorizationFilter!
      $allowed: AuthorizationFilter!
      $hasAllowed: Boolean!
      $asked: AuthorizationFilter!
      $hasAsked: Boolean!
      $paused: AuthorizationFilter!
      $hasPaused: Boolean!
    ) {
      first: authorizations(filter: $all, first: 5) {
        edges {
          node {
            ...SenderRow
          }
        }
      }
      allowed: authorizations(filter: $allowed, first: 1) @include(if: $hasAllowed) {
        totalCount
      }
      asked: authorizations(filter: $asked, first: 1) @include(if: $hasAsked) {
        totalCount
      }
      paused: authorizations(filter: $paused, first: 1) @include(if: $hasPaused) {
        totalCount
      }
    }
  `,
  [SENDER],
);

export const WITHDRAW_SEVERAL = graphql(`
  mutation WithdrawSeveral($input: RevokeAuthorizationsInput!) {
    revokeAuthorizations(input: $input) {
      count
      hasMore
    }
  }
`);

export const WITHDRAW_LATER = graphql(`
  mutation WithdrawLater($input: RevokeAuthorizationsInput!) {
    revokeAuthorizations(input: $input, asJob: true) {
      job {
        id
      }
    }
  }
`);

export const FOUND_IDS = graphql(`
  query FoundIds($filter: AuthorizationFilter!, $after: String) {
    authorizations(filter: $filter, first: 200, after: $after) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
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
export type SenderState = Sender["state"];
export type SenderFilter = InputOf<"AuthorizationFilter">;

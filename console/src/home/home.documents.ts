import { graphql, type ResultOf } from "../graphql/index.js";

export const HELD = graphql(`
  query Held {
    enforcementHolds(state: HELD, first: 20) {
      edges {
        node {
          id
          heldAt
          unresolved
          domain {
            id
            name
          }
          reseller {
            id
            slug
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const WEEK = graphql(`
  query Week($scope: ScopeInput!) {
    readiness(scope: $scope, days: 7) {
      messages
      unresolved {
        messages
        accounts
        addresses
      }
    }
  }
`);

export const OVERVIEW = graphql(`
  query Overview($scope: ScopeInput) {
    overview(scope: $scope) {
      alarms
      deadMails
      undeliverable
      openProposals
    }
  }
`);

export type Hold = ResultOf<typeof HELD>["enforcementHolds"]["edges"][number]["node"];

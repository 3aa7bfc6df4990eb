import { graphql, type ResultOf } from "../graphql/index.js";

export const UNKNOWN_LOGINS = graphql(`
  query UnknownLogins($scope: ScopeInput!, $first: Int, $last: Int, $after: String, $before: String, $orderBy: [UnknownLoginTotalOrder!]) {
    unknownLoginTotals(scope: $scope, first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          login
          messages
          firstSeenAt
          lastSeenAt
          addresses {
            address
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
`);

export type UnknownLogin = ResultOf<typeof UNKNOWN_LOGINS>["unknownLoginTotals"]["edges"][number]["node"];

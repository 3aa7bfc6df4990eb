import { graphql, type ResultOf } from "../graphql/index.js";

export const UNKNOWN_LOGINS = graphql(`
  query UnknownLogins($scope: ScopeInput!, $first: Int, $last: Int, $after: String, $before: String, $orderBy: [UnknownLoginOrder!]) {
    unknownLogins(scope: $scope, first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          login
          messages
          firstSeenAt
          lastSeenAt
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

export type UnknownLogin = ResultOf<typeof UNKNOWN_LOGINS>["unknownLogins"]["edges"][number]["node"];

import { graphql, type ResultOf } from "../graphql/index.js";

/** The latest alarms: older ones are in the record. */
export const ALARMS = graphql(`
  query Alarms($scope: ScopeInput!) {
    accountAlarms(scope: $scope, first: 20) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          day
          addresses
          messages
          raisedAt
          notifiedAt
          account {
            id
            address
            state
            domain {
              id
              name
            }
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

export const COMPLAINTS = graphql(`
  query ComplaintReports($scope: ScopeInput!, $first: Int, $last: Int, $after: String, $before: String) {
    complaintReports(scope: $scope, first: $first, last: $last, after: $after, before: $before) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          reportedAt
          kind
          feedbackType
          address
          isMismatched
          isTrusted
          reporter
          joinedBy
          account {
            id
            address
            domain {
              id
              name
            }
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

export type Alarm = ResultOf<typeof ALARMS>["accountAlarms"]["edges"][number]["node"];
export type ComplaintRow = ResultOf<typeof COMPLAINTS>["complaintReports"]["edges"][number]["node"];

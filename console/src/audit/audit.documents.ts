import { graphql, type ResultOf } from "../graphql/index.js";

export const AUDIT = graphql(`
  query Audit($filter: AuditFilter, $first: Int, $last: Int, $after: String, $before: String) {
    auditEvents(filter: $filter, first: $first, last: $last, after: $after, before: $before) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          at
          action
          actorLabel
          remoteAddress
          subjectLabel
          reason
          before
          after
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

export type AuditRow = ResultOf<typeof AUDIT>["auditEvents"]["edges"][number]["node"];

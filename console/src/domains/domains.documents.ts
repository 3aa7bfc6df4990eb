import { graphql, type ResultOf } from "../graphql/index.js";

export const DOMAINS = graphql(`
  query Domains(
    $filter: DomainFilter!
    $first: Int
    $last: Int
    $after: String
    $before: String
    $orderBy: [DomainOrder!]
    $isOperator: Boolean!
  ) {
    domains(filter: $filter, first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          name
          state
          proof
          isConflict @include(if: $isOperator)
          suspendedReason
          createdAt
          accountCount
          mode
          nextMode {
            mode
            at
          }
          aliasOf {
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
        hasPreviousPage
        startCursor
      }
    }
  }
`);

export const SUSPEND_DOMAIN = graphql(`
  mutation SuspendDomain($id: ID!, $reason: String) {
    suspendDomain(id: $id, reason: $reason) {
      id
      state
      suspendedReason
    }
  }
`);

export const RESUME_DOMAIN = graphql(`
  mutation ResumeDomain($id: ID!) {
    resumeDomain(id: $id) {
      id
      state
      suspendedReason
    }
  }
`);

export type DomainRow = ResultOf<typeof DOMAINS>["domains"]["edges"][number]["node"];

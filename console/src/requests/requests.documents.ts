import { graphql, type ResultOf } from "../graphql/index.js";

const REQUEST = graphql(`
  fragment RequestRow on Approval {
    id
    state
    createdAt
    decidedAt
    decidedBy
    domain {
      id
      name
    }
    authorization {
      id
      state
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
`);

export const REQUESTS = graphql(
  `
    query Requests(
      $filter: ApprovalFilter!
      $first: Int
      $last: Int
      $after: String
      $before: String
      $waiting: ApprovalFilter!
      $scope: ScopeInput!
      $hasRule: Boolean!
    ) {
      # As beside the name of the screen, which shows what is found here.
      waiting: approvals(filter: $waiting, first: 1) {
        totalCount
      }
      policy(scope: $scope) @include(if: $hasRule) {
        effective {
          approvalRule
        }
      }
      approvals(filter: $filter, first: $first, last: $last, after: $after, before: $before) {
        totalCount
        isTotalExact
        edges {
          node {
            ...RequestRow
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
  [REQUEST],
);

export const WAITING = graphql(`
  query WaitingRequests($filter: ApprovalFilter!) {
    approvals(filter: $filter, first: 1) {
      totalCount
    }
  }
`);

export const FIRST_WAITING = graphql(
  `
    query FirstWaiting($filter: ApprovalFilter!) {
      approvals(filter: $filter, first: 5) {
        edges {
          node {
            ...RequestRow
          }
        }
      }
    }
  `,
  [REQUEST],
);

export const APPROVE = graphql(`
  mutation Approve($input: ApprovalSelectionInput!) {
    approveAuthorizations(input: $input) {
      count
      hasMore
    }
  }
`);

export const REFUSE = graphql(`
  mutation Refuse($input: ApprovalSelectionInput!) {
    refuseAuthorizations(input: $input) {
      count
      hasMore
    }
  }
`);

export const APPROVE_LATER = graphql(`
  mutation ApproveLater($input: ApprovalSelectionInput!, $idempotencyKey: String!) {
    approveAuthorizations(input: $input, asJob: true, idempotencyKey: $idempotencyKey) {
      job {
        id
      }
    }
  }
`);

export const REFUSE_LATER = graphql(`
  mutation RefuseLater($input: ApprovalSelectionInput!, $idempotencyKey: String!) {
    refuseAuthorizations(input: $input, asJob: true, idempotencyKey: $idempotencyKey) {
      job {
        id
      }
    }
  }
`);

export const WAITING_IDS = graphql(`
  query WaitingIds($domainId: ID!, $after: String) {
    approvals(filter: { state: WAITING, domainId: $domainId }, first: 200, after: $after) {
      edges {
        node {
          authorization {
            id
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

export const UNDO = graphql(`
  mutation UndoDecision($input: UndoApprovalsInput!) {
    undoApprovals(input: $input) {
      count
    }
  }
`);

type Answer = ResultOf<typeof REQUESTS>;
export type ApprovalRule = NonNullable<NonNullable<Answer["policy"]>["effective"]["approvalRule"]>;
export type Request = Answer["approvals"]["edges"][number]["node"];

import { graphql, type ResultOf } from "../graphql/index.js";

export const SCHEDULE = graphql(`
  query Schedule($scope: ScopeInput!) {
    policy(scope: $scope) {
      mode
      nextMode {
        mode
        at
      }
      lockedAbove
      setAbove
      settings {
        schedule {
          at
          mode
        }
        holdThreshold
      }
      effective {
        schedule {
          at
          mode
        }
        holdThreshold
      }
    }
  }
`);

export const HOLDS = graphql(`
  query Holds {
    enforcementHolds(state: HELD, first: 50) {
      edges {
        node {
          id
          enforcedAt
          heldAt
          threshold
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

export const PREVIEW = graphql(`
  query PreviewSchedule($input: SetPolicyInput!) {
    previewPolicy(input: $input) {
      before {
        refused {
          messages
          accounts
          addresses
        }
      }
      after {
        at
        fromDay
        untilDay
        refused {
          messages
          accounts
          addresses
        }
      }
    }
  }
`);

export const SAVE = graphql(`
  mutation SaveSchedule($input: SetPolicyInput!) {
    setPolicy(input: $input) {
      mode
      nextMode {
        mode
        at
      }
      warnings {
        code
        message
      }
    }
  }
`);

export const RELEASE = graphql(`
  mutation ReleaseHold($id: ID!, $reason: String) {
    releaseHold(id: $id, reason: $reason) {
      id
      state
    }
  }
`);

export const HOLD_AGAIN = graphql(`
  mutation HoldAgain($id: ID!) {
    undoRelease(id: $id) {
      id
      state
    }
  }
`);

export type Policy = ResultOf<typeof SCHEDULE>["policy"];
export type Hold = ResultOf<typeof HOLDS>["enforcementHolds"]["edges"][number]["node"];
export type Preview = ResultOf<typeof PREVIEW>["previewPolicy"];

import { graphql, type ResultOf } from "../graphql/index.js";

/** What needs this person, what was done lately and what was sent in thirty days: all that is quickly known, in one request. */
export const HOME = graphql(`
  query Home(
    $scope: ScopeInput!
    $waiting: ApprovalFilter!
    $lately: AuditFilter!
    $hasTrail: Boolean!
    $isPlatform: Boolean!
  ) {
    # As beside the name of their screen, which shows what is found here.
    approvals(filter: $waiting, first: 1) {
      totalCount
    }
    overview(scope: $scope) {
      alarms
      deadMails
      undeliverable
      openProposals
    }
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
    auditEvents(filter: $lately, first: 5) @include(if: $hasTrail) {
      edges {
        node {
          id
          at
          action
          actorLabel
          subjectLabel
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    firstStart @include(if: $isPlatform) {
      isNamed
      hasMailArrived
      hasReseller
      hasDomain
      hasGateway
      hasSeenMail
      isComplete
    }
    statistics(scope: $scope) {
      fromDay
      toDay
      submissions {
        day
        own
        authorized
        unauthorized
        refused
      }
      refusals {
        reason
        refused
        taken
      }
      senders(first: 8) {
        messages
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
    complaints(scope: $scope) {
      mismatched {
        complaints
        messages
        perThousand
      }
      others {
        complaints
        messages
        perThousand
      }
      ratio
      untrusted
    }
    policy(scope: $scope) {
      nextMode {
        mode
        at
      }
      effective {
        schedule {
          mode
          at
        }
      }
    }
  }
`);

export const WEEK = graphql(`
  query Week($scope: ScopeInput!) {
    readiness(scope: $scope, days: 7) {
      asOf
      messages
      unresolved {
        messages
        accounts
        addresses
      }
    }
  }
`);

type Answer = ResultOf<typeof HOME>;
export type Overview = Answer["overview"];
export type Hold = Answer["enforcementHolds"]["edges"][number]["node"];
export type LateEvent = NonNullable<Answer["auditEvents"]>["edges"][number]["node"];
export type Traffic = Pick<Answer, "statistics" | "complaints" | "policy">;
export type Statistics = NonNullable<Answer["statistics"]>;
export type Complaints = Answer["complaints"];
export type SchedulePart = Answer["policy"];

import { graphql, type ResultOf } from "../graphql/index.js";

/** What needs this person and what was done lately: all that is quickly known, in one request. */
export const HOME = graphql(`
  query Home($scope: ScopeInput!, $lately: AuditFilter!, $hasTrail: Boolean!, $isPlatform: Boolean!) {
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

type Answer = ResultOf<typeof HOME>;
export type Overview = Answer["overview"];
export type Hold = Answer["enforcementHolds"]["edges"][number]["node"];
export type LateEvent = NonNullable<Answer["auditEvents"]>["edges"][number]["node"];

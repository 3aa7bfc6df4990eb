import { graphql, type ResultOf } from "../graphql/index.js";

const QUESTION = graphql(`
  fragment Question on Verification {
    id
    state
    deliveryState
    matchNumber
    sentTo
    sentFrom
    subject
    sentAt
    expiresAt
    nextTurnAt
    deliveryProblem {
      message
    }
    askingAdvice {
      message
    }
  }
`);

const SENDABLE = graphql(
  `
    fragment Sendable on SendableAddress {
      address
      source
      state
      canResend
      isDefault
      isHidden
      authorization {
        id
        displayName
        createdAt
        authorizedAt
        expiresAt
        lastUsedAt
        askAgainAt
        reason
        deliveryAdvice {
          message
        }
      }
      profiles {
        id
        proposal {
          fields
          replyTo
          bcc
          proposedBy
          proposedAt
        }
      }
      question {
        ...Question
      }
    }
  `,
  [QUESTION],
);

export const MY_SENDERS = graphql(
  `
    query MySenders($scope: ScopeInput!, $after: String) {
      policy(scope: $scope) {
        mode
        nextMode {
          mode
          at
        }
      }
      viewer {
        account {
          id
          address
          sendableAddresses(first: 100, after: $after) {
            totalCount
            edges {
              node {
                ...Sendable
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      }
    }
  `,
  [SENDABLE],
);

export const ALSO_SENDS_AS = graphql(`
  query AlsoSendsAs($accountId: ID!) {
    proposals(filter: { accountId: $accountId, state: OPEN }, first: 50) {
      edges {
        node {
          id
          address
          messages
          lastSeenAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    dismissed: proposals(filter: { accountId: $accountId, state: DISMISSED }, first: 50) {
      edges {
        node {
          id
          address
          decidedAt
          decidedBy
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const NOT_MINE = graphql(`
  mutation NotMine($input: DecideProposalsInput!) {
    dismissProposals(input: $input) {
      count
    }
  }
`);

export const MINE_AFTER_ALL = graphql(`
  mutation MineAfterAll($input: UndoDismissalsInput!) {
    undoDismissals(input: $input) {
      count
    }
  }
`);

export const ANSWER_SUGGESTION = graphql(`
  mutation AnswerSuggestion($profileId: ID!, $isTaken: Boolean!) {
    answerProfileProposal(profileId: $profileId, isTaken: $isTaken) {
      senderProfile {
        id
      }
    }
  }
`);

/** Whether the mailbox has asked for this address, or may use it. */
export const KNOWN_SENDER = graphql(`
  query KnownSender($address: String!) {
    authorizations(filter: { address: $address }, first: 1) {
      edges {
        node {
          id
          identity {
            id
            address
          }
        }
      }
    }
  }
`);

export const ADD_ADDRESS = graphql(`
  mutation AddAddress($input: AddIdentityInput!) {
    addIdentity(input: $input) {
      authorization {
        id
        state
        identity {
          id
          address
        }
        verification {
          id
        }
      }
    }
  }
`);

export const RESEND = graphql(`
  mutation Resend($authorizationId: ID!) {
    resendVerification(authorizationId: $authorizationId) {
      authorization {
        id
        state
      }
    }
  }
`);

export const WITHDRAW = graphql(`
  mutation Withdraw($authorizationId: ID!, $reason: String) {
    revokeAuthorization(authorizationId: $authorizationId, reason: $reason) {
      authorization {
        id
        state
      }
    }
  }
`);

type Page = NonNullable<ResultOf<typeof MY_SENDERS>["viewer"]["account"]>["sendableAddresses"];
export type Sendable = Page["edges"][number]["node"];
export type Question = NonNullable<Sendable["question"]>;
export type DismissedSent = ResultOf<typeof ALSO_SENDS_AS>["dismissed"]["edges"][number]["node"];
export type AlsoSent = ResultOf<typeof ALSO_SENDS_AS>["proposals"]["edges"][number]["node"];

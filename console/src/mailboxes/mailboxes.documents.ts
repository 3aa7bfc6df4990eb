import { graphql, type ResultOf } from "../graphql/index.js";

export const MAILBOXES = graphql(`
  query Mailboxes($filter: AccountFilter!, $first: Int, $last: Int, $after: String, $before: String, $orderBy: [AccountOrder!]) {
    accounts(filter: $filter, first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          address
          aliases
          state
          suspendedReason
          createdAt
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

export const MAILBOX_NAMED = graphql(`
  query MailboxNamed($filter: AccountFilter!) {
    accounts(filter: $filter, first: 5) {
      edges {
        node {
          id
          address
        }
      }
    }
  }
`);

export const MAILBOX = graphql(`
  query Mailbox($id: ID!) {
    account(id: $id) {
      id
      address
      aliases
      state
      suspendedReason
      sendableAddresses(first: 100) {
        edges {
          node {
            address
            source
            state
            isDefault
            isHidden
            authorization {
              id
              displayName
              authorizedAt
              createdAt
              lastUsedAt
              reason
            }
            question {
              id
              deliveryState
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const SUSPEND_MAILBOX = graphql(`
  mutation SuspendAccount($id: ID!, $reason: String) {
    suspendAccount(id: $id, reason: $reason) {
      id
      state
      suspendedReason
    }
  }
`);

export const RESUME_MAILBOX = graphql(`
  mutation ResumeAccount($id: ID!) {
    resumeAccount(id: $id) {
      id
      state
      suspendedReason
    }
  }
`);

export type MailboxRow = ResultOf<typeof MAILBOXES>["accounts"]["edges"][number]["node"];
export type OneMailbox = ResultOf<typeof MAILBOX>["account"];
export type MailboxSender = OneMailbox["sendableAddresses"]["edges"][number]["node"];

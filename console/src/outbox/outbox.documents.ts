import { graphql, type ResultOf } from "../graphql/index.js";

export const MAILS = graphql(`
  query Mails($state: MailState, $first: Int, $last: Int, $after: String, $before: String) {
    mails(state: $state, first: $first, last: $last, after: $after, before: $before) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          to
          kind
          about
          state
          attempts
          nextTryAt
          lastError
          refusal
          createdAt
          sentAt
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

export const RETRY_MAIL = graphql(`
  mutation RetryMail($id: ID!) {
    retryMail(id: $id) {
      id
      state
      nextTryAt
    }
  }
`);

export type MailRow = ResultOf<typeof MAILS>["mails"]["edges"][number]["node"];

import { graphql, type ResultOf } from "../graphql/index.js";

export const SEARCH = graphql(`
  query Search($text: String!) {
    search(text: $text) {
      refusals {
        login
        sender
      }
      messages {
        queueId
        address
        isRefused
        seenAt
        account {
          id
          address
        }
      }
      accounts {
        id
        address
        state
      }
      domains {
        id
        name
      }
      resellers {
        id
        slug
        name
      }
      unknownAddresses
    }
  }
`);

export type Found = ResultOf<typeof SEARCH>["search"];
export type FoundMessage = Found["messages"][number];

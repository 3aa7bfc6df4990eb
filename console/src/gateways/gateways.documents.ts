import { graphql, type ResultOf } from "../graphql/index.js";

export const GATEWAYS = graphql(`
  query Gateways($first: Int, $last: Int, $after: String, $before: String) {
    platformRevision
    gateways(first: $first, last: $last, after: $after, before: $before) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          name
          version
          revision
          lagRevisions
          lagSeconds
          isStale
          firstSeenAt
          lastSeenAt
          domains
          fromCheck
          refusalAdvice
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

export const GATEWAY_HOURS = graphql(`
  query GatewayHours {
    gateways(first: 50) {
      edges {
        node {
          id
          name
          hours(last: 48) {
            at
            mostLagSeconds
            looks
            looksAway
            decisions
            p50Ms
            p95Ms
            p99Ms
          }
        }
      }
    }
  }
`);

export const REMOVE_GATEWAY = graphql(`
  mutation RemoveGateway($id: ID!) {
    removeGateway(id: $id)
  }
`);

export const MAKE_KEY = graphql(`
  mutation MakeGatewayKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      key {
        id
        name
      }
    }
  }
`);

export type GatewayRow = ResultOf<typeof GATEWAYS>["gateways"]["edges"][number]["node"];
export type GatewayHours = ResultOf<typeof GATEWAY_HOURS>["gateways"]["edges"][number]["node"];

import { graphql, type ResultOf } from "../graphql/index.js";

export const WEBHOOKS = graphql(`
  query Webhooks($scope: ScopeInput, $first: Int, $last: Int, $after: String, $before: String) {
    webhooks(scope: $scope, first: $first, last: $last, after: $after, before: $before) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          name
          url
          state
          disabledBecause
          failingSince
          lastDeliveredAt
          reseller {
            id
            name
          }
          domain {
            id
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

export const WEBHOOK = graphql(`
  query OneWebhook($id: ID!, $first: Int, $last: Int, $after: String, $before: String) {
    node(id: $id) {
      ... on Webhook {
        id
        name
        url
        kinds
        updatedAt
        state
        disabledBecause
        failingSince
        formerSecretUntil
        domain {
          id
          name
        }
        reseller {
          id
          name
        }
        deliveries(first: $first, last: $last, after: $after, before: $before) {
          totalCount
          isTotalExact
          edges {
            node {
              id
              type
              state
              attempts
              statusCode
              error
              excerpt
              createdAt
              lastAttemptAt
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
    }
  }
`);

export const MAKE_WEBHOOK = graphql(`
  mutation MakeWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      webhookSecret {
        secret
        webhook {
          id
        }
      }
    }
  }
`);

export const TRY_WEBHOOK = graphql(`
  mutation TryWebhook($id: ID!) {
    testWebhook(id: $id) {
      wasRepeated
    }
  }
`);

export const ROTATE_SECRET = graphql(`
  mutation RotateSecret($id: ID!) {
    rotateWebhookSecret(id: $id) {
      webhookSecret {
        secret
      }
    }
  }
`);

export const REDELIVER = graphql(`
  mutation Redeliver($id: ID!, $deliveryIds: [ID!]) {
    redeliverWebhook(id: $id, deliveryIds: $deliveryIds) {
      wasRepeated
    }
  }
`);

export const DISABLE_WEBHOOK = graphql(`
  mutation DisableWebhook($id: ID!, $reason: String) {
    disableWebhook(id: $id, reason: $reason) {
      id
      state
    }
  }
`);

export const ENABLE_WEBHOOK = graphql(`
  mutation EnableWebhook($id: ID!) {
    enableWebhook(id: $id) {
      id
      state
    }
  }
`);

export const UPDATE_WEBHOOK = graphql(`
  mutation UpdateWebhook($input: UpdateWebhookInput!) {
    updateWebhook(input: $input) {
      webhook {
        id
      }
    }
  }
`);

export const DELETE_WEBHOOK = graphql(`
  mutation DeleteWebhook($id: ID!) {
    deleteWebhook(id: $id)
  }
`);

export type WebhookRow = ResultOf<typeof WEBHOOKS>["webhooks"]["edges"][number]["node"];
export type OneWebhook = Extract<NonNullable<ResultOf<typeof WEBHOOK>["node"]>, { readonly url: string }>;
export type Delivery = OneWebhook["deliveries"]["edges"][number]["node"];

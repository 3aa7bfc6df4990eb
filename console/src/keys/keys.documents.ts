import { type EnumOf, graphql, type ResultOf } from "../graphql/index.js";

export const KEYS = graphql(`
  query Keys($filter: ApiKeyFilter!, $first: Int, $last: Int, $after: String, $before: String) {
    apiKeys(filter: $filter, first: $first, last: $last, after: $after, before: $before) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          name
          kind
          shownPrefix
          lastUsedAt
          revokedAt
          createdAt
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

export const MAKE = graphql(`
  mutation MakeApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
    }
  }
`);

export const REVOKE = graphql(`
  mutation RevokeApiKey($id: ID!, $reason: String, $withEverythingMade: Boolean) {
    revokeApiKey(id: $id, reason: $reason, withEverythingMade: $withEverythingMade) {
      id
      revokedAt
    }
  }
`);

export const ISSUERS = graphql(`
  query Issuers($first: Int, $last: Int, $after: String, $before: String) {
    trustedIssuers(first: $first, last: $last, after: $after, before: $before) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          name
          issuer
          audience
          algorithm
          allowedRoles
          isDisabled
          publicKeys {
            keyId
            pem
          }
          reseller {
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

export const REGISTER = graphql(`
  mutation RegisterIssuer($input: RegisterTrustedIssuerInput!) {
    registerTrustedIssuer(input: $input) {
      id
    }
  }
`);

export const UPDATE_ISSUER = graphql(`
  mutation UpdateIssuer($input: UpdateTrustedIssuerInput!) {
    updateTrustedIssuer(input: $input) {
      id
    }
  }
`);

export const DISABLE_ISSUER = graphql(`
  mutation DisableIssuer($id: ID!, $reason: String, $withEverythingMade: Boolean) {
    disableTrustedIssuer(id: $id, reason: $reason, withEverythingMade: $withEverythingMade) {
      id
      isDisabled
    }
  }
`);

export const ENABLE_ISSUER = graphql(`
  mutation EnableIssuer($id: ID!) {
    enableTrustedIssuer(id: $id) {
      id
      isDisabled
    }
  }
`);

export type KeyRow = ResultOf<typeof KEYS>["apiKeys"]["edges"][number]["node"];
export type IssuerRow = ResultOf<typeof ISSUERS>["trustedIssuers"]["edges"][number]["node"];
export type IssuerRoleName = EnumOf<"IssuerRole">;
export type AlgorithmName = EnumOf<"IssuerAlgorithm">;

import { graphql, type ResultOf } from "../graphql/index.js";

export const EXPLAIN = graphql(`
  query Explain($login: String!, $sender: String!, $headerFrom: [String!], $resentFrom: [String!]) {
    explain(login: $login, sender: $sender, headerFrom: $headerFrom, resentFrom: $resentFrom) {
      verdict
      wouldDeny
      reason
      because
      rule
      ruleNumber
      decidedAddress
      mode
      smtpReply
      revision
      canonicalLogin
      canonicalSender
      account {
        id
        address
      }
      policies {
        scopeKind
        name
        mode
        isLocked
        isInForce
        setBy
        setAt
        schedule {
          at
          mode
        }
      }
      authorization {
        id
        state
        reason
        createdAt
        authorizedAt
        expiresAt
        lastUsedAt
        verification {
          id
          deliveryState
        }
      }
      domainAuthorization {
        id
        domain
        state
        expiresAt
      }
      history {
        id
        at
        action
        actorLabel
        reason
      }
      missing {
        message
        menders
      }
    }
  }
`);

export const ASK_OWNER = graphql(`
  mutation AskOwnerOfRefused($input: AddIdentityInput!) {
    addIdentity(input: $input) {
      id
      state
    }
  }
`);

export const ALLOW = graphql(`
  mutation AllowRefused($input: GrantAuthorizationInput!) {
    grantAuthorization(input: $input) {
      id
      state
    }
  }
`);

export type Explained = ResultOf<typeof EXPLAIN>["explain"];
export type PolicyLevel = Explained["policies"][number];

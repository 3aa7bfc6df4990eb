import { graphql, type ResultOf } from "../graphql/index.js";

export const SESSIONS = graphql(`
  query Sessions {
    sessions {
      id
      startedAt
      refreshedAt
      isCurrent
      viewedBy
    }
  }
`);

export const END_SESSION = graphql(`
  mutation EndSession($id: ID!) {
    endSession(id: $id)
  }
`);

export const END_OTHERS = graphql(`
  mutation EndOthers {
    endAllSessions
  }
`);

export const FACTORS = graphql(`
  query OwnFactors {
    secondFactors {
      id
      kind
      name
      createdAt
      lastUsedAt
    }
    recoveryCodesLeft
  }
`);

export const BEGIN_TOTP = graphql(`
  mutation BeginTotp($input: BeginSecondFactorInput!) {
    beginTotp(input: $input) {
      totpEnrolment {
        id
        secret
        uri
      }
    }
  }
`);

export const BEGIN_PASSKEY = graphql(`
  mutation BeginPasskey($input: BeginSecondFactorInput!) {
    beginPasskey(input: $input) {
      passkeyEnrolment {
        id
        options
      }
    }
  }
`);

export const RENEW_CODES = graphql(`
  mutation RenewCodes($proof: OwnProofInput!) {
    renewRecoveryCodes(proof: $proof)
  }
`);

export const REQUEST_FACTOR = graphql(`
  mutation RequestFactor {
    requestSecondFactor {
      secondFactorChallenge {
        token
        passkeyOptions
      }
    }
  }
`);

export const OWN_LANGUAGE = graphql(`
  query OwnLanguage {
    viewer {
      account {
        id
        language
      }
      administrator {
        id
        language
      }
    }
  }
`);

export const SET_ACCOUNT_LANGUAGE = graphql(`
  mutation SetAccountLanguage($id: ID!, $language: String) {
    updateAccount(id: $id, input: { language: $language }) {
      id
      language
    }
  }
`);

export const SET_ADMINISTRATOR_LANGUAGE = graphql(`
  mutation SetAdministratorLanguage($id: ID!, $language: String) {
    updateAdministrator(input: { id: $id, language: $language }) {
      id
      language
    }
  }
`);

export type OwnSession = ResultOf<typeof SESSIONS>["sessions"][number];
export type OwnFactor = ResultOf<typeof FACTORS>["secondFactors"][number];

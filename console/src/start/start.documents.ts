import { graphql, type ResultOf } from "../graphql/index.js";

export const FIRST_START = graphql(`
  query FirstStart {
    firstStart {
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

export const MAIL_TEST = graphql(`
  query MailTest {
    mailSetup {
      from
      server
    }
    mailTest {
      to
      askedAt
      arrivedAt
      mail {
        id
        state
        reply
        lastError
        nextTryAt
        sentAt
      }
    }
  }
`);

export const SEND_TEST_MAIL = graphql(`
  mutation SendTestMail($input: SendTestMailInput!) {
    sendTestMail(input: $input) {
      mailTest {
        askedAt
      }
    }
  }
`);

export const CONFIRM_TEST_MAIL = graphql(`
  mutation ConfirmTestMail($input: ConfirmTestMailInput!) {
    confirmTestMail(input: $input) {
      mailTest {
        arrivedAt
      }
    }
  }
`);

/** The first of each kind: what is made here goes below them. */
export const FIRST_TENANTS = graphql(`
  query FirstTenants {
    resellers(first: 1) {
      totalCount
      edges {
        node {
          id
          name
          slug
        }
      }
    }
    domains(first: 1) {
      totalCount
      edges {
        node {
          id
          name
          accountCount
        }
      }
    }
  }
`);

export const CREATE_RESELLER = graphql(`
  mutation CreateFirstReseller($input: CreateResellerInput!) {
    createReseller(input: $input) {
      reseller {
        id
      }
    }
  }
`);

export const CREATE_DOMAIN = graphql(`
  mutation CreateFirstDomain($input: CreateDomainInput!) {
    createDomain(input: $input) {
      domain {
        id
      }
    }
  }
`);

export const CREATE_MAILBOX = graphql(`
  mutation CreateFirstMailbox($input: CreateAccountInput!) {
    createAccount(input: $input) {
      account {
        id
      }
    }
  }
`);

export const SEEN_MAIL = graphql(`
  query SeenMail {
    readiness(scope: { platform: true }) {
      messages
    }
    unknownLogins(first: 1) {
      totalCount
    }
  }
`);

export type StartFacts = ResultOf<typeof FIRST_START>["firstStart"];
export type MailTestResult = NonNullable<ResultOf<typeof MAIL_TEST>["mailTest"]>;
export type FirstTenants = ResultOf<typeof FIRST_TENANTS>;

/** Page of mails that do not leave the machine. */
export const KEPT_MAILS = "/dev/mail";

export interface ExampleOperation {
  readonly title: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What the explorer offers to try, in the order of a first walk through the product. Tested against the schema. */
export const EXAMPLE_OPERATIONS: readonly ExampleOperation[] = [
  {
    title: "1. Who am I?",
    query: "# Sign in with the form above, then run this.\nquery WhoAmI {\n  viewer { login role }\n}\n",
  },
  {
    title: "2. My accounts and what they may send as",
    query: `query Accounts {
  accounts(first: 10) {
    edges {
      node {
        id
        address
        state
        authorizations(first: 5) { edges { node { id state source identity { address } } } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    title: "3. May this login send as this address?",
    query: `# As the account itself, as an administrator above it, or as operator (admin).
query Decide($login: String!, $sender: String!) {
  authorizeSender(login: $login, sender: $sender) {
    verdict
    reason
    mode
    wouldDeny
    smtpReply
    revision
  }
}
`,
    variables: { login: "anna@bakery.example", sender: "me@elsewhere.test" },
  },
  {
    title: "4. Add an identity (the question goes to its owner)",
    query: `# Signed in as an account, its id is filled in;
# otherwise take one from example 2.
mutation AddIdentity($input: AddIdentityInput!) {
  addIdentity(input: $input) {
    id
    state
    verification { matchNumber expiresAt deliveryState }
  }
}
`,
    variables: { input: { accountId: "Account_…", address: "me@elsewhere.test", displayName: "Anna" } },
  },
  {
    title: "5. Everything that waits for its owner",
    query: `query Waiting {
  authorizations(first: 20, filter: { state: PENDING }) {
    edges { node { id createdAt account { address } identity { address } } }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    title: "6. Who did what",
    query: `query Audit {
  auditEvents(first: 20) {
    edges { node { at action actorLabel subjectKind subjectLabel reason } }
  }
}
`,
  },
];

import { graphql, type ResultOf } from "../graphql/index.js";

export const DOMAIN_ALIASES = graphql(`
  query DomainAliases($domainId: ID!, $first: Int, $last: Int, $after: String, $before: String) {
    domain(id: $domainId) {
      id
      domainAliases(first: $first, last: $last, after: $after, before: $before) {
        totalCount
        isTotalExact
        edges {
          node {
            id
            name
            proof
            proofRecord {
              name
              type
              value
              note
            }
            proofCheck {
              finding
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
  }
`);

export const ADD_DOMAIN_ALIAS = graphql(`
  mutation AddDomainAlias($input: CreateDomainAliasInput!) {
    createDomainAlias(input: $input) {
      domain {
        id
      }
    }
  }
`);

export const REMOVE_DOMAIN_ALIAS = graphql(`
  mutation RemoveDomainAlias($id: ID!) {
    deleteDomainAlias(id: $id)
  }
`);

export const ASK_FOR_RECORD = graphql(`
  mutation AskForDomainRecord($id: ID!) {
    requestDomainProof(id: $id) {
      domain {
        id
      }
    }
  }
`);

export const LOOK_FOR_RECORD = graphql(`
  mutation LookForDomainRecord($id: ID!) {
    verifyDomain(id: $id) {
      domain {
        id
        proof
      }
    }
  }
`);

type ListedDomain = NonNullable<ResultOf<typeof DOMAIN_ALIASES>["domain"]>;
export type DomainAliasRow = ListedDomain["domainAliases"]["edges"][number]["node"];

import { graphql, type ResultOf } from "../graphql/index.js";

const JOB = graphql(`
  fragment Job on BatchJob {
    id
    operation
    state
    itemCount
    doneCount
    leftCount
    refusedCount
    errors {
      message
    }
  }
`);

export const JOBS = graphql(
  `
    query Jobs($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on BatchJob {
          ...Job
        }
      }
    }
  `,
  [JOB],
);

export const REFUSED_OF_JOB = graphql(`
  query RefusedOfJob($id: ID!, $after: String) {
    node(id: $id) {
      ... on BatchJob {
        id
        results(onlyRefused: true, first: 200, after: $after) {
          edges {
            node {
              index
              named
              errors {
                reason
                message
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

export const NAMED_IN_JOB = graphql(`
  query NamedInJob($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Authorization {
        id
        identity {
          id
          address
        }
        account {
          id
          address
        }
      }
    }
  }
`);

export const STOP_JOB = graphql(
  `
    mutation StopJob($id: ID!) {
      cancelBatchJob(id: $id) {
        batchJob {
          ...Job
        }
      }
    }
  `,
  [JOB],
);

export type Job = ResultOf<typeof JOB>;

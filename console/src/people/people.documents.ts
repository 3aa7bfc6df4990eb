import { graphql, type ResultOf } from "../graphql/index.js";

export const PEOPLE = graphql(`
  query People($filter: AdministratorFilter!, $first: Int, $last: Int, $after: String, $before: String) {
    administrators(filter: $filter, first: $first, last: $last, after: $after, before: $before) {
      totalCount
      isTotalExact
      edges {
        node {
          id
          login
          role
          email
          emailConfirmedAt
          isDisabled
          secondFactorSince
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

export const RULE = graphql(`
  query SecondFactorRule($scope: ScopeInput!) {
    secondFactorRequirement(scope: $scope) {
      isRequired
      administratorsWithout
    }
  }
`);

export const SET_RULE = graphql(`
  mutation SetSecondFactorRule($input: SetSecondFactorRuleInput!) {
    setSecondFactorRule(input: $input) {
      wasRepeated
    }
  }
`);

export const ADD_PERSON = graphql(`
  mutation AddPerson($input: CreateAdministratorInput!) {
    createAdministrator(input: $input) {
      id
      login
    }
  }
`);

export const PERSON = graphql(`
  query Person($id: ID!) {
    node(id: $id) {
      ... on Administrator {
        id
        login
        role
        email
        emailConfirmedAt
        isDisabled
        secondFactorSince
        createdAt
        madeBy {
          kind
          name
        }
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
  }
`);

export const MADE = graphql(`
  query MadeByPerson($id: ID!, $isWithKeys: Boolean!) {
    administrators(filter: { madeBy: $id }, first: 20) {
      edges {
        node {
          id
          login
          isDisabled
        }
      }
    }
    apiKeys(filter: { madeBy: $id }, first: 20) @include(if: $isWithKeys) {
      edges {
        node {
          id
          name
          revokedAt
        }
      }
    }
    trustedIssuers(filter: { madeBy: $id }, first: 20) @include(if: $isWithKeys) {
      edges {
        node {
          id
          name
          isDisabled
        }
      }
    }
  }
`);

export const DISABLE = graphql(`
  mutation DisablePerson($id: ID!, $reason: String, $withEverythingMade: Boolean) {
    disableAdministrator(id: $id, reason: $reason, withEverythingMade: $withEverythingMade) {
      id
      isDisabled
    }
  }
`);

export const DELETE = graphql(`
  mutation DeletePerson($id: ID!, $reason: String) {
    deleteAdministrator(id: $id, reason: $reason)
  }
`);

export const ENABLE = graphql(`
  mutation EnablePerson($id: ID!) {
    enableAdministrator(id: $id) {
      id
      isDisabled
    }
  }
`);

export const RESEND_CONFIRMATION = graphql(`
  mutation ResendConfirmation($id: ID!) {
    resendEmailConfirmation(id: $id) {
      wasRepeated
    }
  }
`);

export const RESET_PASSWORD = graphql(`
  mutation ResetPersonPassword($input: ResetAdministratorPasswordInput!) {
    resetAdministratorPassword(input: $input) {
      id
    }
  }
`);

export const RESET_FACTOR = graphql(`
  mutation ResetPersonFactor($input: ResetSecondFactorInput!) {
    resetSecondFactor(input: $input) {
      wasRepeated
    }
  }
`);

export type PersonRow = ResultOf<typeof PEOPLE>["administrators"]["edges"][number]["node"];
export type OnePerson = Extract<NonNullable<ResultOf<typeof PERSON>["node"]>, { readonly login: string }>;

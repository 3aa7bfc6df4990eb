import { graphql, type ResultOf } from "../graphql/index.js";

export const HELP_TEXTS = graphql(`
  query HelpTexts($id: ID!) {
    reseller(id: $id) {
      id
      helpTexts {
        language
        screen
        text
      }
      updatedAt
    }
  }
`);

export const SAVE_HELP_TEXTS = graphql(`
  mutation SaveHelpTexts($id: ID!, $input: UpdateResellerInput!) {
    updateReseller(id: $id, input: $input) {
      id
      updatedAt
    }
  }
`);

export type WrittenHelp = ResultOf<typeof HELP_TEXTS>["reseller"];

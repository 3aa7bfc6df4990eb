import { graphql } from "../graphql/index.js";

export const HELP_TEXT = graphql(`
  query HelpText {
    viewer {
      helpText
    }
  }
`);

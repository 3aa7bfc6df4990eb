import { graphql, type ResultOf } from "../graphql/index.js";

export const SAVED_VIEWS = graphql(`
  query SavedViews($screen: String!) {
    savedViews(screen: $screen) {
      id
      name
      query
    }
  }
`);

export const SAVE_VIEW = graphql(`
  mutation SaveView($input: SaveViewInput!) {
    saveView(input: $input) {
      savedView {
        id
      }
    }
  }
`);

export const REMOVE_VIEW = graphql(`
  mutation RemoveView($id: ID!) {
    removeSavedView(id: $id)
  }
`);

export type SavedView = ResultOf<typeof SAVED_VIEWS>["savedViews"][number];

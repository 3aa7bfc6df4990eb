import { SAMPLE_VIEWS, SAVED_VIEWS_DAYS_AGO } from "../plan/saved-views.js";
import type { Step } from "../story/tell.js";

export function savedViewSteps(): Step[] {
  return SAMPLE_VIEWS.map(({ by, ...input }) => ({
    when: { daysAgo: SAVED_VIEWS_DAYS_AGO, at: "13:20" },
    run: (stage) => stage.callAs(by, "mutation ($input: SaveViewInput!) { saveView(input: $input) { id } }", { input }),
  }));
}

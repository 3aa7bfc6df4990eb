import { SAMPLE_HELP, type SampleHelp } from "../plan/help-texts.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

export function helpTextSteps(): Step[] {
  return SAMPLE_HELP.map((help) => ({
    when: { daysAgo: help.writtenDaysAgo, at: "16:25" },
    run: (stage) => writeHelp(stage, help),
  }));
}

async function writeHelp(stage: Stage, { reseller, texts }: SampleHelp): Promise<void> {
  await stage.callAs(
    reseller,
    "mutation ($id: ID!, $input: UpdateResellerInput!) { updateReseller(id: $id, input: $input) { id } }",
    { id: stage.id(reseller), input: { helpTexts: texts } },
  );
}

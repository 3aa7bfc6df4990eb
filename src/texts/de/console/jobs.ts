import type { ConsoleJobsTexts } from "../../console.types.js";

/** What administrators read about batches that are done after their calls, in German. */
export const consoleJobsTexts = {
  consoleJobs: {
    withdrawing_one: "{{number}} Erlaubnis wird entzogen",
    withdrawing_other: "{{number}} Erlaubnisse werden entzogen",
    withdrawn_one: "{{number}} Erlaubnis ist entzogen",
    withdrawn_other: "{{number}} Erlaubnisse sind entzogen",
    stopped: "Angehalten: {{done}} von {{total}} Erlaubnissen sind entzogen",
    failed: "Hier ging es nicht weiter: {{done}} von {{total}} Erlaubnissen sind entzogen",
    tried: "{{done}} von {{total}} erledigt",
    left_one: "{{number}} war schon beendet",
    left_other: "{{number}} waren schon beendet",
    refused_one: "{{number}} abgelehnt",
    refused_other: "{{number}} abgelehnt",
    goesOn: "Es geht weiter, auch wenn Sie diese Seite verlassen.",
    afterwards: "Das dauert eine Weile. Sie sehen, wie weit es ist, und können es anhalten.",
    stop: "Anhalten",
    refusedStay: "Was abgelehnt wurde, bleibt, wie es war.",
    whyRefused: "Warum es abgelehnt wurde",
    asking: "Der Server wird gefragt…",
  },
} as const satisfies ConsoleJobsTexts;

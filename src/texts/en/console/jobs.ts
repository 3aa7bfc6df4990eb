/** What administrators read about batches that are done after their calls, in English. */
export const consoleJobsTexts = {
  consoleJobs: {
    withdrawing_one: "{{number}} permission is being withdrawn",
    withdrawing_other: "{{number}} permissions are being withdrawn",
    withdrawn_one: "{{number}} permission is withdrawn",
    withdrawn_other: "{{number}} permissions are withdrawn",
    stopped: "Stopped: {{done}} of {{total}} permissions are withdrawn",
    failed: "This could not go on: {{done}} of {{total}} permissions are withdrawn",
    tried: "{{done}} of {{total}} done",
    left_one: "{{number}} had ended already",
    left_other: "{{number}} had ended already",
    refused_one: "{{number}} refused",
    refused_other: "{{number}} refused",
    goesOn: "It goes on when you leave this page.",
    afterwards: "This takes a while. You see how far it is, and can stop it.",
    stop: "Stop",
    refusedStay: "What was refused stays as it was.",
    whyRefused: "Why it was refused",
    asking: "Asking the server…",
  },
} as const;

import type { ConsoleJobsTexts } from "../../console.types.js";

/** What administrators read about batches that are done after their calls, in French. */
export const consoleJobsTexts = {
  consoleJobs: {
    withdrawing_one: "Retrait de {{number}} autorisation en cours",
    withdrawing_many: "Retrait de {{number}} autorisations en cours",
    withdrawing_other: "Retrait de {{number}} autorisations en cours",
    withdrawn_one: "{{number}} autorisation est retirée",
    withdrawn_many: "{{number}} autorisations sont retirées",
    withdrawn_other: "{{number}} autorisations sont retirées",
    stopped: "Arrêté : autorisations retirées, {{done}} sur {{total}}",
    failed: "Impossible de continuer : autorisations retirées, {{done}} sur {{total}}",
    tried: "{{done}} sur {{total}} faites",
    left_one: "{{number}} avait déjà pris fin",
    left_many: "{{number}} avaient déjà pris fin",
    left_other: "{{number}} avaient déjà pris fin",
    refused_one: "{{number}} refusée",
    refused_many: "{{number}} refusées",
    refused_other: "{{number}} refusées",
    goesOn: "Le travail continue quand vous quittez cette page.",
    afterwards: "Cela prend un moment. Vous voyez l’avancement et pouvez arrêter.",
    stop: "Arrêter",
    refusedStay: "Ce qui a été refusé reste comme avant.",
    whyRefused: "Pourquoi c’est refusé",
    asking: "Le serveur est interrogé…",
  },
} as const satisfies ConsoleJobsTexts;

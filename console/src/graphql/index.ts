export {
  type EnumOf,
  graphql,
  type InputOf,
  newIdempotencyKey,
  nodesOf,
  type ResultOf,
  type VariablesOf,
} from "../../../clients/typescript/src/index.js";
export { tellChangedElsewhere, useChangedElsewhere } from "./changed-elsewhere.js";
export { type Problem, problemOf } from "./problem.js";
export { useAct } from "./use-act.js";
export { type List, type Page, useList } from "./use-list.js";
export { usePolling } from "./use-polling.js";
export { useQuery } from "./use-query.js";

/**
 * What one API call carries and how its answers are shaped: context, loaders, ids, connections, field rules; and how
 * passwords are hashed, for the rooms that keep them. It refuses to know any table.
 */

export { AskedOften, isAskedOften } from "./asked-often.js";
export {
  type Connection,
  connectionType,
  PageArguments,
  showRows,
  toConnection,
} from "./connection.js";
export { bindCursors } from "./cursor-binding.js";
export {
  type FieldRule,
  FieldRules,
  PUBLIC,
  PublicField,
  requireAdmission,
  requireUnrestricted,
  SIGNED_IN,
  WHILE_VIEWING,
  WITHOUT_SECOND_FACTOR,
} from "./field-rules.js";
export { FIELD_WEIGHTS } from "./field-weights.js";
export { fromGlobalId, fromOptionalId, parseGlobalId, readGlobalId, toGlobalId } from "./global-id.js";
export { loadRow } from "./load-row.js";
export { countLoader, countsLoader, rowLoader, rowsLoader } from "./load-rows.js";
export { Node } from "./node.js";
export type { FoundNode, NodeFinders } from "./node-finders.js";
export { makeRootsNullable } from "./nullable-roots.js";
export { type Order, OrderDirection, orderOf, orderType, TimeRange } from "./ordering.js";
export { type PageOfParent, pagesByParent } from "./pages-by-parent.js";
export { hashPassword, verifyPassword } from "./password.js";
export {
  AnswersBeside,
  answerBeside,
  besideOf,
  HoldsProblems,
  PayloadType,
  type RepeatedBy,
  Repeats,
  RepeatsView,
} from "./payload-type.js";
export { type LoaderKey, loaderKey, RequestContext, type Services } from "./request-context.js";
export { DateTimeScalar, RevisionScalar, SequenceScalar } from "./scalars.js";
export {
  NullHasMeaning,
  requireExpectedCount,
  requireOneOf,
  SelectionArguments,
  SelectionInput,
  Selects,
  writeOrRehearse,
} from "./selection.input.js";
export { guardSelections } from "./selection-guard.js";
export { selectsField } from "./selects-field.js";
export { requireWithin, viewerCanOf } from "./viewer-can.js";
export { LiesAt, ShownInstead, ShownInsteadOf, showUnder, VisibleTo, visibilityInWords } from "./visibility.js";
export { guardVisibility, mayFind, type TypeVisibility, visibilities } from "./visibility-guard.js";

import type { ForeignRow } from "../kernel/index.js";
import type { Node } from "./node.js";
import type { RequestContext } from "./request-context.js";

/** A row of whichever tenant: who may see it is asked as it enters the answer (visibility-guard). */
export type FoundNode = Node | ForeignRow<Node>;

/**
 * How a room finds its nodes by UUID for `node(id)`, by the name of their type. A finder only finds: who may see the row
 * is in its type's declaration (`@VisibleTo`), and where that rests on a look-up, the finder makes it (`showUnder`).
 */
export type NodeFinders = Readonly<Record<string, (context: RequestContext, id: string) => Promise<FoundNode | null>>>;

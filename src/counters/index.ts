/**
 * How often something happened within a window of time, counted in the caller's transaction over all processes. It
 * refuses to know what is counted, and what follows when it was too often.
 */
export {
  alignedWindow,
  type CountedWindow,
  countedIn,
  countOne,
  countWithin,
  countWithinAll,
  deleteOldCounts,
  isOpen,
  type LimitedWindow,
  prolong,
  uncountEach,
  uncountOne,
  windowFromFirst,
} from "./counter.js";

import { WindowCount } from "./window-count.entity.js";

export const counterEntities = [WindowCount];

import { ANSWERED_IDENTITIES } from "./answered-identities.js";
import { OPEN_IDENTITIES } from "./open-identities.js";
import type { SampleIdentity } from "./sample-identity.js";

/** The identities that tell something, by what became of them. */
export const SAMPLE_IDENTITIES: readonly SampleIdentity[] = [...ANSWERED_IDENTITIES, ...OPEN_IDENTITIES];

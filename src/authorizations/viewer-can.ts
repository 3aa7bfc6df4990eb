import { type RequestContext, requireWithin, rowLoader, viewerCanOf } from "../graphql/index.js";
import { requireScope, rowAcrossTenants } from "../kernel/index.js";
import { Authorization } from "./authorization.entity.js";
import { AuthorizationState } from "./authorization-state.js";
import { moveTo } from "./authorization-transitions.js";
import { isPausedBelow, requireNoProofGone } from "./operations/pause-authorization.js";
import { revokingEvent } from "./operations/revoke-authorization.js";
import { RightsPause } from "./rights-pause.entity.js";

const pauseOfRight = rowLoader(RightsPause, "rightId");

export const AuthorizationViewerCan = viewerCanOf(Authorization, "AuthorizationAct", {
  REVOKE: {
    mutation: "revokeAuthorization",
    description: "Take it away, or withdraw the question",
    // Whoever sees it may: the account, its administrators, those of the address's domain.
    check: (row, { actor, clock }) => moveTo(row, revokingEvent(actor, row), clock.now()),
  },
  PAUSE: {
    mutation: "pauseAuthorization",
    description: "Set it aside",
    check(row, context) {
      requireWithin(context, row);
      const isTakenOver = row.state === AuthorizationState.PAUSED && isPausedBelow(row, requireScope(context.actor));
      if (!isTakenOver) moveTo(row, "PAUSE", context.clock.now());
    },
  },
  RESUME: {
    mutation: "resumeAuthorization",
    description: "Take it up again",
    async check(row, context: RequestContext) {
      requireWithin(context, row);
      const pause = await context.loader(pauseOfRight).load(row.id);
      requireNoProofGone(rowAcrossTenants(pause, "of a right in the caller's scope"));
      moveTo(row, "RESUME", context.clock.now(), { reason: null, scope: requireScope(context.actor) });
    },
  },
});

import { migrations } from "../../migrations/index.js";
import { accessEntities } from "../access/index.js";
import { auditEntities } from "../audit/index.js";
import { identitiesEntities } from "../authorizations/index.js";
import { batchJobsEntities } from "../batch-jobs/index.js";
import { counterEntities } from "../counters/index.js";
import type { SchemaParts } from "../database/index.js";
import { feedEntities } from "../feed/index.js";
import { gatewaysEntities } from "../gateways/index.js";
import { intakeEntities } from "../intake/index.js";
import { jobsEntities } from "../jobs/index.js";
import { observationsEntities } from "../observations/index.js";
import { outboxEntities } from "../outbox/index.js";
import { policyEntities } from "../policy/index.js";
import { pressesEntities } from "../presses/index.js";
import { proofsEntities } from "../proofs/index.js";
import { rolloutEntities } from "../rollout/index.js";
import { statisticsEntities } from "../statistics/index.js";
import { tenancyEntities } from "../tenancy/index.js";
import { verificationEntities } from "../verification/index.js";
import { webhooksEntities } from "../webhooks/index.js";

/** Every table of the product: the entities of all rooms, and the migrations that make them. */
export const schemaParts: SchemaParts = {
  entities: [
    ...auditEntities,
    ...feedEntities,
    ...counterEntities,
    ...pressesEntities,
    ...outboxEntities,
    ...jobsEntities,
    ...tenancyEntities,
    ...accessEntities,
    ...policyEntities,
    ...identitiesEntities,
    ...proofsEntities,
    ...verificationEntities,
    ...statisticsEntities,
    ...observationsEntities,
    ...intakeEntities,
    ...rolloutEntities,
    ...gatewaysEntities,
    ...webhooksEntities,
    ...batchJobsEntities,
  ],
  migrations: migrations,
};

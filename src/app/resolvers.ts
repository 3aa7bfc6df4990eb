import type { NonEmptyArray } from "type-graphql";
import { accessNodes, accessResolvers } from "../access/index.js";
import { EndingPreviewResolver, MovePreviewResolver, RevocationResolver } from "../api/index.js";
import { auditNodes, auditResolvers } from "../audit/index.js";
import { identitiesNodes, identitiesResolvers } from "../authorizations/index.js";
import { batchJobNodes, batchJobsResolvers } from "../batch-jobs/index.js";
import { domainSyncResolvers } from "../domain-sync/index.js";
import { explanationsResolvers } from "../explanations/index.js";
import { gatewaysNodes, gatewaysResolvers } from "../gateways/index.js";
import type { NodeFinders } from "../graphql/index.js";
import { observationsResolvers } from "../observations/index.js";
import { policyResolvers } from "../policy/index.js";
import { proofsResolvers } from "../proofs/index.js";
import { rolloutNodes, rolloutResolvers } from "../rollout/index.js";
import { searchResolvers } from "../search/index.js";
import { tenancyNodes, tenancyResolvers } from "../tenancy/index.js";
import { tenantChangesResolvers } from "../tenant-changes/index.js";
import { verificationNodes, verificationResolvers } from "../verification/index.js";
import { webhookNodes, webhooksResolvers, webhookThings } from "../webhooks/index.js";

/** The resolvers of every room. */
export const resolvers: NonEmptyArray<new () => object> = [
  RevocationResolver,
  EndingPreviewResolver,
  MovePreviewResolver,
  ...auditResolvers,
  ...tenancyResolvers,
  ...accessResolvers,
  ...policyResolvers,
  ...identitiesResolvers,
  ...proofsResolvers,
  ...verificationResolvers,
  ...observationsResolvers,
  ...rolloutResolvers,
  ...gatewaysResolvers,
  ...explanationsResolvers,
  ...domainSyncResolvers,
  ...searchResolvers,
  ...tenantChangesResolvers,
  ...webhooksResolvers,
  ...batchJobsResolvers,
];

/** How `node(id)` finds a node, by the name of its type. */
export const nodeFinders: NodeFinders = {
  ...auditNodes,
  ...tenancyNodes,
  ...accessNodes,
  ...identitiesNodes,
  ...verificationNodes,
  ...gatewaysNodes,
  ...rolloutNodes,
  ...webhookNodes,
  ...batchJobNodes,
};

/** How a repeated call finds what it was about: nodes, and what is seen below one alone. */
export const thingFinders: NodeFinders = { ...nodeFinders, ...webhookThings };

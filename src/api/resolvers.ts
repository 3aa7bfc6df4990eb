import type { NonEmptyArray } from "type-graphql";
import { accessNodes, accessResolvers } from "../access/index.js";
import { auditNodes, auditResolvers } from "../audit/index.js";
import { gatewaysNodes, gatewaysResolvers } from "../gateways/index.js";
import { identitiesNodes, identitiesResolvers } from "../identities/index.js";
import { observationsNodes, observationsResolvers } from "../observations/index.js";
import { policyResolvers } from "../policy/index.js";
import { proofsResolvers } from "../proofs/index.js";
import type { NodeFinders } from "../request/index.js";
import { tenancyNodes, tenancyResolvers } from "../tenancy/index.js";
import { verificationNodes, verificationResolvers } from "../verification/index.js";
import { MovePreviewResolver } from "./move-preview.resolver.js";
import { NodeResolver } from "./node.resolver.js";
import { RevocationResolver } from "./revocation.resolver.js";

/** The resolvers of every room. */
export const resolvers: NonEmptyArray<new () => object> = [
  NodeResolver,
  RevocationResolver,
  MovePreviewResolver,
  ...auditResolvers,
  ...tenancyResolvers,
  ...accessResolvers,
  ...policyResolvers,
  ...identitiesResolvers,
  ...proofsResolvers,
  ...verificationResolvers,
  ...observationsResolvers,
  ...gatewaysResolvers,
];

/** How `node(id)` finds a node, by the name of its type. */
export const nodeFinders: NodeFinders = {
  ...auditNodes,
  ...tenancyNodes,
  ...accessNodes,
  ...identitiesNodes,
  ...verificationNodes,
  ...gatewaysNodes,
  ...observationsNodes,
};

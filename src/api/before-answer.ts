import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { RequestContext } from "../graphql/index.js";
import { refuseTooLarge } from "./answer-size.js";
import { type InPublic, readAgain } from "./read-again.js";
import { tellRetryAfter } from "./retry-after.js";

/** What is done with each answer before it leaves, in this order; plugins of their own would do it all at once. */
export function beforeAnswer(schema: GraphQLSchema, inPublic: InPublic): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse(call) {
          await readAgain(schema, call, inPublic);
          refuseTooLarge(call.response, call.contextValue.actor);
          tellRetryAfter(call.response);
        },
      };
    },
  };
}

import { DECIDED_PROPOSALS, type DecidedProposal } from "../plan/proposals.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

export function proposalSteps(): Step[] {
  return DECIDED_PROPOSALS.map((proposal) => ({
    when: proposal.when,
    run: (stage) => (proposal.what === "ownerAllows" ? allow(stage, proposal) : decide(stage, proposal)),
  }));
}

interface FoundProposal {
  readonly id: string;
  readonly authorization: { readonly verification: { readonly matchNumber: string } | null } | null;
}

/** As somebody who may see it finds it. */
async function find(stage: Stage, who: string, { account, address }: DecidedProposal): Promise<FoundProposal> {
  const { edges } = await stage.callAs<{ edges: { node: FoundProposal }[] }>(
    who,
    `query ($filter: ProposalFilter!) { proposals(first: 1, filter: $filter) {
      edges { node { id authorization { verification { matchNumber } } } } } }`,
    { filter: { accountId: stage.id(account), address } },
  );
  const [found] = edges;
  if (found === undefined) throw new Error(`${address} was not proposed for ${account}`);
  return found.node;
}

/** The number stands in the alert to the account, which tells it to the owner. */
async function allow(stage: Stage, proposal: DecidedProposal): Promise<void> {
  const { authorization } = await find(stage, proposal.account, proposal);
  await stage.call(
    stage.visitor(),
    "mutation ($input: AnswerVerificationInput!) { answerVerification(input: $input) { id } }",
    {
      input: {
        token: stage.mail.tokenFor(proposal.address, proposal.account),
        decision: "ALLOW",
        matchNumber: authorization?.verification?.matchNumber,
      },
    },
  );
}

async function decide(stage: Stage, proposal: DecidedProposal): Promise<void> {
  const { by = "admin", what, reason } = proposal;
  const { id } = await find(stage, by, proposal);
  await stage.callAs(by, `mutation ($input: DecideProposalsInput!) { ${what}Proposals(input: $input) { count } }`, {
    input: { ids: [id], reason },
  });
}
